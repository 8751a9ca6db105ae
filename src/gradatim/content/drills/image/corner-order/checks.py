import numpy as np
import tensorflow as tf
from checking import require, require_close


def given_for(answer, boxes, height, width):
    given = answer.to_tensorflow(np.array(boxes, float).reshape(-1, 4), height, width)
    require(
        isinstance(given, np.ndarray) and given.shape == (len(boxes), 4),
        expected=f"an array of shape ({len(boxes)}, 4) for {len(boxes)} boxes",
        received=given,
        look="One row per box: stack the four columns on the last axis.",
    )
    return given


def check_shares_of_the_picture(answer):
    """The whole picture is the box from 0 to 1."""
    given = given_for(answer, [[0, 0, 50, 80]], height=80, width=50)
    require(
        given.min() >= 0 and given.max() <= 1,
        expected="shares from 0 to 1",
        received=given,
        look="Divide by the height or the width of the picture.",
    )


def check_order_of_the_corners(answer):
    """The upper left corner comes first, with y before x."""
    given = given_for(answer, [[10, 40, 30, 20]], height=100, width=200)
    require_close(
        given[0, :2],
        [0.4, 0.05],
        what="ymin and xmin of a box whose top is 40 of 100 and whose left is 10 of 200",
        look="Which comes first, and which side of the picture is each divided by?",
    )


def check_second_corner(answer):
    """The last two numbers are the lower right corner."""
    given = given_for(answer, [[10, 40, 30, 20], [0, 0, 200, 100]], height=100, width=200)
    require_close(
        given[:, 2:],
        [[0.6, 0.2], [1.0, 1.0]],
        what="the lower right corners (ymax, xmax) of boxes that are 30 wide, 20 high and as large as the picture",
        look="How far down does a box reach that begins at 40 and is 20 high?",
    )


def check_tensorflow_cuts_the_right_part(answer):
    """TensorFlow finds the box's own pixels with the result, and no box at all is no problem."""
    picture = np.random.default_rng(4).random((60, 90, 1)).astype("float32")
    boxes = [[20, 10, 30, 40], [0, 25, 15, 5]]
    given = given_for(answer, boxes, height=60, width=90)
    for (left, top, box_width, box_height), (ymin, xmin, ymax, xmax) in zip(boxes, given, strict=True):
        rows, columns = np.rint([ymin * 60, ymax * 60]).astype(int), np.rint([xmin * 90, xmax * 90]).astype(int)
        cut = tf.image.crop_to_bounding_box(
            picture, rows[0], columns[0], max(rows[1] - rows[0], 1), max(columns[1] - columns[0], 1)
        )
        require_close(
            cut,
            picture[top : top + box_height, left : left + box_width],
            what=f"the pixels of the box with left {left}, top {top}, width {box_width}, height {box_height}",
            expected=f"TensorFlow to cut out the box with left {left}, top {top}, {box_width} x {box_height}",
            look="Go through the four numbers again, one by one.",
        )
    given_for(answer, [], height=60, width=90)
