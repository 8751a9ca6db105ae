import keras


def prepare(train_texts, test_texts, size, length):
    vectorize = keras.layers.TextVectorization(max_tokens=size)
    vectorize.adapt(train_texts)
    return vectorize(train_texts), vectorize(test_texts)
