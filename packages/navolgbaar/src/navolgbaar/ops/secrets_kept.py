"""The secrets of an installation: in no backup, yet needed for the same installation elsewhere.

The keys in `NAVOLGBAAR_HOME/keys` sign releases for others and open what a field test keeps under a key; the secret key
signs the links in mails and stands behind the codes in letters. A backup names their fingerprints, so that a restore
can say which of them is not there.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from django.conf import settings

SECRET = "secret.key"  # noqa: S105 (the name of a file)
LOST = {
    SECRET: "links in mails that were sent and codes in letters do not work, and everybody logs in again",
    "fieldtests.key": "what field tests keep under a key cannot be opened, and tested parties get other pseudonyms",
}
SIGNS = "its organisation signs with another key, of which others must make sure first"


def fingerprints() -> dict[str, str]:
    """Of each secret here by name, what shows that it is the same one and gives nothing away: each is 32 random bytes
    or more."""
    return {name: _fingerprint(data) for name, data in _secrets().items()}


def keep(folder: Path) -> list[str]:
    """Copy the secrets into a folder for their owner only. Returns their names."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name, data in _secrets().items():
        _write(folder / name, data)
    return sorted(_secrets())


def bring_back(folder: Path, home: Path) -> None:
    """Put secrets that were kept into an installation, where Django is not set up yet. Nothing is written over."""
    home.mkdir(parents=True, exist_ok=True)
    (home / "keys").mkdir(mode=0o700, exist_ok=True)
    for file in sorted(folder.glob("*.key")):
        target = home / SECRET if file.name == SECRET else home / "keys" / file.name
        if not target.exists():
            _write(target, file.read_bytes())


def missing(expected: dict[str, str]) -> list[str]:
    """In words, which secrets of a backup are not here, or are others, and what that means."""
    here = fingerprints()
    return [
        f"{name} is not the one of the backup: {LOST.get(name, SIGNS)}"
        for name, fingerprint in sorted(expected.items())
        if here.get(name) != fingerprint
    ]


def _secrets() -> dict[str, bytes]:
    keys = {file.name: file.read_bytes() for file in sorted(Path(settings.SIGNING_KEYS).glob("*.key"))}
    return {**keys, SECRET: str(settings.SECRET_KEY).encode()}


def _fingerprint(data: bytes) -> str:
    return "sha256:" + hashlib.sha256(b"navolgbaar/secret/1\n" + data).hexdigest()


def _write(path: Path, data: bytes) -> None:
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(data)
