import re

from checking import require

WORDS = ["the", "of", "and", "to", "in", "peace", "america", "s", "people", "war", "year", "congress", "we", "our"]
VOCABULARY = {word: number + 2 for number, word in enumerate(WORDS)}


def truth(text, vocabulary=VOCABULARY):
    """Return the ids that the model was trained on."""
    ids = [vocabulary.get(word, 1) for word in re.findall("[a-z]+", text.lower())][:12]
    return ids + [0] * (12 - len(ids))


def compare(answer, text, expected, look, words=WORDS):
    """Hold the service's ids of a text against those of the training."""
    wanted = truth(text, {word: number + 2 for number, word in enumerate(words)})
    received = answer.service_ids(text, list(words))
    require(
        isinstance(received, list | tuple) and list(received) == wanted,
        expected=f"{wanted} for {text!r}: {expected}",
        received=received,
        look=look,
    )


def check_training_is_untouched(answer):
    """The training's function is as it was."""
    for text in ("The People's WAR of 1812, and peace", "", " ".join(["war"] * 20)):
        received = answer.training_ids(text, dict(VOCABULARY))
        require(
            received == truth(text),
            expected=f"training_ids to return {truth(text)} for {text!r}, as it did",
            received=received,
            look="The model is trained already; only the service can change.",
        )


def check_plain_words(answer):
    """Known words in lower case get the ids of the vocabulary."""
    twelve = "peace and war in the year of the people to congress we"
    look = "Which id has the first word of the list, when padding and unknown come before it in the vocabulary?"
    compare(answer, twelve, "the ids of the vocabulary", look)
    compare(answer, "b a c b a c b a c b a c", "the ids of the vocabulary", look, words=["a", "b", "c"])


def check_unknown_words(answer):
    """An unknown word keeps its place."""
    compare(
        answer,
        "peace and zeppelins in the year of the people to congress we",
        "the unknown third word keeps its place, with id 1",
        "What does the training do with a word that it does not know?",
    )


def check_short_text(answer):
    """A short text is filled up at the end."""
    look = "On which side does the training fill up?"
    compare(answer, "peace and war", "three words first, then padding", look)
    compare(answer, "", "nothing but padding", look)


def check_case_and_punctuation(answer):
    """Capitals, punctuation and digits are treated as in training."""
    compare(
        answer,
        "The Congress OF America",
        "capitals make no difference",
        "Does the service set the text in lower case before it looks words up?",
    )
    compare(
        answer,
        "America's people, in 1945: peace-and war!",
        "an apostrophe, a hyphen, a digit end a word and are dropped",
        "What does the training call a word? Look at the pattern, and at what it does to apostrophes and numbers.",
    )


def check_long_text(answer):
    """Of a long text the first twelve words are kept."""
    compare(
        answer,
        "we the people of america and our congress in peace to war the year of war and peace",
        "the first twelve words",
        "Which end of a long text does the training keep?",
    )
