import numpy as np
from arrows import load_arrows, recognise

SAFE = ["mirror left-right", "shift", "darker", "noise"]


def share_kept(change):
    """Return the share of the arrows that still show their label when changed."""
    pictures, labels = load_arrows()
    return np.mean([recognise(change(picture)) == label for picture, label in zip(pictures, labels)])
