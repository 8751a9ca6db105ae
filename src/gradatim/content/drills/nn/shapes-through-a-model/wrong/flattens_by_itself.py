TABLE = (None, 1)
PICTURES = (None, 10)
EVERY_STEP = (None, 168, 2)
FORECAST = (None, 24)
