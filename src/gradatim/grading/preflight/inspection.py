"""From a path to what the file says about itself: which kind it is, then the reader of that kind."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path

from gradatim.grading.preflight.hdf5 import read_hdf5
from gradatim.grading.preflight.keras_archive import WEIGHTS, KerasConfig, read_keras_archive
from gradatim.grading.preflight.keras_config import describe
from gradatim.grading.preflight.model_file import ModelFile
from gradatim.grading.preflight.model_path import A_MODEL_FILE, OpenModel, open_model_path, still_being_written
from gradatim.grading.preflight.parameters import Parameters, read_parameters
from gradatim.grading.preflight.refusal import Refusal, refusal, shown
from gradatim.grading.preflight.saved_model import read_saved_model, saved_model_member
from gradatim.grading.preflight.zip_archive import ZipArchive
from gradatim.sandbox.model_format import ModelFormat

_ZIP = b"PK\x03\x04"
_HDF5 = b"\x89HDF\r\n\x1a\n"
_HEAD_BYTES = 512
# Weights hardly compress: an archive that unpacks to several times its size was not written by Keras.
_UNPACKED_PER_BYTE = 4
_UNPACKED_ALLOWANCE = 16 * 2**20


def inspect_model(path: Path, *, max_bytes: int, watch_seconds: float = 0.2) -> ModelFile:
    """Read what a model's file says about itself, without TensorFlow and without trusting it.

    Args:
        path: The submitted file.
        max_bytes: Largest file that is read; a larger one is refused unread.
        watch_seconds: A file changed less than two seconds ago is watched for this long, to notice that it is still
            being written. 0 for a copy that nobody writes to. Defaults to 0.2.

    Returns:
        What it declares.

    Raises:
        Refusal: It is not a model's file, or cannot be read; the notice says what to do.
    """
    with open_model_path(path, max_bytes=max_bytes, watch_seconds=watch_seconds) as opened, _patience(path, opened):
        return _read(path, opened, max_bytes)


def count_parameters(path: Path, *, max_bytes: int) -> Parameters | None:
    """Count the weights that a model's file holds, by layer, without TensorFlow and without reading one of them.

    Args:
        path: A stored model, to which nobody writes.
        max_bytes: Largest file that is read.

    Returns:
        The counts; None for a SavedModel, which does not tell them by layer, and for what cannot be read.
    """
    try:
        with open_model_path(path, max_bytes=max_bytes, watch_seconds=0) as opened:
            head = opened.file.read(len(_HDF5))
            if head == _HDF5:
                return read_parameters(opened.file)
            archive = ZipArchive(opened.file, max_unpacked_bytes=_most_unpacked(max_bytes))
            if WEIGHTS not in archive.names:
                return None
            with tempfile.TemporaryFile() as weights:
                archive.copy(WEIGHTS, weights)
                return read_parameters(weights)
    except Refusal:
        return None


@contextlib.contextmanager
def _patience(path: Path, opened: OpenModel) -> Iterator[None]:
    """A broken file that was changed a moment ago is most likely one whose end is still to come."""
    try:
        yield
    except Refusal as error:
        if opened.young and error.notice.code == "damaged-file":
            raise still_being_written(path) from error
        raise


def _read(path: Path, opened: OpenModel, max_bytes: int) -> ModelFile:
    head = opened.file.read(_HEAD_BYTES)
    if head.startswith(_HDF5):
        return _from_config(ModelFormat.HDF5, opened.bytes, read_hdf5(opened.file))
    if not head.startswith(_ZIP):
        raise _not_a_model(path, _guess(head))
    archive = ZipArchive(opened.file, max_unpacked_bytes=_most_unpacked(max_bytes))
    if "config.json" in archive.names:
        return _from_config(ModelFormat.KERAS, opened.bytes, read_keras_archive(archive))
    member = saved_model_member(archive.names)
    if member is not None:
        return _from_saved_model(opened.bytes, archive, member)
    raise _not_a_model(path, _guess_archive(archive.names))


def _most_unpacked(max_bytes: int) -> int:
    return _UNPACKED_PER_BYTE * max_bytes + _UNPACKED_ALLOWANCE


def _from_config(model_format: ModelFormat, size: int, read: KerasConfig) -> ModelFile:
    described = describe(read.config)
    return ModelFile(
        format=model_format,
        bytes=size,
        keras_version=read.keras_version,
        layers=described.layers,
        input_shapes=described.input_shapes,
        output_shapes=described.output_shapes,
        input_dtypes=described.input_dtypes,
        functions=described.functions,
    )


def _from_saved_model(size: int, archive: ZipArchive, member: str) -> ModelFile:
    signature = read_saved_model(archive, member)
    return ModelFile(
        format=ModelFormat.SAVED_MODEL,
        bytes=size,
        keras_version=None,
        layers=(),
        input_shapes=signature.input_shapes,
        output_shapes=signature.output_shapes,
        input_dtypes=signature.input_dtypes,
    )


def _not_a_model(path: Path, guess: str) -> Refusal:
    return refusal(
        "not-a-model",
        expected=A_MODEL_FILE,
        received=f"{shown(path.name)} is {guess}",
        next_step='save the model with model.save("model.keras"); renaming a file does not change what it is',
    )


def _guess(head: bytes) -> str:
    if head[4:8] == b"TFL3":
        return "a TensorFlow Lite model"
    if head.startswith(b"PK\x05\x06"):
        return "an empty zip archive"
    if head.startswith((b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf")):
        return "a compressed archive of another kind than zip"
    if head.startswith(b"\x80") and head[1:2] in (b"\x02", b"\x03", b"\x04", b"\x05"):
        return "a Python pickle"
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        # A cut in the middle of a character, at the end of what was read, is still text.
        if error.start < len(head) - 3:
            return "a file of an unknown kind"
    return "a file of an unknown kind" if b"\0" in head else "a text file"


def _guess_archive(names: tuple[str, ...]) -> str:
    models = [name for name in names if name.endswith((".keras", ".h5"))]
    if models:
        return f"a zip archive around {shown(models[0])}: submit that file itself"
    if any(name.endswith("data.pkl") for name in names):
        return "a PyTorch model"
    return "a zip archive without a model in it"
