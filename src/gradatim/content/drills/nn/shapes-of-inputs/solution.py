BIRD = (4,)
TILE = (32, 32, 3)
WEEK = (168, 11)
GESTURE = (None, 6)
