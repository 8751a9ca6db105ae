def schedules(rates, halve_every):
    return [lambda epoch, rate=rate: rate * 0.5 ** (epoch // halve_every) for rate in rates]
