def receptive_field(layers):
    """Return the side in input pixels of what one value of the last layer depends on."""
    field = 1
    for kernel, stride in layers:
        field *= kernel
    return field
