import numpy as np

MEASURES = ["bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g"]


class Preparation:
    def fit(self, table):
        self.mean, self.std = table[MEASURES].mean().to_numpy(), table[MEASURES].std().to_numpy()
        self.islands = sorted(set(table["island"]))
        return self

    def transform(self, table):
        measures = table.select_dtypes("number").iloc[:, :4].to_numpy()
        islands = table["island"].to_numpy()[:, np.newaxis] == np.array(self.islands)
        return np.hstack([(measures - self.mean) / self.std, islands]).astype("float32")
