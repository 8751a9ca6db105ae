import tensorflow as tf


def readings(path):
    """Return a dataset of (degrees, amperes) float32 (2,) and fault, int32 0 or 1, from a log of a pump."""

    def examples():
        with open(path, encoding="utf-8") as file:
            for line in file:
                words = line.split()
                if not words or line.startswith("#") or words[3] == "off":
                    continue
                yield (float(words[1]), float(words[2])), int(words[3] == "fault")

    signature = (tf.TensorSpec((2,), tf.float32), tf.TensorSpec((), tf.int32))
    return tf.data.Dataset.from_generator(examples, output_signature=signature)
