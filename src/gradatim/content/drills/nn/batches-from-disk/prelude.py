"""Maps files privately: the walls around a check allow no mapping that other processes could share."""

import numpy as np

_load = np.load


def load(file, mmap_mode=None, *args, **kwargs):
    return _load(file, "c" if mmap_mode == "r" else mmap_mode, *args, **kwargs)


np.load = load
