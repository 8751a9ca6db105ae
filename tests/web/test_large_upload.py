"""300 MB through a connection that drops and a server that is killed: every byte arrives, none twice."""

from __future__ import annotations

import hashlib
import shutil
import socket
import threading
import time
import zipfile
from contextlib import suppress
from pathlib import Path

import httpx2
import pytest

from gradatim.store.blobs import BlobStore
from tests.web.exam_bank import small_bank
from tests.web.handed_in import model_file
from tests.web.running import RunningDashboard, csrf_token

SIZE = 300_000_000
PIECE = 32 * 2**20
LIMIT_MB = 400


def large_bank(folder: Path) -> Path:
    """Return a bank whose one task takes files of 400 MB."""
    content = small_bank(folder)
    real = (content / "exam").resolve()
    (content / "exam").unlink()
    task = content / "exam" / "1-simple" / "penguin-mass"
    shutil.copytree(real / "1-simple" / "penguin-mass", task)
    text = (task / "task.toml").read_text(encoding="utf-8")
    (task / "task.toml").write_text(text.replace("file_mb = 10", f"file_mb = {LIMIT_MB}"), encoding="utf-8")
    return content


def large_model(path: Path) -> str:
    """Write a model of 300 MB that the pre-flight takes; return its SHA-256."""
    path.write_bytes(model_file("large"))
    with zipfile.ZipFile(path, "a") as archive, archive.open("assets/padding.bin", "w", force_zip64=True) as member:
        for number in range(SIZE // 2**20):
            member.write(hashlib.sha256(str(number).encode()).digest() * 2**15)
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@pytest.mark.timeout(600)
def test_300_megabytes_survive_a_dropped_connection_and_a_killed_server(tmp_path: Path) -> None:
    model = tmp_path / "large.keras"
    sha256 = large_model(model)
    size = model.stat().st_size
    (tmp_path / "work").mkdir()
    settings = {"GRADATIM_CONTENT": str(large_bank(tmp_path / "content")), "GRADATIM_WORKER_IDLE_SECONDS": "1"}
    dashboard = RunningDashboard(tmp_path / "home", tmp_path / "work", settings)
    dashboard.start()
    try:
        with dashboard.client() as client, model.open("rb") as file:
            client.timeout = 120
            client.headers |= {"Accept": "application/json", "Origin": dashboard.address}
            client.headers["X-CSRF-Token"] = csrf_token(client.get("/exams", headers={"Accept": "text/html"}).text)
            sitting = client.get("/exams").json()["new_sitting"]
            client.post("/exams", data={"blueprint": "practice", "sitting": sitting})
            about = {"sitting": sitting, "category": 1, "file_name": "large.keras", "bytes": size, "sha256": sha256}
            upload = client.post("/uploads", json=about).json()["id"]
            address = f"/uploads/{upload}"

            def send_from(offset: int) -> int:
                file.seek(offset)
                headers = {"Upload-Offset": str(offset), "Content-Type": "application/octet-stream"}
                answer = client.patch(address, content=file.read(PIECE), headers=headers)
                assert answer.status_code == 200, answer.text
                return int(answer.json()["offset"])

            def offset_now() -> int:
                return int(client.get(address).json()["offset"])

            offset = send_from(0)
            file.seek(offset)
            half = file.read(PIECE // 2)
            hang_up(client, dashboard, address, offset, half)
            until = time.monotonic() + 20
            while (offset := offset_now()) < PIECE + len(half):
                assert time.monotonic() < until, "what came before the connection dropped is kept"
                time.sleep(0.05)
            offset = send_from(offset)

            assert dashboard.process is not None
            killer = threading.Timer(0.05, dashboard.process.kill)
            killer.start()
            with suppress(httpx2.TransportError):
                while offset < size:
                    offset = send_from(offset)
            killer.join()
            dashboard.stop()
            dashboard.start()
            after = offset_now()
            assert offset <= after < size
            while after < size:
                after = send_from(after)
            receipt = client.post(f"{address}/finish", json={}).json()
            assert (receipt["outcome"], receipt["sha256"], receipt["bytes"]) == ("accepted", sha256, size), receipt
            again = client.post("/uploads", json=about).json()
            assert again["receipt"]["submission"] == receipt["submission"]
    finally:
        dashboard.stop()
    assert BlobStore(tmp_path / "home" / "blobs").get(sha256).stat().st_size == size


def hang_up(client: httpx2.Client, dashboard: RunningDashboard, address: str, offset: int, half: bytes) -> None:
    """Begin a piece, send half of it, and drop the connection."""
    headers = client.headers
    cookie = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
    lines = [
        f"PATCH {address} HTTP/1.1",
        f"Host: 127.0.0.1:{dashboard.port}",
        f"Cookie: {cookie}",
        f"X-CSRF-Token: {headers['X-CSRF-Token']}",
        f"Upload-Offset: {offset}",
        f"Content-Length: {2 * len(half)}",
    ]
    with socket.create_connection(("127.0.0.1", dashboard.port)) as connection:
        connection.sendall("\r\n".join([*lines, "", ""]).encode() + half)
