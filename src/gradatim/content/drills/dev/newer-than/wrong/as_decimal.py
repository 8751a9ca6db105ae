def at_least(version, wanted):
    """Tell whether a version, such as "2.15.1", is the wanted one or a later one."""
    return float(".".join(version.split(".")[:2])) >= float(".".join(wanted.split(".")[:2]))
