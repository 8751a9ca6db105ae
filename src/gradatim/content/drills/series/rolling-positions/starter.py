# hours: values at positions 0 to 19. Which positions go into the result at position 10?
TRAILING_3 = ...  # TODO: hours.rolling(3).mean()
CENTRED_5 = ...  # TODO: hours.rolling(5, center=True).mean()
CENTRED_4 = ...  # TODO: hours.rolling(4, center=True).mean()
SHIFTED_3 = ...  # TODO: hours.shift(1).rolling(3).mean()

FIRST_TRAILING_7 = ...  # TODO: first position with a value of hours.rolling(7).mean()
LAST_CENTRED_7 = ...  # TODO: last position with a value of hours.rolling(7, center=True).mean()
