import keras
import numpy as np


def features_of(base, layer, images):
    extractor = keras.Model(base.inputs, base.get_layer(layer).output)
    features = extractor.predict(images[..., np.newaxis] / 255.0, verbose=0)
    return features.reshape(len(images), -1)
