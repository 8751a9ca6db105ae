"""Writes the data of a bundle beside the notebook."""

import base64
import hashlib
import io
import zipfile


def unpack(data: str, sha256: str) -> None:
    """Write the files of a zip archive, given as base64, into this folder."""
    content = base64.b64decode(data)
    if hashlib.sha256(content).hexdigest() != sha256:
        raise ValueError("Expected the data as they were bundled. Received: others. Next: make the bundle again")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        archive.extractall()
        print(f"data/ has {len(archive.namelist())} file(s)")
