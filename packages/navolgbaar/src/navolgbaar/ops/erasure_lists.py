"""What was erased, as a list that travels: it stands beside the store and beside the backups, without a word of what
was erased, so that a backup of before an erasure cannot bring the words back."""

from __future__ import annotations

import os
from pathlib import Path

from navolgbaar.ops.backup_files import ERASURES


def lines_of(place: Path) -> list[str]:
    """The lines of the list in a folder; none where there is no list."""
    file = place / ERASURES
    return file.read_text(encoding="utf-8").splitlines() if file.is_file() else []


def merge_lists(*, into: Path, sources: list[Path]) -> list[str]:
    """Bring the list in a folder up to date with those in others. Returns all lines. Nothing is ever taken out."""
    known = dict.fromkeys(lines_of(into))
    merged = dict.fromkeys([*known, *(line for place in sources for line in lines_of(place))])
    if len(merged) > len(known):
        into.mkdir(parents=True, exist_ok=True)
        new = into / f"{ERASURES}.new"
        new.write_text("".join(f"{line}\n" for line in merged), encoding="utf-8")
        new.replace(into / ERASURES)
    return list(merged)


def backup_folders() -> list[Path]:
    """Where backups are kept, by `NAVOLGBAAR_BACKUPS` (separated by commas)."""
    return [Path(part.strip()) for part in os.environ.get("NAVOLGBAAR_BACKUPS", "").split(",") if part.strip()]
