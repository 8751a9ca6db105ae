from arrows import CHANGES, load_arrows, recognise

SAFE = ...  # TODO: a list of names out of CHANGES, when you have measured


def share_kept(change):
    """Return the share of the arrows that still show their label when changed."""
    pictures, labels = load_arrows()
    ...  # TODO: change each picture, recognise it, compare with its label


for name, change in CHANGES.items():
    print(name, share_kept(change))
