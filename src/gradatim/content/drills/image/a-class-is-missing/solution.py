import tensorflow as tf


def test_batches(folder, class_indices):
    """Return batches of the test pictures with the labels of the training."""
    generator = tf.keras.preprocessing.image.ImageDataGenerator(rescale=1 / 255)
    return generator.flow_from_directory(
        folder,
        target_size=(16, 16),
        classes=sorted(class_indices, key=class_indices.get),
        class_mode="sparse",
        batch_size=8,
        shuffle=False,
    )
