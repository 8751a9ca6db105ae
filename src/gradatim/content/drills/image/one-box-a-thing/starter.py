import numpy as np
from boxes import overlap


def kept(boxes, scores, most_overlap, least_score):
    """Return the positions of the boxes to keep, best first."""
    positions = []
    ...  # TODO: from the best score down, keep what overlaps no box kept so far too much
    return positions
