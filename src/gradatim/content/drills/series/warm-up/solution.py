import keras


def rate(epoch: int, peak: float, warm: int, factor: float) -> float:
    """Return the learning rate of an epoch, counted from 0: up to the peak, then down by a factor an epoch."""
    if epoch < warm:
        return peak * (epoch + 1) / warm
    return peak * factor ** (epoch - warm + 1)


def callback(peak: float, warm: int, factor: float) -> keras.callbacks.Callback:
    """Return a callback that sets this rate at the begin of every epoch."""
    return keras.callbacks.LearningRateScheduler(lambda epoch: rate(epoch, peak, warm, factor))
