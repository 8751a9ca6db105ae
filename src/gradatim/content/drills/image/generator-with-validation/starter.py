import tensorflow as tf

ImageDataGenerator = tf.keras.preprocessing.image.ImageDataGenerator


def make_batches(folder):
    """Return the batches of training and of validation."""
    size = {"target_size": (24, 24), "batch_size": 8}
    generator = ImageDataGenerator(rescale=1 / 255, validation_split=0.25, horizontal_flip=True)
    training = generator.flow_from_directory(folder, subset="training", **size)
    validation = generator.flow_from_directory(folder, subset="validation", shuffle=False, **size)
    return training, validation
