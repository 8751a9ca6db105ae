import inspect

import keras
from checking import line_of, require, require_close

RATES = [0.1, 0.01, 0.2]


def made(answer, halve_every=10):
    """Return the answer's schedules, if they are a list of three functions."""
    received = answer.schedules(list(RATES), halve_every)
    require(
        isinstance(received, list) and len(received) == len(RATES) and all(map(callable, received)),
        expected=f"a list of {len(RATES)} functions for the rates {RATES}",
        received=received,
        look="What does `schedules` return?",
        line=line_of("schedules"),
    )
    return received


def rate_in(schedule, epoch):
    """Return the learning rate of an epoch, from a schedule that may have one parameter or more."""
    required = [
        parameter
        for parameter in inspect.signature(schedule).parameters.values()
        if parameter.default is parameter.empty and parameter.kind is not parameter.VAR_POSITIONAL
    ]
    return schedule(epoch) if len(required) == 1 else schedule(epoch, 0.5)


def wanted(rate, epoch, halve_every):
    """Return the learning rate that is expected."""
    return rate / 2 ** (epoch // halve_every)


def check_returns_a_list(answer):
    """`schedules` returns a list with a function for each rate."""
    made(answer)


def check_each_has_its_own_rate(answer):
    """Each schedule starts from its own rate."""
    for rate, schedule in zip(RATES, made(answer), strict=True):
        require_close(
            rate_in(schedule, 0),
            rate,
            what=f"the learning rate of epoch 0 from the schedule for {rate}",
            look="When does the function look its rate up: when it is made, or when it is called?",
        )


def check_halves(answer):
    """The rate is halved once for every `halve_every` epochs that are over."""
    for halve_every in (10, 3):
        for rate, schedule in zip(RATES, made(answer, halve_every), strict=True):
            for epoch in (1, 2, 3, 9, 10, 11, 25):
                require_close(
                    rate_in(schedule, epoch),
                    wanted(rate, epoch, halve_every),
                    what=f"epoch {epoch} of the schedule for {rate}, halved every {halve_every} epochs,",
                    look="How often is `halve_every` contained in the epoch?",
                )


def check_inside_keras(answer):
    """Keras sets the learning rate of each schedule, whatever rate the optimizer had."""
    for rate, schedule in zip(RATES, made(answer), strict=True):
        model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
        model.compile(optimizer=keras.optimizers.SGD(0.5), loss="mse")
        callback = keras.callbacks.LearningRateScheduler(schedule)
        callback.set_model(model)
        for epoch in (0, 10, 20):
            callback.on_epoch_begin(epoch)
            require_close(
                float(model.optimizer.learning_rate),
                wanted(rate, epoch, 10),
                what=f"the optimizer's learning rate in epoch {epoch} with the schedule for {rate}",
                look="Keras fills the second argument with the optimizer's current rate, here 0.5 at the start.",
            )
