"""Who may use the dashboard: the person who opened its one-time link, until the session runs out.

A session is a random id and an end, signed with a key that lies in the home folder, so a browser stays signed in when
the server is started again. A one-time link lives in memory alone.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from gradatim.errors import UserError

SESSION_SECONDS = 30 * 86_400.0
LINK_SECONDS = 600.0
_KEY_BYTES = 32
_KEY_FILE = "dashboard.key"


@dataclass(frozen=True)
class Session:
    """One browser that may use the dashboard.

    Args:
        id: Random name; part of no page.
        ends_at: Seconds since 1970 UTC.
    """

    id: str
    ends_at: float


@dataclass(frozen=True)
class Access:
    """Hands out one-time links and sessions, and knows them again.

    Args:
        key: 32 secret bytes.
        now: The clock, seconds since 1970 UTC. Defaults to this machine's.

    Example:
        >>> access = Access(b"k" * 32)
        >>> link = access.new_link()
        >>> cookie = access.redeem(link)
        >>> access.session(cookie) is not None, access.redeem(link)
        (True, None)
    """

    key: bytes = field(repr=False)
    now: Callable[[], float] = field(default=time.time)
    _links: dict[str, float] = field(default_factory=dict, repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def new_link(self) -> str:
        """Return the secret of a new link, good for one use within ten minutes."""
        secret = secrets.token_urlsafe(24)
        with self._lock:
            self._links[_digest(secret)] = self.now() + LINK_SECONDS
        return secret

    def redeem(self, secret: str) -> str | None:
        """Return the cookie of a new session for the secret of a link; None if it is unknown, used or too old."""
        with self._lock:
            ends_at = self._links.pop(_digest(secret), None)
        return None if ends_at is None or self.now() > ends_at else self.new_session()

    def new_session(self) -> str:
        """Return the cookie of a new session."""
        text = f"{secrets.token_urlsafe(18)}.{self.now() + SESSION_SECONDS:.0f}"
        return f"{text}.{self._sign('session', text)}"

    def session(self, cookie: str) -> Session | None:
        """Return the session of a cookie; None if it is not ours or has ended."""
        text, _, signature = cookie.rpartition(".")
        session_id, _, ends_at = text.partition(".")
        if not hmac.compare_digest(signature.encode(), self._sign("session", text).encode()):
            return None
        return Session(session_id, float(ends_at)) if self.now() < float(ends_at) else None

    def csrf_token(self, session: Session) -> str:
        """Return what a form of this session must carry."""
        return self._sign("csrf", session.id)

    def is_csrf_token(self, session: Session, token: str) -> bool:
        """Whether a form carries the token of this session."""
        return hmac.compare_digest(token.encode(), self.csrf_token(session).encode())

    @property
    def control_token(self) -> str:
        """What a second `gradatim start` shows to the server that runs already, to be given a link."""
        return self._sign("control", "")

    def is_control_token(self, token: str) -> bool:
        """Whether this comes from someone who can read the key."""
        return hmac.compare_digest(token.encode(), self.control_token.encode())

    def _sign(self, purpose: str, text: str) -> str:
        digest = hmac.digest(self.key, f"{purpose}\x1f{text}".encode(), hashlib.sha256)
        return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def read_key(home: Path) -> bytes:
    """Return the key of this installation's sessions; the first call makes it, readable for its owner alone.

    Raises:
        UserError: The home folder cannot be read or written.
    """
    path = home / _KEY_FILE
    try:
        if not path.is_file():
            _write_key(path)
        key = path.read_bytes()
    except OSError as error:
        raise UserError(
            f"Expected the key of the dashboard's sessions at {path}",
            received=error.strerror or str(error),
            next_step="make the folder readable and writable for you, then gradatim start",
        ) from error
    if len(key) != _KEY_BYTES:
        raise UserError(
            f"Expected {_KEY_BYTES} bytes in {path}",
            received=f"{len(key)} bytes",
            next_step=f"remove {path}, then gradatim start (browsers sign in again with the new link)",
        )
    return key


def _write_key(path: Path) -> None:
    temporary = path.with_name(f".{_KEY_FILE}-{secrets.token_hex(4)}")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_bytes(_KEY_BYTES))
        # A link, not a renaming: of two servers that start at once the second finds the key of the first.
        os.link(temporary, path)
    except FileExistsError:
        pass
    finally:
        temporary.unlink()


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
