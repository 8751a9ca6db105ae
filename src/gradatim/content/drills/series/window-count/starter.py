WINDOWS_A = ...  # TODO: how many windows `a` yields
BATCHES_B = ...  # TODO: how many batches `b` yields
LAST_FEATURES_B = ...  # TODO: shape of the features in the last batch of `b`, a tuple
TARGET_B = ...  # TODO: the target of the first window of `b`
LAST_VALUE_C = ...  # TODO: the last value of the first window of `c`
WINDOWS_C = ...  # TODO: how many windows `c` yields
TARGET_D = ...  # TODO: the target of the window of `d` that starts at 40
