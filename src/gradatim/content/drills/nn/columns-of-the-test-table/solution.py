import pandas as pd

MEASURES = ["bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g"]


class Preparation:
    """Turns tables of penguins into inputs of a model, as the training table was turned."""

    def fit(self, table):
        """Learn what the training table looks like."""
        self.mean = table[MEASURES].mean()
        self.std = table[MEASURES].std()
        self.columns = self.with_islands(table).columns
        return self

    def transform(self, table):
        """Return float32 (rows, columns of the training table)."""
        ready = self.with_islands(table).reindex(columns=self.columns, fill_value=0)
        ready[MEASURES] = (ready[MEASURES] - self.mean) / self.std
        return ready.to_numpy("float32")

    def with_islands(self, table):
        """Return the measurements and a column of 0 or 1 for each island of this table."""
        return pd.get_dummies(table[[*MEASURES, "island"]], columns=["island"])
