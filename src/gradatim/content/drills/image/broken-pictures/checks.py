import shutil
from pathlib import Path

import numpy as np
import tensorflow as tf
from checking import require

PIXELS = np.random.default_rng(0).integers(0, 256, (40, 30, 3), dtype="uint8")
JPEG = tf.io.encode_jpeg(PIXELS).numpy()
PNG = tf.io.encode_png(PIXELS).numpy()


def found(answer, files):
    """Make a folder of these files, and return what the answer finds usable."""
    shutil.rmtree("made", ignore_errors=True)
    for name, content in files.items():
        path = Path("made") / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    given = answer.usable("made")
    require(
        isinstance(given, list) and all(isinstance(name, str) for name in given),
        expected="a list of texts",
        received=given,
        look="Sort the relative paths into a list.",
    )
    after = {
        path.relative_to("made").as_posix(): path.read_bytes() for path in Path("made").rglob("*") if path.is_file()
    }
    require(
        after == files,
        expected="the folder to be as before",
        received="other files or contents",
        look="Only read the files; moving or deleting them is another step.",
    )
    return given


def check_finds_pictures_everywhere(answer):
    """Pictures are found at any depth, whatever they are called, and listed in order."""
    files = {"coast/a.jpg": JPEG, "b.png": PNG, "coast/deep/C.JPEG": JPEG, "noname": PNG, "b/z.gif": PNG}
    given = found(answer, files)
    for name in sorted(files):
        require(
            name in given,
            expected=f"{name} to be listed",
            received=given,
            look="Which files does your pattern find, and in which folders?",
        )
    require(
        given == sorted(files),
        expected="each picture once, sorted, with / between folder and name",
        received=given,
        look="Paths are relative to the folder that was given.",
    )


def check_leaves_out_what_is_no_picture(answer):
    """Error pages, notes and empty files are left out, whatever they are called."""
    bad = {"page.jpg": b"<html>404 Not Found</html>", "notes.txt": b"desert, forest", "empty.png": b""}
    given = found(answer, {"good.jpg": JPEG, **bad})
    for name, content in bad.items():
        require(
            name not in given,
            expected=f"{name} to be left out: it holds {content.decode() or 'nothing'!r}",
            received=given,
            look="Let TensorFlow try to decode the content.",
        )
    require(
        given == ["good.jpg"],
        expected="good.jpg to stay",
        received=given,
        look="One bad file must not end the search.",
    )


def check_leaves_out_half_pictures(answer):
    """Pictures that break off in the middle are left out."""
    given = found(answer, {"half.jpg": JPEG[: len(JPEG) // 2], "half.png": PNG[: len(PNG) // 2], "whole.jpg": JPEG})
    for name in ("half.jpg", "half.png"):
        require(
            name not in given,
            expected=f"{name}, whose second half is missing, to be left out",
            received=given,
            look="Opening a file reads its header, which says that it is a picture; the pixels come later.",
        )
    require(given == ["whole.jpg"], expected="whole.jpg to stay", received=given, look="What made it fail to decode?")
