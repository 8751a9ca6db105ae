def reproduce():
    import keras
    import pandas as pd

    labels = pd.read_csv("readings.csv")["weather"]
    keras.losses.categorical_crossentropy(labels, keras.ops.zeros((8, 3)))
