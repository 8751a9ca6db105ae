import keras
import tensorflow as tf


def export(vectorize, network, path):
    keras.Sequential([keras.Input((), dtype="string"), vectorize, network]).save(path)


def label(path, texts, classes):
    network = keras.models.load_model(path).layers[-1]
    vectorize = keras.layers.TextVectorization(output_sequence_length=6, max_tokens=12)
    vectorize.adapt(tf.constant(texts))
    probabilities = network.predict(vectorize(tf.constant(texts)), verbose=0)
    return [classes[index] for index in probabilities.argmax(axis=1)]
