def at_least(version, wanted):
    """Tell whether a version, such as "2.15.1", is the wanted one or a later one."""
    return [int(part) for part in version.split(".")[:2]] >= [int(part) for part in wanted.split(".")[:2]]
