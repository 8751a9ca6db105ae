"""Model files that pass the pre-flight and hold no weights, and uploads of them as a program sends them."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from typing import Any

from starlette.testclient import TestClient

TASK = "penguin-mass"


def model_file(salt: str = "", *, size: int = 0) -> bytes:
    """Return a file that declares what `penguin-mass` expects; `size` bytes or a little more of weights."""
    layers: list[dict[str, Any]] = [
        {"class_name": "InputLayer", "config": {"name": "x", "batch_shape": [None, 1], "dtype": "float32"}},
        {"class_name": "Dense", "config": {"name": "dense", "units": 1, "activation": "linear", "dtype": "float32"}},
    ]
    for layer in layers:
        layer["module"] = "keras.layers"
    config = {"class_name": "Sequential", "module": "keras", "config": {"name": "sequential", "layers": layers}}
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("metadata.json", json.dumps({"keras_version": "3.15.1", "date_saved": salt}))
        archive.writestr("config.json", json.dumps(config))
        archive.writestr("model.weights.h5", hashlib.sha256(salt.encode()).digest() + bytes(size))
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
