import numpy as np
import tensorflow as tf
from checking import calls, require


def given_for(answer, boxes, scores, most_overlap=0.5, least_score=0.0):
    given = answer.kept(np.array(boxes, float), np.array(scores, float), most_overlap, least_score)
    require(
        isinstance(given, list) and all(isinstance(place, int | np.integer) for place in given),
        expected="a list of positions, such as [4, 0]",
        received=given,
        look="Return the positions of the boxes, not the boxes.",
    )
    return [int(place) for place in given]


def check_single_boxes_stay(answer):
    """Boxes that lie apart all stay."""
    given = given_for(answer, [[0, 0, 2, 2], [5, 5, 7, 7]], [0.9, 0.8])
    require(
        given == [0, 1],
        expected="[0, 1] for two boxes that lie apart",
        received=given,
        look="Nothing overlaps here, so nothing is to be dropped.",
    )
    require(
        given_for(answer, np.zeros((0, 4)), []) == [],
        expected="an empty list when there is no box",
        received=given_for(answer, np.zeros((0, 4)), []),
        look="Return the list even when nothing was kept.",
    )


def check_best_score_first(answer):
    """Of a heap the box with the best score stays, and the result begins with the best."""
    boxes, scores = [[0, 0, 4, 4], [9, 9, 12, 12], [0, 0, 4, 5]], [0.6, 0.7, 0.9]
    given = given_for(answer, boxes, scores)
    require(
        given == [2, 1],
        expected="the better of the two overlapping boxes and the one apart, the highest score first",
        received=f"{given} for scores {scores}",
        look="In which order do you go through the boxes?",
    )


def check_dropped_boxes_drop_nothing(answer):
    """Only boxes that were kept drop others."""
    boxes = [[0, 0, 4, 10], [0, 3, 4, 13], [0, 6, 4, 16]]
    given = given_for(answer, boxes, [0.9, 0.8, 0.7])
    require(
        given == [0, 2],
        expected="[0, 2]: box 1 overlaps box 0 and goes; box 2 overlaps only box 1",
        received=given,
        look="Compare with the boxes that were kept, not with all of a better score.",
    )


def check_least_score(answer):
    """Boxes below the least score are left out, one just as high stays."""
    boxes = [[0, 0, 1, 1], [2, 2, 3, 3], [4, 4, 5, 5]]
    given = given_for(answer, boxes, [0.2, 0.5, 0.3], least_score=0.3)
    require(
        given == [1, 2],
        expected="[1, 2] for the scores 0.2, 0.5, 0.3 and a least score of 0.3",
        received=given,
        look="Compare each score with least_score before anything else.",
    )


def check_limit_itself(answer):
    """An overlap of exactly the limit is allowed."""
    given = given_for(answer, [[0, 0, 2, 2], [0, 1, 2, 2]], [0.9, 0.8], most_overlap=0.5)
    require(
        given == [0, 1],
        expected="both boxes to stay when they overlap by exactly 0.5 and the limit is 0.5",
        received=given,
        look="Is a box dropped at the limit, or above it?",
    )


def check_agrees_with_tensorflow(answer):
    """Any boxes give what tf.image.non_max_suppression gives."""
    rng = np.random.default_rng(5)
    for limit in (0.2, 0.6):
        corner = rng.uniform(0, 10, (40, 2))
        boxes, scores = np.concatenate([corner, corner + rng.uniform(1, 8, (40, 2))], axis=1), rng.permutation(40) / 40
        wanted = tf.image.non_max_suppression(boxes, scores, 40, iou_threshold=limit, score_threshold=0.29)
        given = given_for(answer, boxes, scores, limit, 0.29)
        require(
            given == wanted.numpy().tolist(),
            expected=f"the {len(wanted)} positions that TensorFlow keeps of 40 boxes, with a limit of {limit}",
            received=given,
            look="Go through your loop with three boxes on paper.",
        )
    require(
        not calls("non_max_suppression"),
        expected="your own loop",
        received="a call of tf.image.non_max_suppression",
        look="The checks compare with it; write the three steps yourself.",
    )
