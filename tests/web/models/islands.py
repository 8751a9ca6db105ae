"""A small network with two heads for island-or-lake, trained for a few rounds: run in the task's category folder."""

import json
from pathlib import Path

import keras
import numpy as np
import tensorflow as tf

SIDE = 48
CLASSES = ["island", "lake"]

coco = json.loads(Path("data/annotations.json").read_text(encoding="utf-8"))
images = {image["id"]: image for image in coco["images"]}
names = {category["id"]: category["name"] for category in coco["categories"]}
photographs, boxes, classes = [], [], []
for annotation in coco["annotations"]:
    file = images[annotation["image_id"]]
    left, top, width, height = annotation["bbox"]
    pixels = tf.io.decode_jpeg(tf.io.read_file(f"data/pictures/{file['file_name']}"), channels=3)
    photographs.append(tf.image.resize(pixels, (SIDE, SIDE)))
    across, down = file["width"], file["height"]
    boxes.append([top / down, left / across, (top + height) / down, (left + width) / across])
    classes.append(CLASSES.index(names[annotation["category_id"]]))

keras.utils.set_random_seed(0)
image = keras.Input((SIDE, SIDE, 3), name="image")
x = keras.layers.Rescaling(1 / 127.5, offset=-1)(image)
for filters in (12, 24, 32):
    x = keras.layers.Conv2D(filters, 3, strides=2, padding="same", activation="relu")(x)
x = keras.layers.Dense(32, activation="relu")(keras.layers.Flatten()(x))
box = keras.layers.Dense(4, activation="sigmoid", name="box")(x)
kind = keras.layers.Dense(len(CLASSES), activation="softmax", name="class")(x)
model = keras.Model(image, {"box": box, "class": kind})
model.compile(
    "adam", loss={"box": "mae", "class": "sparse_categorical_crossentropy"}, loss_weights={"box": 10.0, "class": 1.0}
)
model.fit(
    np.stack(photographs),
    {"box": np.array(boxes, "float32"), "class": np.array(classes)},
    validation_split=0.2,
    epochs=12,
    callbacks=[keras.callbacks.CSVLogger("history.csv")],
    verbose=2,
)
keras.Model(image, keras.layers.Concatenate()([box, kind])).save("model.keras")
