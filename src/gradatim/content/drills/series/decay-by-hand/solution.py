import math


def rate(step: int, initial: float, decay_steps: int, decay_rate: float, staircase: bool = False) -> float:
    """Return the learning rate of an exponential decay at a step."""
    exponent = step // decay_steps if staircase else step / decay_steps
    return initial * decay_rate**exponent


def steps_for_epochs(epochs: int, windows: int, batch_size: int) -> int:
    """Return the decay_steps that make the rate fall once in `epochs` epochs."""
    return epochs * math.ceil(windows / batch_size)
