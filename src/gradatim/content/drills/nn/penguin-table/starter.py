import numpy as np
import pandas as pd

MEASUREMENTS = ["bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g"]
ISLANDS = ["Biscoe", "Dream", "Torgersen"]
SPECIES = ["Adelie", "Chinstrap", "Gentoo"]


def features_and_labels(path):
    """Read a table of penguins; return features, float32 (birds, 7), and species, int32 (birds,)."""
    table = pd.read_csv(path)  # TODO: leave out birds that lack a measurement
    features = ...  # TODO: the measurements, then one column for each island
    labels = ...  # TODO: the position of each species in SPECIES
    return features, labels
