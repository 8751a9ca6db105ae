"""How much two boxes agree."""


def overlap(first, second):
    """Return the intersection over union of two boxes (ymin, xmin, ymax, xmax)."""
    height = min(first[2], second[2]) - max(first[0], second[0])
    width = min(first[3], second[3]) - max(first[1], second[1])
    common = max(height, 0) * max(width, 0)
    areas = [(box[2] - box[0]) * (box[3] - box[1]) for box in (first, second)]
    return common / (sum(areas) - common)
