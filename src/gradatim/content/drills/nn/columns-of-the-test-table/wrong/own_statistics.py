import pandas as pd

MEASURES = ["bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g"]


class Preparation:
    def fit(self, table):
        self.columns = pd.get_dummies(table[[*MEASURES, "island"]], columns=["island"]).columns
        return self

    def transform(self, table):
        ready = pd.get_dummies(table[[*MEASURES, "island"]], columns=["island"])
        ready = ready.reindex(columns=self.columns, fill_value=0)
        ready[MEASURES] = (ready[MEASURES] - ready[MEASURES].mean()) / ready[MEASURES].std()
        return ready.to_numpy("float32")
