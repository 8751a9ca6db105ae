import numpy as np
from checking import require, require_close


def given_for(answer, first, second):
    first, second = np.array(first, float), np.array(second, float)
    given = answer.overlaps(first, second)
    require(
        isinstance(given, np.ndarray) and given.shape == (len(first), len(second)),
        expected=f"an array of shape ({len(first)}, {len(second)}) for {len(first)} and {len(second)} boxes",
        received=given,
        look="Each box of the first is compared with each of the second: rows and columns.",
    )
    return given


def counted(first, second):
    """Count unit squares on a grid of whole numbers."""

    def squares(box):
        ymin, xmin, ymax, xmax = box
        return {(y, x) for y in range(ymin, ymax) for x in range(xmin, xmax)}

    return [[len(squares(a) & squares(b)) / len(squares(a) | squares(b)) for b in second] for a in first]


def check_same_box(answer):
    """A box agrees wholly with itself."""
    require_close(
        given_for(answer, [[1, 2, 4, 7]], [[1, 2, 4, 7]]),
        [[1.0]],
        what="the IoU of a box with itself",
        look="The area that both cover together counts the common part once.",
    )


def check_boxes_apart(answer):
    """Boxes without a common part have an IoU of 0."""
    for other in ([5, 5, 7, 8], [5, 0, 6, 1], [0, 5, 1, 6], [2, 0, 4, 2]):
        require_close(
            given_for(answer, [[0, 0, 2, 2]], [other]),
            [[0.0]],
            what=f"the IoU of (0, 0, 2, 2) and {tuple(other)}, which share no area,",
            look="What are the sides of the common part when it ends before it begins?",
        )


def check_each_with_each(answer):
    """Rows are the first boxes, columns the second."""
    first = [[0, 0, 4, 4], [2, 1, 5, 9]]
    second = [[0, 0, 4, 4], [1, 1, 3, 6], [4, 2, 9, 4]]
    require_close(
        given_for(answer, first, second),
        counted(first, second),
        what="the IoU of 2 boxes with 3 others",
        expected="row 0 to hold the IoU of the first box with each of the three others, as counted on squared paper",
        look="Draw the boxes on squared paper and count: height and width are (ymax - ymin) and (xmax - xmin).",
    )


def check_many_boxes(answer):
    """The numbers hold for any boxes and do not depend on the unit."""
    rng = np.random.default_rng(2)
    corner = rng.integers(0, 8, (12, 2))
    boxes = np.concatenate([corner, corner + rng.integers(1, 7, (12, 2))], axis=1).tolist()
    wanted = counted(boxes[:5], boxes[5:])
    for unit in (1.0, 0.01):
        require_close(
            given_for(answer, np.array(boxes[:5]) * unit, np.array(boxes[5:]) * unit),
            wanted,
            what=f"the IoU of 5 boxes with 7 others, one unit being {unit:g}",
            expected="the shares that counting unit squares gives",
            look="Nothing may be added to a side, as one does when counting pixels.",
        )
