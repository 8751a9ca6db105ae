"""Whatever the bytes: a description or a refusal, in bounded time. `make thorough` tries 10,000 files."""

from __future__ import annotations

import io
import json
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gradatim.grading.preflight import ModelFile, Refusal, check, inspect_model
from gradatim.grading.preflight.keras_config import describe
from tests.grading.tasks import a_task
from tests.thorough import times

EXAMPLES = times(300, thorough=10_000)
# Each .h5 starts a process.
HDF5_EXAMPLES = times(15, thorough=1_000)
CHECKS = [HealthCheck.too_slow, HealthCheck.data_too_large]
MUTATIONS = st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.binary(min_size=1, max_size=9)), max_size=6)


def inspect_bytes(content: bytes) -> ModelFile | None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model"
        path.write_bytes(content)
        try:
            model = inspect_model(path, max_bytes=1_000_000, watch_seconds=0)
        except Refusal:
            return None
    for notice in check(model, a_task(), allow_lambda=False):
        assert len(notice.message) < 2_500
    return model


def mutate(content: bytes, mutations: list[tuple[float, bytes]], cut: float) -> bytes:
    changed = bytearray(content)
    for where, data in mutations:
        position = int(where * len(changed))
        changed[position : position + len(data)] = data
    return bytes(changed[: int(cut * len(changed))])


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=CHECKS)
@given(prefix=st.sampled_from([b"", b"PK\x03\x04", b"PK\x05\x06"]), content=st.binary(max_size=400))
def test_random_bytes_are_refused(prefix: bytes, content: bytes) -> None:
    assert inspect_bytes(prefix + content) is None


@pytest.mark.parametrize("name", ["custom.keras", "exported_root.zip"])
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=CHECKS)
@given(mutations=MUTATIONS, cut=st.one_of(st.just(1.0), st.floats(0, 1)))
def test_mutated_archives_are_read_or_refused(
    models: Path, name: str, mutations: list[tuple[float, bytes]], cut: float
) -> None:
    inspect_bytes(mutate((models / name).read_bytes(), mutations, cut))


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=CHECKS)
@given(mutations=MUTATIONS)
def test_mutated_graphs_inside_a_sound_archive_are_read_or_refused(
    models: Path, mutations: list[tuple[float, bytes]]
) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("saved_model.pb", mutate((models / "exported/saved_model.pb").read_bytes(), mutations, 1.0))
    inspect_bytes(content.getvalue())


@settings(max_examples=HDF5_EXAMPLES, deadline=None, suppress_health_check=CHECKS)
@given(mutations=MUTATIONS, cut=st.one_of(st.just(1.0), st.floats(0, 1)))
def test_mutated_hdf5_files_are_read_or_refused(models: Path, mutations: list[tuple[float, bytes]], cut: float) -> None:
    # The first two kilobytes hold the structure; the weights behind them are never looked at.
    content = (models / "custom.h5").read_bytes()
    inspect_bytes(mutate(content[:2048], mutations, 1.0) + mutate(content[2048:], [], cut))


def json_values() -> st.SearchStrategy[Any]:
    """JSON with the words that the reader looks for in the wrong places."""
    names = (
        "layers class_name config input_layers output_layers name build_config input_shape batch_shape units dtype "
        "args target_shape module inbound_nodes shape Dense Reshape Flatten LSTM Lambda function builtins InputLayer "
        "__keras_tensor__"
    )
    words = st.sampled_from(names.split())
    leaves = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), words, st.text(max_size=5))
    return st.recursive(
        leaves,
        lambda inner: st.one_of(st.lists(inner, max_size=5), st.dictionaries(words, inner, max_size=6)),
        max_leaves=40,
    )


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=CHECKS)
@given(config=st.dictionaries(st.sampled_from(["class_name", "config", "build_config"]), json_values(), max_size=3))
def test_any_json_object_can_be_described(config: dict[str, Any]) -> None:
    describe(json.loads(json.dumps(config)))
