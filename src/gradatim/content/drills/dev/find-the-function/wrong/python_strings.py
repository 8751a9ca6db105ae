import keras
import tensorflow as tf


def letters(texts):
    """Return the number of characters of each string."""
    return tf.constant([len(text.decode()) for text in texts.numpy()])


def tidy(texts):
    """Return the strings in lower case, without white space at both ends."""
    return tf.strings.lower(tf.strings.strip(texts), encoding="utf-8")


def middle(pictures, size):
    """Return the middle of each picture, `size` high and wide, with zeros where it is too small."""
    return tf.image.resize_with_crop_or_pad(pictures, size, size)


def best_three(scores):
    """Return the places of the three highest scores of each row, the highest first."""
    return keras.ops.top_k(scores, 3)[1]
