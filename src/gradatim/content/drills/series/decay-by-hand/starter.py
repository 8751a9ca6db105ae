import math


def rate(step: int, initial: float, decay_steps: int, decay_rate: float, staircase: bool = False) -> float:
    """Return the learning rate of an exponential decay at a step."""
    ...  # TODO


def steps_for_epochs(epochs: int, windows: int, batch_size: int) -> int:
    """Return the decay_steps that make the rate fall once in `epochs` epochs."""
    ...  # TODO: how many batches are that?
