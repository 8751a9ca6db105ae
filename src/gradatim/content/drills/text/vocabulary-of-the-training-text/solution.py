import keras


def prepare(train_texts, test_texts, size, length):
    """Return the token ids of the training and of the test texts, with a vocabulary learned from the training texts."""
    vectorize = keras.layers.TextVectorization(max_tokens=size, output_sequence_length=length)
    vectorize.adapt(train_texts)
    return vectorize(train_texts), vectorize(test_texts)
