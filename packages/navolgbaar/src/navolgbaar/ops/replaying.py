"""Published figures, recomputed by narekenen alone: in a process in which the platform does not exist."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ALONE = """
import sys
sys.modules["navolgbaar"] = sys.modules["django"] = sys.modules["psycopg"] = None
from narekenen.cli import main
raise SystemExit(main(sys.argv[1:]))
"""


@dataclass(frozen=True, slots=True)
class Replayed:
    """One figure: what narekenen said about its bundle, and whether that bundle is the one of the manifest."""

    figure: str
    same: bool
    said: str


def replay_some(folder: Path, count: int) -> list[Replayed]:
    """Write the bundles of `count` published figures, spread over all, and replay each. Django is set up.

    The sha256 that each must have is that of the manifest of its first release, unless words of its document were
    erased since: then its bundle holds their digest instead, and only the number is recomputed.
    """
    from navolgbaar.figures.bundles import bundle_of
    from navolgbaar.figures.queries import published_versions
    from navolgbaar.publishing.models import Release

    frozen = {line["figure"]: line["bundle"] for release in Release.objects.order_by("-pk") for line in _lines(release)}
    versions = list(published_versions().order_by("pk"))
    chosen = versions[:: max(1, len(versions) // count)][:count] if versions else []
    folder.mkdir(parents=True, exist_ok=True)
    found = []
    for version in chosen:
        file = folder / f"{version}.json"
        file.write_bytes(bundle_of(version))
        expect = [] if _was_erased(version) else ["--expect", frozen[str(version)]]
        done = subprocess.run(
            [sys.executable, "-c", ALONE, "replay", str(file), *expect, "--lang", "en"], capture_output=True, text=True
        )
        said = (done.stdout + done.stderr).strip()
        found.append(Replayed(str(version), done.returncode == 0, said))
    return found


def _lines(release: object) -> list[dict[str, str]]:
    lines: list[dict[str, str]] = release.manifest["figures"]  # type: ignore[attr-defined]
    return lines


def _was_erased(version: object) -> bool:
    from navolgbaar.sources.models import Erasure

    reading = version.reading  # type: ignore[attr-defined]
    return reading is not None and Erasure.objects.filter(document=reading.anchor.passage.document.public_id).exists()
