def reproduce():
    """Fail as the training program does, with as little as possible."""
    import keras
    import numpy as np

    keras.losses.categorical_crossentropy(np.zeros(4), np.zeros((4, 3)))
