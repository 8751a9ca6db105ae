def receptive_field(layers):
    """Return the side in input pixels of what one value of the last layer depends on."""
    field = 1
    for kernel, stride in layers:
        ...  # TODO: what does this layer add to the field, and what does its stride mean for the layers after it?
    return field
