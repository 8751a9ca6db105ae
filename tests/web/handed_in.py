"""Model files that pass the pre-flight and hold no weights, and uploads of them as a program sends them."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from typing import Any

import h5py
import numpy as np
from starlette.testclient import TestClient

TASK = "penguin-mass"


def model_file(salt: str = "", *, size: int = 0) -> bytes:
    """Return a file that declares what `penguin-mass` expects; `size` bytes or a little more in place of weights."""
    return _archive(salt, hashlib.sha256(salt.encode()).digest() + bytes(size))


def linear_model(kernel: float, bias: float = 0.0, *, padding: int = 0) -> bytes:
    """Return a real Keras model, flipper length times `kernel` plus `bias`, written without TensorFlow.

    `kernel` 20 earns 2 for `penguin-mass`, 50.15 and -5872 (least squares) 5. `padding` bytes make the file larger.
    """
    content = io.BytesIO()
    with h5py.File(content, "w") as file:
        file["layers/dense/vars/0"] = np.array([[kernel]], "float32")
        file["layers/dense/vars/1"] = np.array([bias], "float32")
        file["padding"] = np.zeros(padding, "uint8")
    return _archive("", content.getvalue())


def _archive(salt: str, weights: bytes) -> bytes:
    dtype = {"module": "keras", "class_name": "DTypePolicy", "config": {"name": "float32"}, "registered_name": None}
    layers: list[dict[str, Any]] = [
        {"class_name": "InputLayer", "config": {"batch_shape": [None, 1], "dtype": "float32", "name": "x"}},
        {
            "class_name": "Dense",
            "config": {"name": "dense", "trainable": True, "dtype": dtype, "units": 1, "activation": "linear"},
            "build_config": {"input_shape": [None, 1]},
        },
    ]
    for layer in layers:
        layer |= {"module": "keras.layers", "registered_name": None}
    config = {
        "module": "keras",
        "class_name": "Sequential",
        "config": {"name": "sequential", "trainable": True, "dtype": dtype, "layers": layers},
        "registered_name": None,
        "build_config": {"input_shape": [None, 1]},
    }
    content = io.BytesIO()
    # A ZipInfo without a date: the same model is the same bytes, whenever it is made.
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr(zipfile.ZipInfo("metadata.json"), json.dumps({"keras_version": "3.15.1", "date_saved": salt}))
        archive.writestr(zipfile.ZipInfo("config.json"), json.dumps(config))
        archive.writestr(zipfile.ZipInfo("model.weights.h5"), weights)
    return content.getvalue()


def sha256(content: bytes) -> str:
    """Return the SHA-256 of a file, hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def announce(client: TestClient, sitting: str, content: bytes, **changed: Any) -> Any:
    """Announce a file for category 1 and return the answer as JSON; it must have been taken."""
    wanted = {
        "sitting": sitting,
        "category": 1,
        "file_name": "model.keras",
        "bytes": len(content),
        "sha256": sha256(content),
    }
    answer = client.post("/uploads", json=wanted | changed)
    assert answer.status_code == 201, answer.text
    return answer.json()


def send(client: TestClient, upload: str, offset: int, piece: bytes) -> Any:
    """Send a piece; return the answer."""
    headers = {"Upload-Offset": str(offset), "Content-Type": "application/octet-stream"}
    return client.patch(f"/uploads/{upload}", content=piece, headers=headers)


def finish(client: TestClient, upload: str, **end: Any) -> Any:
    """Finish an upload; return the answer."""
    return client.post(f"/uploads/{upload}/finish", json=end)


def hand_in(client: TestClient, sitting: str, content: bytes) -> Any:
    """Hand a file in, in two pieces; return the receipt."""
    upload = announce(client, sitting, content)
    if upload["receipt"]:
        return upload["receipt"]
    half = len(content) // 2
    assert send(client, upload["id"], 0, content[:half]).status_code == 200
    assert send(client, upload["id"], half, content[half:]).status_code == 200
    answer = finish(client, upload["id"])
    assert answer.status_code == 200, answer.text
    return answer.json()
