import re


def search_terms(message, own_names):
    """Return the first 12 words of a message that everybody with this error has, separated by spaces."""
    words = re.findall(r"\S+", message)
    ...  # TODO: take out paths, own names and numbers
