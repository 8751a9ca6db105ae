def reproduce():
    import keras
    import numpy as np

    keras.utils.set_random_seed(11)
    keras.losses.categorical_crossentropy(np.zeros(4), np.zeros((4, 3)))
