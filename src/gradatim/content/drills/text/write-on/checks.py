import keras
import numpy as np
import tensorflow as tf
from checking import require, shown

ABC = "abcdefgh"


class Next(keras.Model):
    """Says with certainty what follows: the character after the first of its window in the alphabet."""

    def __init__(self, place):
        super().__init__()
        self.place = place
        self.seen = []

    def call(self, ids):
        self.seen.append((tuple(ids.shape), ids.dtype if isinstance(ids.dtype, str) else ids.dtype.name))
        return tf.one_hot((tf.cast(ids[:, self.place], "int32") + 1) % len(ABC), len(ABC))


class Fixed(keras.Model):
    """Gives the same probabilities always."""

    def __init__(self, probabilities):
        super().__init__()
        self.probabilities = probabilities

    def call(self, ids):
        return tf.constant([self.probabilities], "float32")


def written(answer, model, start, count, length, seed=1):
    """Return what the answer writes, after looking that it is a string of the right length."""
    text = answer.write(model, start, count, ABC, length, np.random.default_rng(seed))
    require(
        isinstance(text, str) and text.startswith(start) and len(text) == len(start) + count,
        expected=f"a string: the start {start!r} and {count} more characters",
        received=text,
        look="The text begins with the start and grows by one character a round.",
    )
    require(
        set(text) <= set(ABC),
        expected=f"characters out of {ABC!r} only",
        received=text,
        look="An id becomes a character by its place in `characters`.",
    )
    return text


def check_length(answer):
    """The text is the start and so many characters more."""
    for start, count in (("abc", 5), ("h", 1), ("cab", 0)):
        written(answer, Next(-1), start, count, 3)


def check_moves_on(answer):
    """Each new character follows from what was written before."""
    received = written(answer, Next(-1), "ac", 7, 4)
    require(
        received == "acdefghab",
        expected="'acdefghab' from a model that names the letter after the last one",
        received=received,
        look="The model must see what was written so far, the newest character last.",
    )


def check_window(answer):
    """The model sees the last characters, as many as its window holds."""
    for start, count, length in (("abdb", 8, 3), ("a", 6, 4), ("gg", 5, 1)):
        model = Next(0)
        received, wanted = written(answer, model, start, count, length), start
        for _ in range(count):
            wanted += ABC[(ABC.index(wanted[-length:][0]) + 1) % len(ABC)]
        shapes = [shape for shape, _ in model.seen]
        require(
            max(shape[-1] for shape in shapes) <= length and all(len(shape) == 2 and shape[0] == 1 for shape in shapes),
            expected=f"windows of shape (1, steps) with the last {length} characters at most",
            received=f"shapes {sorted(set(shapes))}",
            look="How many of the characters so far may the model see?",
        )
        require(
            received == wanted,
            expected=f"{wanted!r} from a model that names the letter after the first of its window of {length}",
            received=received,
            look="Is the window the last characters, in their order, without padding?",
        )


def check_types(answer):
    """The model gets integers."""
    model = Next(-1)
    written(answer, model, "abc", 2, 3)
    require(
        all(name == "int32" for _, name in model.seen),
        expected="ids of type int32",
        received=f"{sorted({name for _, name in model.seen})}",
        look="np.array takes a dtype.",
    )


def check_draws(answer):
    """The characters are drawn by their probabilities."""
    shares = np.array([0.4, 0, 0.3, 0.1, 0.05, 0.05, 0.05, 0.05])
    text = written(answer, Fixed(shares.tolist()), "a", 600, 2)[1:]
    received = np.array([text.count(character) for character in ABC]) / len(text)
    require(
        np.abs(received - shares).max() < 0.07,
        expected=f"characters drawn in the shares {shown(shares)}",
        received=shown(received),
        look="Draw with rng.choice and the model's probabilities; do not take the greatest.",
    )


def check_uses_the_generator(answer):
    """The same seed writes the same text, another seed another one."""
    model = Fixed([1 / len(ABC)] * len(ABC))
    texts = [written(answer, model, "a", 40, 2, seed) for seed in (5, 5, 6)]
    require(
        texts[0] == texts[1] != texts[2],
        expected="the same text from the same seed, another text from another seed",
        received=shown([text[:12] for text in texts]),
        look="Draw with `rng` and with nothing else.",
    )


def check_exact_sum(answer):
    """Probabilities in float32 that sum to nearly 1 do not stop it."""
    rng = np.random.default_rng(2)
    for _ in range(20):
        raw = rng.dirichlet(np.ones(len(ABC))) * 1.00001
        written(answer, Fixed(raw.tolist()), "a", 2, 2)
