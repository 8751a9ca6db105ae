from pathlib import Path

import keras
from checking import line_of, require

MODEL = keras.Sequential([keras.Input((64,)), keras.layers.Dense(300, activation="relu"), keras.layers.Dense(10)])


def holds(answer, path, size, what, look):
    """Hold the answer's size of a file or folder against the true one."""
    received = answer.size_in_mb(path)
    require(
        isinstance(received, float) and abs(received - size / 1e6) < 1e-9,
        expected=f"{size / 1e6} for {what}, {size:,} bytes",
        received=received,
        look=look,
        line=line_of("size_in_mb"),
    )


def check_file(answer):
    """The size of a file is right."""
    path = Path("small.keras")
    MODEL.save(path)
    size = len(path.read_bytes())
    holds(answer, path, size, "a .keras file", "A megabyte is 1,000,000 bytes here; how many bytes has the file?")


def check_folder(answer):
    """The size of a SavedModel is that of all files in its folder."""
    folder = Path("exported")
    MODEL.export(folder, verbose=False)
    (folder / "assets" / "words").mkdir(parents=True)
    (folder / "assets" / "words" / "vocabulary.txt").write_bytes(b"x" * 123_456)
    size = sum(len(file.read_bytes()) for file in folder.rglob("*") if file.is_file())
    look = (
        "The weights lie in the folder variables inside it. Count every file, at any depth, and no folder's own entry."
    )
    holds(answer, folder, size, "a SavedModel folder", look)


def check_empty_folder(answer):
    """An empty folder has the size 0."""
    Path("empty").mkdir()
    holds(answer, Path("empty"), 0, "an empty folder", "A sum over no file at all is 0.")
