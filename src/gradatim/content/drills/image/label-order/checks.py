from pathlib import Path

import keras
import numpy as np
import tensorflow as tf
from checking import require, require_defined
from PIL import Image

NAMES = ("ant", "Zebra", "2", "_unsure", "10", "Ape")


def true_labels():
    """Make the folders and ask Keras, in both ways."""
    for name in NAMES:
        folder = Path("animals") / name
        folder.mkdir(parents=True, exist_ok=True)
        Image.fromarray(np.zeros((4, 4, 3), "uint8")).save(folder / "a.png")
    generator = tf.keras.preprocessing.image.ImageDataGenerator().flow_from_directory("animals", target_size=(4, 4))
    dataset = keras.utils.image_dataset_from_directory("animals", image_size=(4, 4), verbose=False)
    assert dataset.class_names == list(generator.class_indices)
    return generator.class_indices


def check_every_folder_has_a_label(answer):
    """LABELS gives every folder a label of its own, from 0 to 5."""
    labels = require_defined(answer, "LABELS", look="Keep the dictionary and replace each `...`.")
    require(
        isinstance(labels, dict) and set(labels) == set(NAMES),
        expected=f"LABELS to have the keys {', '.join(NAMES)}",
        received=labels,
        look="Keep the starter's keys.",
    )
    require(
        all(type(label) is int for label in labels.values()) and sorted(labels.values()) == list(range(6)),
        expected="each of the labels 0 to 5 once",
        received="still `...` in it" if ... in labels.values() else list(labels.values()),
        look="Six folders have six labels, and counting begins at 0.",
    )


def check_labels_are_what_keras_says(answer):
    """Each label is the one that Keras gives."""
    for name, label in true_labels().items():
        require(
            answer.LABELS[name] == label,
            expected=f"the label that Keras gives the folder {name!r}",
            received=answer.LABELS[name],
            look="Names are sorted as texts, character by character: what does Python's `sorted` make of them?",
        )
