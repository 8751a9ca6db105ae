import re

PATH = r"\S*[/\\]\S*"
WORD = r"(?<![\w.])[A-Za-z_](?:[\w.]*\w)?"
NUMBER_AT_THE_END = r"_\d+$"


def search_terms(message, own_names):
    """Return the first 12 words of a message that everybody with this error has, separated by spaces."""
    words = re.findall(WORD, re.sub(PATH, " ", message), re.ASCII)
    common = [word for word in words if word != "None" and word not in own_names]
    return " ".join(re.sub(NUMBER_AT_THE_END, "", word) for word in common[:12])
