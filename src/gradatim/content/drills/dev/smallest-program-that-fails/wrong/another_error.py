def reproduce():
    import keras
    import numpy as np

    keras.losses.categorical_crossentropy(np.zeros((4, 2)), np.zeros((4, 3)))
