"""Bytes by their digest, on disk. What has been written once is never written over."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings


class NotInStore(LookupError):
    """The bytes of a digest are not here: never stored, or erased."""


class Damaged(RuntimeError):
    """The bytes on disk are not those that the digest names."""


def _path(digest: str) -> Path:
    kind, _, name = digest.partition(":")
    if kind != "sha256" or len(name) != 64 or not set(name) <= set("0123456789abcdef"):
        raise ValueError(f"{digest!r} is no digest of the form sha256:<64 hex digits>.")
    return Path(settings.STORE_ROOT) / name[:2] / name


def digest_of(data: bytes) -> str:
    """The digest of bytes, "sha256:<hex>"."""
    return "sha256:" + hashlib.sha256(data).hexdigest()


def put(data: bytes) -> str:
    """Keep these bytes. Returns their digest, "sha256:<hex>". Keeping the same bytes again changes nothing."""
    digest = digest_of(data)
    path = _path(digest)
    if path.exists():
        return digest
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    Path(name).rename(path)  # all of it or nothing, also after a crash
    return digest


def get(digest: str) -> bytes:
    """The bytes of a digest, checked. Raises NotInStore or Damaged."""
    try:
        data = _path(digest).read_bytes()
    except FileNotFoundError:
        raise NotInStore(f"The bytes of {digest} are not in the store.") from None
    if digest_of(data) != digest:
        raise Damaged(f"The bytes stored as {digest} have changed. Restore them from the backup.")
    return data


def has(digest: str) -> bool:
    """Whether the bytes are here."""
    return _path(digest).exists()


def erase(digest: str) -> None:
    """Remove the bytes; the digest stays wherever it is written down."""
    _path(digest).unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class NotedErasure:
    """That a passage was erased, and on which ground: what a restored backup needs to erase it again. No words."""

    document: str
    passage: str
    file: str
    ground: str


def note_erasure(noted: NotedErasure) -> None:
    """Add a line to the list beside the files, where it survives the database."""
    root = Path(settings.STORE_ROOT)
    root.mkdir(parents=True, exist_ok=True)
    with (root / "erasures.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps(asdict(noted), sort_keys=True) + "\n")
        file.flush()
        os.fsync(file.fileno())


def noted_in(lines: list[str]) -> list[NotedErasure]:
    """The lines of such a list, each once, in their order."""
    return list(dict.fromkeys(NotedErasure(**json.loads(line)) for line in lines))
