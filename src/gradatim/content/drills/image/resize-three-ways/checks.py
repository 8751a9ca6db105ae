import numpy as np
import tensorflow as tf
from checking import require, require_defined

LOOK = {
    "resize": "It has no padding and cuts nothing: what must happen to a picture that is twice as high as wide?",
    "resize_with_pad": "It scales until the whole picture just fits, and fills the rest with 0.",
    "resize_with_crop_or_pad": "It never scales: a side that is too long is cut, one that is too short is padded.",
    "central_crop": "It keeps the middle half of each side.",
}


def truth():
    """Return (rows, columns, type) of the part above 0, from the real calls."""
    picture = np.full((40, 20, 3), 200, "uint8")
    results = {
        "resize": tf.image.resize(picture, (32, 32)),
        "resize_with_pad": tf.image.resize_with_pad(picture, 32, 32),
        "resize_with_crop_or_pad": tf.image.resize_with_crop_or_pad(picture, 32, 32),
        "central_crop": tf.image.central_crop(picture, 0.5),
    }
    seen = {name: result.numpy()[..., 0] > 0 for name, result in results.items()}
    return {
        name: (int(mask.any(axis=1).sum()), int(mask.any(axis=0).sum()), results[name].dtype.name)
        for name, mask in seen.items()
    }


def check_every_call_has_an_entry(answer):
    """LEFT says (rows, columns, type) for each call."""
    left = require_defined(answer, "LEFT", look="Keep the dictionary and replace each `...`.")
    require(
        isinstance(left, dict) and set(left) == set(LOOK),
        expected=f"LEFT to have the keys {', '.join(LOOK)}",
        received=left,
        look="Keep the starter's keys.",
    )
    for name, entry in left.items():
        require(
            isinstance(entry, tuple) and [type(value) for value in entry] == [int, int, str],
            expected=f'LEFT[{name!r}] to be two whole numbers and the name of a type, such as (40, 20, "uint8")',
            received="..." if entry is ... else entry,
            look="Write the type as a text.",
        )


def check_sizes(answer):
    """Rows and columns are those that really show the picture."""
    for name, true in truth().items():
        require(
            answer.LEFT[name][:2] == true[:2],
            expected=f"the rows and columns that the result of {name} really shows",
            received=answer.LEFT[name][:2],
            look=LOOK[name],
        )


def check_types(answer):
    """The types are those of the results."""
    for name, true in truth().items():
        # Two types are possible, so saying the right one gives away no more than saying "wrong".
        require(
            answer.LEFT[name][2] == true[2],
            expected=f"{true[2]} as the type that {name} returns",
            received=answer.LEFT[name][2],
            look="New pixel values between the old ones are not whole numbers; copied pixels stay what they were.",
        )
