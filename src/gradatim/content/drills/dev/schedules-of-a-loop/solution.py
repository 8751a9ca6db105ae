def schedule(rate, halve_every):
    """Return the function that gives the learning rate of an epoch."""

    def rate_of(epoch, current):
        return rate * 0.5 ** (epoch // halve_every)

    return rate_of


def schedules(rates, halve_every):
    """Return a schedule for each rate: the learning rate of an epoch, halved every `halve_every` epochs."""
    return [schedule(rate, halve_every) for rate in rates]
