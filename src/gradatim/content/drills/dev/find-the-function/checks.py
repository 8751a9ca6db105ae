import numpy as np
import tensorflow as tf
from checking import line_of, require

TEXTS = ["Grüße", "ok", "", "  ÄPFEL und Birnen\n", "\tΑΘΗΝΑ 2 ", "naïve"]


def results(function, batch, name, look):
    """Return what a function makes of a batch inside a pipeline, as arrays."""
    rows = list(tf.data.Dataset.from_tensors(tf.constant(batch)).map(function_or_complaint(function, name, look)))
    return rows[0].numpy()


def function_or_complaint(function, name, look):
    """Wrap a function so that what is no tensor ends the check in words."""

    def wrapped(batch):
        made = function(batch)
        require(tf.is_tensor(made), expected="one tensor", received=made, look=look, line=line_of(name))
        return made

    return tf.autograph.experimental.do_not_convert(wrapped)


def check_letters(answer):
    """`letters` counts characters."""
    look = "What does the function count unless it is told otherwise?"
    received = results(answer.letters, TEXTS, "letters", look)
    require(
        received.dtype == np.int32 and received.tolist() == [len(text) for text in TEXTS],
        expected=f"{[len(text) for text in TEXTS]} as int32 for {TEXTS}",
        received=received,
        look=look,
        line=line_of("letters"),
    )


def check_tidy(answer):
    """`tidy` lowers the letters of every language and takes white space off both ends."""
    look = "Two calls. Does each of them know that the bytes are UTF-8?"
    received = results(answer.tidy, TEXTS, "tidy", look).tolist()
    received = [text.decode("utf-8", "replace") if isinstance(text, bytes) else text for text in received]
    wanted = [text.strip().lower() for text in TEXTS]
    require(received == wanted, expected=f"{wanted}", received=received, look=look, line=line_of("tidy"))


def middle_of(picture, size):
    """Return the middle of one picture, computed by hand."""
    made = np.zeros((size, size, picture.shape[-1]), picture.dtype)
    height, width = picture.shape[:2]
    rows, columns = min(height, size), min(width, size)
    cut = picture[(height - rows) // 2 :, (width - columns) // 2 :][:rows, :columns]
    made[(size - rows) // 2 :, (size - columns) // 2 :][:rows, :columns] = cut
    return made


def check_middle(answer):
    """`middle` returns the middle of each picture, with zeros around small ones."""
    for shape, size in (((2, 40, 30, 3), 20), ((1, 10, 12, 1), 16), ((3, 12, 40, 3), 28)):
        pictures = np.random.default_rng(3).uniform(1, 255, shape).astype("float32")
        look = "Read the first docstring lines in `tf.image` that speak of cropping."
        received = results(lambda batch, size=size: answer.middle(batch, size), pictures, "middle", look)
        wanted = np.stack([middle_of(picture, size) for picture in pictures])
        require(
            received.shape == wanted.shape and np.array_equal(received, wanted),
            expected=f"the middle of pictures of shape {shape}, without scaling, as shape {wanted.shape}",
            received=received,
            look=look,
            line=line_of("middle"),
        )


def check_best_three(answer):
    """`best_three` returns the places of the three highest scores."""
    scores = np.random.default_rng(4).permutation(24).reshape(4, 6).astype("float32")
    look = "The function that you need returns two things; `Returns` in its docstring says which."
    received = results(answer.best_three, scores, "best_three", look)
    wanted = np.argsort(-scores, axis=1)[:, :3]
    require(
        received.dtype == np.int32 and np.array_equal(received, wanted),
        expected=f"the places {wanted.tolist()} as int32",
        received=received,
        look=look,
        line=line_of("best_three"),
    )
