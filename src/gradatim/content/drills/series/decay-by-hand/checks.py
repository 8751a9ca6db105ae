import keras
from checking import line_of, require, require_close


def require_rates(answer, staircase, look):
    for initial, decay_steps, decay_rate in ((0.1, 50, 0.5), (0.003, 7, 0.9)):
        schedule = keras.optimizers.schedules.ExponentialDecay(initial, decay_steps, decay_rate, staircase=staircase)
        for step in (0, 3, 25, 50, 99, 140):
            received = answer.rate(step, initial, decay_steps, decay_rate, staircase)
            wanted = float(schedule(step))
            settings = f"initial {initial}, decay_steps {decay_steps} and decay_rate {decay_rate}"
            told = f"{wanted:.6f} at step {step}, with {settings}"
            require_close(received, wanted, what="the rate", look=look, expected=told, tolerance=1e-6)


def check_smooth(answer):
    """Without a staircase the rate falls smoothly, as that of Keras."""
    look = "After decay_steps steps the rate is multiplied by decay_rate once, after twice as many twice: a power."
    require_rates(answer, False, look)
    received = answer.rate(25, 0.1, 50, 0.25)
    look = "`staircase` is False unless it is given."
    require_close(received, 0.05, what="the rate half-way to the first decay_steps, by default", look=look)


def check_staircase(answer):
    """With a staircase the rate stays the same between the steps of the stair."""
    require_rates(answer, True, "Only full decay_steps count: round the exponent down.")


def check_steps_for_epochs(answer):
    """`steps_for_epochs` counts batches."""
    for epochs, windows, batch_size in ((1, 64, 32), (2, 100, 32), (10, 1000, 64), (3, 5, 8)):
        batches = len(range(0, windows, batch_size))
        received = answer.steps_for_epochs(epochs, windows, batch_size)
        require(
            isinstance(received, int) and received == epochs * batches,
            expected=f"{epochs * batches} steps: {epochs} times {batches} batches of {windows} windows by {batch_size}",
            received=received,
            look="A step is one batch; the last, smaller batch of an epoch is one, too.",
            line=line_of("steps_for_epochs"),
        )
