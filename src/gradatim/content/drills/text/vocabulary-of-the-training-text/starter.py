import keras


def prepare(train_texts, test_texts, size, length):
    """Return the token ids of the training and of the test texts, with a vocabulary learned from the training texts."""
    ...  # TODO: make a TextVectorization layer, let it learn the right words, return what it makes of both lists
