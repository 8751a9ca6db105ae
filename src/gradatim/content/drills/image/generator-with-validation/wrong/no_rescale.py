import tensorflow as tf

ImageDataGenerator = tf.keras.preprocessing.image.ImageDataGenerator


def make_batches(folder):
    """Return the batches of training and of validation."""
    size = {"target_size": (24, 24), "batch_size": 8}
    augmenting = ImageDataGenerator(rescale=1 / 255, validation_split=0.25, horizontal_flip=True)
    plain = ImageDataGenerator(validation_split=0.25)
    training = augmenting.flow_from_directory(folder, subset="training", **size)
    validation = plain.flow_from_directory(folder, subset="validation", shuffle=False, **size)
    return training, validation
