import pandas as pd

MEASURES = ["bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g"]


class Preparation:
    def fit(self, table):
        self.mean, self.std = table[MEASURES].mean(), table[MEASURES].std()
        self.columns = pd.get_dummies(table[[*MEASURES, "island"]], columns=["island"]).columns
        return self

    def transform(self, table):
        ready = pd.get_dummies(table[[*MEASURES, "island"]], columns=["island"]).reindex(columns=self.columns)
        ready[MEASURES] = (ready[MEASURES] - self.mean) / self.std
        return ready.to_numpy("float32")
