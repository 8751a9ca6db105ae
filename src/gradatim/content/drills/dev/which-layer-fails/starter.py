def first_failure(layers, x):
    """Run layers one after another; return name and received shape of the first that fails, or None."""
    ...  # TODO: call each layer on the output of the one before
