import shutil
from pathlib import Path

import numpy as np
from checking import require
from PIL import Image


def folder_of(files):
    """Make a folder of pictures: name of the class to how many; every picture has a brightness of its own."""
    shutil.rmtree("made", ignore_errors=True)
    for place, (name, count) in enumerate(files.items()):
        (Path("made") / name).mkdir(parents=True)
        for number in range(count):
            pixels = np.full((16, 16, 3), 40 * place + 3 * number + 10, "uint8")
            Image.fromarray(pixels).save(Path("made") / name / f"{number}.png")
    return "made"


def labels_by_file(answer, files, class_indices):
    batches = answer.test_batches(folder_of(files), class_indices)
    require(
        hasattr(batches, "filenames") and hasattr(batches, "classes"),
        expected="test_batches to return what flow_from_directory returns",
        received=batches,
        look="Does the function return the iterator?",
    )
    require(
        len(batches.filenames) == sum(files.values()),
        expected=f"all {sum(files.values())} pictures of the folder",
        received=f"{len(batches.filenames)} pictures",
        look="A folder that is not named among the classes is left out.",
    )
    labels = np.concatenate([np.asarray(batches[number][1]) for number in range(len(batches))])
    require(
        labels.shape == (len(batches.filenames),),
        expected=f"labels as numbers of shape ({len(batches.filenames)},)",
        received=f"shape {labels.shape}",
        look="Leave class_mode as it was.",
    )
    return batches, labels


def require_labels(answer, files, class_indices):
    batches, labels = labels_by_file(answer, files, class_indices)
    for name, label in zip(batches.filenames, labels, strict=True):
        kind = name.split("/")[0]
        require(
            label == class_indices[kind],
            expected=f"label {class_indices[kind]} for a picture of {kind!r}, with the training's {class_indices}",
            received=float(label),
            look="Tell flow_from_directory the training's classes, in the order of their labels.",
        )


def check_keeps_the_files_in_order(answer):
    """Pictures come in the order of `filenames`, in batches of 8, as RGB of 16 x 16 with values 0 to 1."""
    batches, _ = labels_by_file(answer, {"a": 9, "b": 3}, {"a": 0, "b": 1})
    pictures = batches[0][0]
    require(
        pictures.shape == (8, 16, 16, 3) and pictures.max() <= 1.0,
        expected="a first batch of shape (8, 16, 16, 3) with values from 0 to 1",
        received=pictures,
        look="Size, batch size and rescale stay as they were.",
    )
    brightness = np.concatenate([batches[0][0], batches[1][0]])[:, 0, 0, 0] * 255
    require(
        np.allclose(brightness, [10 + 3 * n for n in range(9)] + [50, 53, 56], atol=0.05),
        expected="the pictures in the order of `filenames`",
        received=brightness,
        look="Test pictures need no shuffling, and no augmentation.",
    )


def check_missing_folder(answer):
    """A missing folder does not shift the labels of the others."""
    require_labels(
        answer, {"desert": 2, "mountain": 2, "snow": 3}, {"desert": 0, "forest": 1, "mountain": 2, "snow": 3}
    )


def check_order_of_the_training(answer):
    """The numbers of the training count, not the alphabet and not the order of the dictionary."""
    require_labels(answer, {"a": 1, "b": 2, "c": 1}, {"c": 1, "a": 2, "d": 0, "b": 3})
