TABLE = (None, 1)
PICTURES = (None, 14, 14, 10)
EVERY_STEP = (None, 2)
FORECAST = (None, 24)
