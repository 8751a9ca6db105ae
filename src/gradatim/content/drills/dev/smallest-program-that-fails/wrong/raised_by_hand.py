def reproduce():
    raise ValueError("Arguments `target` and `output` must have the same rank (ndim). Received: target.shape=(4,), output.shape=(4, 3)")
