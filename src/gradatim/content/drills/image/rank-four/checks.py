import numpy as np
from checking import require, require_close


def pictures_and_labels():
    with np.load("clothes.npz") as data:
        return data["images"][:70], data["labels"][:70].copy()


def first_batch(answer, images, labels):
    made = answer.batches(images, labels)
    require(
        hasattr(made, "__getitem__") and len(made) == -(-len(images) // 32),
        expected=f"an iterator of {-(-len(images) // 32)} batches for {len(images)} pictures",
        received=f"{len(made)} batches" if hasattr(made, "__len__") else made,
        look="Return what `flow` returns, with the batch size of the task.",
    )
    return made


def check_shape_of_a_batch(answer):
    """A batch holds 32 grey pictures with a channel axis."""
    for height, width in ((28, 28), (20, 30)):
        images = np.zeros((70, height, width), "uint8")
        x, y = first_batch(answer, images, np.arange(70))[0]
        require(
            x.shape == (32, height, width, 1) and y.shape == (32,),
            expected=f"pictures of shape (32, {height}, {width}, 1) and labels of shape (32,)",
            received=f"{x.shape} and {y.shape}",
            look="On which side of (pictures, height, width) does the channel axis stand?",
        )


def check_values_from_0_to_1(answer):
    """The generator scales 0-255 to 0-1."""
    images, labels = pictures_and_labels()
    x, _ = first_batch(answer, images, labels)[0]
    require_close(
        x[..., 0],
        images[:32] / 255,
        what="the first 32 pictures",
        expected="values from 0 to 1: each pixel divided by 255, once",
        look="Which argument of ImageDataGenerator multiplies every value?",
    )


def check_keeps_the_order(answer):
    """Pictures and labels come in the given order, all of them, and the arrays stay as they are."""
    images, labels = pictures_and_labels()
    before = images.copy()
    labels = np.arange(70)
    made = first_batch(answer, images, labels)
    given = np.concatenate([made[number][1] for number in range(3)])
    require(
        np.array_equal(given, labels),
        expected="the labels in the given order",
        received=given,
        look="`flow` shuffles unless it is told not to.",
    )
    require_close(
        made[2][0][..., 0], images[64:] / 255, what="the last six pictures", look="Do not drop the last batch."
    )
    require(
        np.array_equal(images, before),
        expected="the given pictures to stay as they are",
        received="changed pictures",
        look="Work on a view or a copy.",
    )
