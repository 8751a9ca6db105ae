import tensorflow as tf


def batches(images, labels):
    """Return batches of 32 grey pictures, values 0 to 1, and their labels."""
    generator = tf.keras.preprocessing.image.ImageDataGenerator(rescale=1 / 255)
    return generator.flow(images[..., None] / 255, labels, batch_size=32, shuffle=False)
