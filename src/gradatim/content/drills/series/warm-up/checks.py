from types import SimpleNamespace

import keras
from checking import line_of, require, require_close


def require_rate(answer, epoch, peak, warm, factor, wanted, why, look):
    received = answer.rate(epoch, peak, warm, factor)
    told = f"{wanted:.6g} in epoch {epoch}, {why} (peak {peak}, warm {warm}, factor {factor})"
    require_close(received, wanted, what="the rate", look=look, expected=told, tolerance=1e-7)
    require(
        isinstance(received, float),
        expected="rate to return a float",
        received=received,
        look="LearningRateScheduler accepts nothing else.",
        line=line_of("rate"),
    )


def check_warm_up(answer):
    """The rate rises by equal amounts and reaches the peak in the last epoch of the warm-up."""
    look = "The first of `warm` equal amounts is there in epoch 0, all of them in epoch warm - 1."
    for peak, warm in ((0.01, 4), (0.3, 5), (0.02, 1)):
        for epoch in range(warm):
            wanted = peak * (epoch + 1) / warm
            why = "the first epoch" if epoch == 0 else f"epoch {epoch + 1} of {warm} of the warm-up"
            require_rate(answer, epoch, peak, warm, 0.5, wanted, why, look)


def check_slows_down(answer):
    """After the peak each epoch has `factor` times the rate of the one before it."""
    look = "Count the epochs since the peak, which is in epoch warm - 1."
    for peak, warm, factor in ((0.01, 4, 0.5), (0.3, 1, 0.9)):
        wanted = peak
        for epoch in range(warm, warm + 6):
            wanted *= factor
            why = f"{epoch - warm + 1} epochs after the peak"
            require_rate(answer, epoch, peak, warm, factor, wanted, why, look)


def check_callback(answer):
    """The callback sets the rate by the number of the epoch alone."""
    made = answer.callback(0.1, 3, 0.5)
    require(
        isinstance(made, keras.callbacks.LearningRateScheduler),
        expected="callback to return a LearningRateScheduler",
        received=made,
        look="Give it a function of the epoch.",
        line=line_of("callback"),
    )
    optimizer = keras.optimizers.SGD(0.7)
    made.set_model(SimpleNamespace(optimizer=optimizer))
    truth = [0.1 / 3, 0.2 / 3, 0.1, 0.05, 0.025]
    for epoch in (0, 1, 2, 3, 4, 4, 0, 3):
        made.on_epoch_begin(epoch)
        received = float(optimizer.learning_rate)
        told = f"{truth[epoch]:.6g} in epoch {epoch}, whatever the rate was before: it goes by the epoch alone"
        look = "Which of the two things that the callback can hand you, epoch and current rate, does your function use?"
        require_close(received, truth[epoch], what="the optimizer's rate", look=look, expected=told, tolerance=1e-6)
