def schedules(rates, halve_every):
    return [lambda epoch, current: current * 0.5 if epoch and epoch % halve_every == 0 else current for rate in rates]
