import shutil
from pathlib import Path

import numpy as np
from checking import require, require_close
from PIL import Image


def make_folder():
    """Three classes of 8, 12 and 4 pictures, bright on the left."""
    shutil.rmtree("made", ignore_errors=True)
    for label, count in enumerate((8, 12, 4)):
        folder = Path("made") / "abc"[label]
        folder.mkdir(parents=True)
        for number in range(count):
            pixels = np.full((24, 24, 3), 20 * label + number, "uint8")
            pixels[:, :12] = 200
            Image.fromarray(pixels).save(folder / f"{number:02}.png")
    return "made"


def made(answer):
    both = answer.make_batches(make_folder())
    require(
        isinstance(both, tuple) and len(both) == 2 and all(hasattr(part, "filenames") for part in both),
        expected="two iterators of flow_from_directory, training and validation",
        received=both,
        look="Return both, in this order.",
    )
    return both


def mirrored(pictures):
    """Say for each picture whether its bright side is on the right."""
    return pictures[:, 12, -1, 0] > pictures[:, 12, 0, 0]


def check_shapes_of_the_batches(answer):
    """Batches hold 8 pictures of 24 x 24 with one-hot labels."""
    for part in made(answer):
        x, y = part[0]
        count = min(8, len(part.filenames))
        require(
            x.shape == (count, 24, 24, 3) and y.shape == (count, 3),
            expected=f"pictures of shape ({count}, 24, 24, 3) and labels of shape ({count}, 3)",
            received=f"{x.shape} and {y.shape}",
            look="Leave target_size, batch_size and class_mode as they were.",
        )


def check_no_picture_is_in_both(answer):
    """Three quarters of each class are for training, the others for validation."""
    training, validation = made(answer)
    common = set(training.filenames) & set(validation.filenames)
    require(
        not common,
        expected="no picture to be in both",
        received=f"{len(common)} of them, such as {min(common, default='')}",
        look="Both generators must split at the same place.",
    )
    require(
        [len(training.filenames), len(validation.filenames)] == [18, 6],
        expected="18 training and 6 validation pictures out of 24",
        received=f"{len(training.filenames)} and {len(validation.filenames)}",
        look="A quarter is validation_split=0.25, in both generators.",
    )


def check_validation_is_plain(answer):
    """Validation gives the files' own pictures, scaled, in their order."""
    _, validation = made(answer)
    wanted = np.stack([np.asarray(Image.open(Path("made") / name)) for name in validation.filenames]) / 255
    for _ in range(4):  # a flip by chance would show in one of four rounds
        given = validation[0][0]
        require(
            not mirrored(given).any(),
            expected="no validation picture to be mirrored",
            received=f"{int(mirrored(given).sum())} of 6 mirrored",
            look="A subset is augmented by the generator that it was taken from.",
        )
        require_close(
            given,
            wanted,
            what="the validation pictures",
            expected="the validation pictures in the order of their files, divided by 255",
            look="Validation is scaled like training, and not shuffled.",
        )


def check_training_is_flipped(answer):
    """Training pictures are scaled, shuffled and mirrored at random."""
    training, _ = made(answer)
    given = np.concatenate([training[number][0] for _ in range(4) for number in range(3)])
    require(
        given.max() <= 1,
        expected="training pictures with values from 0 to 1",
        received=float(given.max()),
        look="Which argument scales?",
    )
    values = np.rint(given * 255)
    require(
        np.allclose(given * 255, values, atol=1e-3) and values.max() == 200,
        expected="training pictures divided by 255, like those of validation",
        received=f"the value 200 became {float(given.max()):.4f}",
        look="Both generators scale by the same number.",
    )
    share = mirrored(given).mean()
    require(
        0.2 < share < 0.8,
        expected="about half of the training pictures to be mirrored left-right",
        received=f"{share:.2f} of them",
        look="Which generator does the training subset come from?",
    )
    order = [np.rint(training[number][0][:, 0, :, 0].min(axis=1) * 255).astype(int).tolist() for number in range(3)]
    require(
        sum(order, []) != sorted(sum(order, [])),
        expected="training pictures to be shuffled",
        received="the order of the files",
        look="flow_from_directory shuffles unless it is told not to.",
    )
