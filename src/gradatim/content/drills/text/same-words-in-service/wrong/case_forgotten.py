import re

LENGTH = 12


def training_ids(text, vocabulary):
    """Return the 12 ids that the model was trained on. Leave this function as it is."""
    words = re.findall("[a-z]+", text.lower())[:LENGTH]
    ids = [vocabulary.get(word, 1) for word in words]
    return ids + [0] * (LENGTH - len(ids))


def service_ids(text, words):
    numbers = {word: number for number, word in enumerate(words, start=2)}
    ids = [numbers.get(word, 1) for word in re.findall("[A-Za-z]+", text)][:LENGTH]
    return ids + [0] * (LENGTH - len(ids))
