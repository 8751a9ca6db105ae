"""All settings, in one table. Each can be set by an environment variable `GRADATIM_<NAME>`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

import platformdirs
from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

PRACTICE_SPLIT_KEY = "gradatim practice split 1"
"""The public key of practice splits. Anyone can compute them; a hosted server sets its own secret."""


class Settings(BaseSettings):
    """Settings of one installation, read from the environment.

    Example:
        >>> Settings(home=Path("/srv/gradatim")).blobs_folder.as_posix()
        '/srv/gradatim/blobs'
    """

    model_config = SettingsConfigDict(env_prefix="GRADATIM_", frozen=True)

    home: Path = Field(
        default_factory=lambda: platformdirs.user_state_path("gradatim"),
        description="Folder of the database and the submitted models.",
    )
    database_url: str = Field(
        default="", description="SQLAlchemy address of the database; empty: an SQLite file in `home`."
    )
    content: Path = Field(
        default=Path(__file__).parent / "content",
        description="Folder of the bank: tasks, datasets, skills, blueprints.",
    )
    split_key: SecretStr = Field(
        default=SecretStr(PRACTICE_SPLIT_KEY),
        description="Key of the hidden splits. Public for practice; an operator's secret when hosted.",
    )
    workers: int = Field(
        default=1,
        ge=1,
        le=64,
        description="Submissions graded at the same time; at most `workers` + `sandbox_spares` model processes live.",
    )
    worker_idle_seconds: float = Field(
        default=300.0, ge=0, description="The background worker ends after this many idle seconds."
    )
    queue_limit: int = Field(default=200, ge=1, description="Waiting jobs above which new submissions are turned away.")
    start_seconds: float = Field(
        default=120.0, gt=0, description="Time allowed for the grading process to start (our fault if it does not)."
    )
    sandbox: Literal["full", "reduced", "none"] = Field(
        default="full",
        description="Least confinement accepted for models: `full`, `reduced` (no namespaces), `none` (own models).",
    )
    sandbox_override_reason: str = Field(
        default="",
        description=(
            "Why an operator with a secret split key accepts less than full confinement; empty: it is never accepted. "
            "Kept in the worker's log."
        ),
    )
    sandbox_spares: int = Field(
        default=1, ge=0, le=16, description="Confined processes kept ready for the next models, about 100 MB each."
    )

    @property
    def split_key_bytes(self) -> bytes:
        """The split key as bytes. Never log or show it."""
        return self.split_key.get_secret_value().encode()

    @property
    def certifies(self) -> bool:
        """Whether exams here can certify: the hidden split has a key that is not public."""
        return self.split_key.get_secret_value() != PRACTICE_SPLIT_KEY

    @property
    def blobs_folder(self) -> Path:
        """Folder of submitted models, addressed by their SHA-256."""
        return self.home / "blobs"

    @property
    def resolved_database_url(self) -> str:
        """The database address after the default is filled in."""
        return self.database_url or f"sqlite:///{self.home / 'gradatim.db'}"


@cache
def settings() -> Settings:
    """Return the settings of this process, read once."""
    return Settings()
