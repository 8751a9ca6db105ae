def at_least(version, wanted):
    """Tell whether a version, such as "2.15.1", is the wanted one or a later one."""
    ...  # TODO: compare as versions, not as text
