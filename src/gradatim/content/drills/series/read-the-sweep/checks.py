import numpy as np
from checking import line_of, require, require_close

RATES = 10.0 ** np.arange(-5, 1)


def require_rate(received, wanted, name, expected, look):
    number = isinstance(received, int | float | np.number)
    close = number and np.isclose(received, wanted, rtol=1e-6, atol=0)
    require(close, expected=f"{name} to return {expected}", received=received, look=look, line=line_of(name))


def check_schedule(answer):
    """The rate grows tenfold in a given number of epochs, by equal factors."""
    for start, per_decade in ((1e-5, 20), (1e-3, 4)):
        for epoch in (0, 1, per_decade // 2, per_decade, 3 * per_decade):
            received = answer.schedule(epoch, start, per_decade)
            wanted = start * 10 ** (epoch / per_decade)
            told = f"{wanted:.3g} in epoch {epoch}: {start:g} at first, ten times as much every {per_decade} epochs"
            look = "Equal factors, not equal amounts: a power of ten whose exponent grows with the epoch."
            require_rate(received, wanted, "schedule", told, look)
    require(
        isinstance(answer.schedule(0, 0.001, 5), float),
        expected="schedule to return a float, also in epoch 0",
        received=answer.schedule(0, 0.001, 5),
        look="LearningRateScheduler accepts nothing else.",
        line=line_of("schedule"),
    )


def check_figure(answer):
    """The figure has one curve, a logarithmic x axis and both labels."""
    losses = np.array([3.0, 2.0, 1.0, 0.5, 0.7, 9.0])
    axes = answer.draw(RATES, losses)
    curves = axes.get_lines() if hasattr(axes, "get_lines") else []
    require(
        len(curves) == 1,
        expected="draw to return axes with one curve",
        received=f"{len(curves)} curves on {type(axes).__name__}",
        look="Draw the losses against the rates, on the axes that subplots made.",
        line=line_of("draw"),
    )
    require_close(curves[0].get_xdata(), RATES, what="the curve's x values, the rates,", look="plot(x, y): x first.")
    require_close(curves[0].get_ydata(), losses, what="the curve's y values, the losses,", look="plot(x, y): x first.")
    require(
        axes.get_xscale() == "log" and axes.get_yscale() == "linear",
        expected="a logarithmic x axis and a linear y axis",
        received=f"x {axes.get_xscale()}, y {axes.get_yscale()}",
        look="Most rates are squeezed at the left edge otherwise.",
        line=line_of("draw"),
    )
    for name, label, word in (("x", axes.get_xlabel(), "learning rate"), ("y", axes.get_ylabel(), "loss")):
        require(
            word in label.lower(),
            expected=f'an {name} label that contains "{word}"',
            received=label,
            look="A curve without labels says nothing to the next reader.",
            line=line_of("draw"),
        )


def check_safe_rate(answer):
    """The rate to train with is a tenth of that with the least loss."""
    look = "At the least loss the training is about to break: stay a factor of ten below."
    for losses, best in (([5, 4, 3, 1, 2, 9], 1e-2), ([5, 4, 0.5, 1, 2, 9], 1e-3), ([2, 1, 0.9, 0.8, 0.7, 0.1], 1.0)):
        received = answer.safe_rate(RATES, np.array(losses, dtype=float))
        told = f"{best / 10:g}, a tenth of the rate at which the loss was least"
        require_rate(received, best / 10, "safe_rate", told, look)


def check_safe_rate_with_nan(answer):
    """Losses that are NaN do not count."""
    received = answer.safe_rate(RATES, np.array([3.0, 2.0, 1.0, 4.0, np.nan, np.nan]))
    look = "For argmin NaN is the least of all; NumPy has a function that passes NaN over."
    require_rate(received, 1e-4, "safe_rate", "0.0001, since NaN does not count", look)


def check_saved_figure(answer):
    """The sweep of the file was drawn and saved."""
    rates, losses = np.loadtxt("sweep.csv", delimiter=",", skiprows=1, unpack=True)
    drawn = np.array_equal(getattr(answer, "rates", None), rates) and np.array_equal(answer.losses, losses)
    with open("sweep.png", "rb") as file:
        picture = file.read(8) == b"\x89PNG\r\n\x1a\n"
    require(
        drawn and picture,
        expected="sweep.png, drawn from sweep.csv",
        received="another file, or other rates and losses",
        look="Keep the last two lines of the starter.",
        line=line_of("rates"),
    )
