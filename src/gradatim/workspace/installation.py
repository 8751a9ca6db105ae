"""This machine's installation: settings, database, submitted models and the key of the hidden split."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Engine

from gradatim.data.split import Split
from gradatim.settings import Settings, settings
from gradatim.store.blobs import BlobStore
from gradatim.store.database import open_database


@dataclass(frozen=True)
class Installation:
    """What every command that reads or writes results needs."""

    settings: Settings
    engine: Engine
    blobs: BlobStore
    split: Split


def open_installation() -> Installation:
    """Open the database, and migrate it if it is older than this version.

    Raises:
        UserError: The database is locked, damaged or newer than this version, or its folder cannot be written.
    """
    current = settings()
    engine = open_database(current)
    return Installation(current, engine, BlobStore(current.blobs_folder), Split(current.split_key_bytes))
