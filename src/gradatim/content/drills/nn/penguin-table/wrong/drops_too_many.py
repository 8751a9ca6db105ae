import numpy as np
import pandas as pd

MEASUREMENTS = ["bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g"]
ISLANDS = ["Biscoe", "Dream", "Torgersen"]
SPECIES = ["Adelie", "Chinstrap", "Gentoo"]


def features_and_labels(path):
    """Read a table of penguins; return features, float32 (birds, 7), and species, int32 (birds,)."""
    table = pd.read_csv(path).dropna()
    on_island = table["island"].to_numpy()[:, None] == np.array(ISLANDS)
    features = np.concatenate([table[MEASUREMENTS].to_numpy(), on_island], axis=1)
    labels = [SPECIES.index(species) for species in table["species"]]
    return features.astype("float32"), np.array(labels, dtype="int32")
