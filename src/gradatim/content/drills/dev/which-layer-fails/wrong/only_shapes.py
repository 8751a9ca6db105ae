def first_failure(layers, x):
    """Run layers one after another; return name and received shape of the first that fails, or None."""
    for layer in layers:
        try:
            x = layer(x)
        except ValueError:
            return layer.name, tuple(x.shape)
    return None
