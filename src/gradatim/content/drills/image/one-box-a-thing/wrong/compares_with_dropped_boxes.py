import numpy as np
from boxes import overlap


def kept(boxes, scores, most_overlap, least_score):
    """Return the positions of the boxes to keep, best first."""
    positions = []
    for place in np.argsort(-scores):
        if scores[place] < least_score:
            break
        if all(overlap(boxes[place], boxes[other]) <= most_overlap for other in np.flatnonzero(scores > scores[place])):
            positions.append(int(place))
    return positions
