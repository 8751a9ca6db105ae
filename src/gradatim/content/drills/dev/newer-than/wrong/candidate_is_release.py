def parts(version):
    numbers = [int(part) for part in version.split("-")[0].split(".")]
    return numbers + [0] * (3 - len(numbers))


def at_least(version, wanted):
    """Tell whether a version, such as "2.15.1", is the wanted one or a later one."""
    return parts(version) >= parts(wanted)
