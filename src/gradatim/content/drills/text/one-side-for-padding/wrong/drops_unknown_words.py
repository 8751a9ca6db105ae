import keras
import tensorflow as tf

LENGTH = 6


def make_tokenizer(train_texts):
    """Return a tokenizer that knows the words of the training texts; unknown words get id 1."""
    tokenizer = tf.keras.preprocessing.text.Tokenizer()
    tokenizer.fit_on_texts(train_texts)
    return tokenizer


def encode(tokenizer, texts):
    """Return the ids of the texts, (texts, 6): filled up with 0 and cut at the end."""
    ids = tokenizer.texts_to_sequences(texts)
    return keras.utils.pad_sequences(ids, maxlen=LENGTH, padding="post", truncating="post")
