def schedules(rates, halve_every):
    """Return a schedule for each rate: the learning rate of an epoch, halved every `halve_every` epochs."""
    made = []
    for rate in rates:
        # TODO: all of them follow the last rate
        made.append(lambda epoch, current: rate * 0.5 ** (epoch // halve_every))
    return made
