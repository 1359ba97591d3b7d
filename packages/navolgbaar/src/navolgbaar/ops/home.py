"""Where an installation keeps its own files: the database, stored documents, the secret key."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Home:
    """The folder of one installation. Nothing is made before it is needed."""

    path: Path

    @property
    def postgres(self) -> Path:
        return self.path / "postgres"

    @property
    def socket(self) -> Path:
        return self.path / "run"

    @property
    def store(self) -> Path:
        return self.path / "store"

    @property
    def owner_lock(self) -> Path:
        return self.path / "owner.lock"

    @property
    def postgres_log(self) -> Path:
        return self.path / "postgres.log"

    def secret_key(self) -> str:
        """The key that signs sessions: made once, readable by its owner only."""
        file = self.path / "secret.key"
        if not file.exists():
            self.path.mkdir(parents=True, exist_ok=True)
            with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as stream:
                stream.write(secrets.token_urlsafe(64))
        return file.read_text()


def find_home() -> Home:
    """`NAVOLGBAAR_HOME`, or `.navolgbaar` in the working directory."""
    return Home(Path(os.environ.get("NAVOLGBAAR_HOME", ".navolgbaar")).expanduser().resolve())
