import pandas as pd

MEASURES = ["bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g"]


class Preparation:
    """Turns tables of penguins into inputs of a model, as the training table was turned."""

    def fit(self, table):
        """Learn what the training table looks like."""
        return self

    def transform(self, table):
        """Return float32 (rows, columns of the training table)."""
        table = table[[*MEASURES, "island"]].copy()
        for name in MEASURES:
            table[name] = (table[name] - table[name].mean()) / table[name].std()
        return pd.get_dummies(table, columns=["island"]).to_numpy("float32")


penguins = pd.read_csv("penguins.csv").dropna(subset=MEASURES)
preparation = Preparation().fit(penguins)
print("training:", preparation.transform(penguins).shape)
print("ten birds of one island:", preparation.transform(penguins[penguins["island"] == "Dream"].head(10)).shape)
