"""Published figures, recomputed by narekenen alone: in a process in which the platform does not exist."""

from __future__ import annotations

import hashlib
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
    """One figure: whether it came out the same, and what narekenen said about its bundle."""

    figure: str
    same: bool
    said: str


def replay_some(folder: Path, count: int) -> list[Replayed]:
    """Write the bundles of `count` published figures, spread over all, and replay each. Django is set up.

    The bundle must be the one of the manifest of its release. One whose words were erased since cannot be recomputed;
    then it must be the one that the manifest names for that.
    """
    from navolgbaar.figures.queries import published_versions
    from navolgbaar.publishing.frozen import released_bundle
    from navolgbaar.publishing.models import Release

    lines = {line["figure"]: line for release in Release.objects.order_by("pk") for line in release.manifest["figures"]}
    versions = list(published_versions().order_by("pk"))
    chosen = versions[:: max(1, len(versions) // count)][:count] if versions else []
    folder.mkdir(parents=True, exist_ok=True)
    found = []
    for version in chosen:
        data, line = released_bundle(version), lines[str(version)]
        if line["bundle"] != line["without_words"] == "sha256:" + hashlib.sha256(data).hexdigest():
            found.append(Replayed(str(version), True, "Its words are not public any more; the digests fit."))
            continue
        file = folder / f"{version}.json"
        file.write_bytes(data)
        found.append(_replay(str(version), file, line["bundle"]))
    return found


def _replay(figure: str, file: Path, expect: str) -> Replayed:
    command = [sys.executable, "-c", ALONE, "replay", str(file), "--expect", expect, "--lang", "en"]
    done = subprocess.run(command, capture_output=True, text=True)
    said = done.stdout.splitlines()[1:] + done.stderr.splitlines()
    return Replayed(figure, done.returncode == 0, "\n".join(said) if done.returncode else said[0])
