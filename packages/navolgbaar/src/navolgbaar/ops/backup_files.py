"""A backup on disk: a dump, the stored files, and a manifest that names the sha256 of each.

navolgbaar-20261120T150000Z/manifest.json  database.dump  store/3f/3f1c…
erasures.jsonl                             beside it: what was erased, also after this backup was made
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from navolgbaar.ops.errors import CannotStart

SCHEMA = "navolgbaar/backup/1"
MANIFEST, DUMP, STORE, ERASURES = "manifest.json", "database.dump", "store", "erasures.jsonl"
CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup whose files are those that were written. `sha256` is that of its manifest."""

    folder: Path
    manifest: dict[str, Any]
    sha256: str

    @property
    def dump(self) -> Path:
        return self.folder / DUMP

    @property
    def stored(self) -> list[Path]:
        """The files of the content-addressed store."""
        return sorted(path for path in (self.folder / STORE).rglob("*") if path.is_file())


def sha256_of(path: Path) -> str:
    """Hex, of a file of any size."""
    sha = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            sha.update(chunk)
    return sha.hexdigest()


def files_in(folder: Path) -> dict[str, dict[str, Any]]:
    """Every file of a backup but its manifest: size in bytes and sha256."""
    found = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != MANIFEST)
    return {
        path.relative_to(folder).as_posix(): {"size": path.stat().st_size, "sha256": sha256_of(path)} for path in found
    }


def write_manifest(folder: Path, said: dict[str, Any]) -> Backup:
    """Close a backup: everything in it is named from now on."""
    manifest = {"schema": SCHEMA, **said, "files": files_in(folder)}
    data = json.dumps(manifest, indent=1, sort_keys=True, ensure_ascii=False).encode()
    (folder / MANIFEST).write_bytes(data)
    return Backup(folder, manifest, hashlib.sha256(data).hexdigest())


def open_backup(folder: Path, *, expect: str = "") -> Backup:
    """A backup, after every file in it was read and compared. Raises CannotStart naming all that differs.

    expect   the sha256 of the manifest as `backup` printed it: also tells a backup that was altered consistently
    """
    try:
        data = (folder / MANIFEST).read_bytes()
        manifest = json.loads(data)
    except (OSError, ValueError):
        raise CannotStart(f"{folder} is no backup: its {MANIFEST} cannot be read.", do="Give another folder.") from None
    if manifest.get("schema") != SCHEMA:
        raise CannotStart(f"{folder} is no backup of a kind known here.", do="Use the version that made it.")
    sha = hashlib.sha256(data).hexdigest()
    there, said = files_in(folder), manifest["files"]
    problems = [f"{name} is missing" for name in sorted(said.keys() - there.keys())]
    problems += [f"{name} was added" for name in sorted(there.keys() - said.keys())]
    problems += [f"{name} was altered" for name in sorted(said.keys() & there.keys()) if said[name] != there[name]]
    if expect and expect.removeprefix("sha256:") != sha:
        problems.append(f"the manifest has sha256 {sha}, not the one that was expected")
    if problems:
        raise CannotStart(
            f"This backup is not as it was made: {'; '.join(problems)}.", do="Use another one. Nothing was changed."
        )
    return Backup(folder, manifest, sha)
