"""What travels with a model that is handed in."""

from __future__ import annotations

from pathlib import Path

from gradatim.workspace.hand_in import history_beside


def test_the_history_beside_a_model_travels_with_it(tmp_path: Path) -> None:
    model = tmp_path / "model.keras"
    assert history_beside(model) is None
    (tmp_path / "history.csv").write_text("epoch,loss\n0,1\n")
    assert history_beside(model) == tmp_path / "history.csv"
