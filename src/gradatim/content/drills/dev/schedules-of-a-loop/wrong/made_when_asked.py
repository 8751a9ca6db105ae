def schedules(rates, halve_every):
    return (lambda epoch, current: rate * 0.5 ** (epoch // halve_every) for rate in rates)
