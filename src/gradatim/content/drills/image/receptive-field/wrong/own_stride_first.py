def receptive_field(layers):
    """Return the side in input pixels of what one value of the last layer depends on."""
    field, step = 1, 1
    for kernel, stride in layers:
        step *= stride
        field += (kernel - 1) * step
    return field
