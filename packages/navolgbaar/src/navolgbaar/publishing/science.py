"""The door to narekenen: what a release freezes, spelled in one way, and the chain that ties it to every one before."""

from __future__ import annotations

from typing import Any

from narekenen.trace.canonical import digest as digest
from navolgbaar.figures.models import FigureVersion

START = "sha256:" + "0" * 64


def manifest_of(public_id: str, versions: list[FigureVersion]) -> dict[str, Any]:
    """The manifest of a release: each version with its exact value and its published strings."""
    lines = [
        {
            "figure": str(version),
            "value": version.value,
            "low": version.low,
            "high": version.high,
            "published": version.published,
            "published_en": version.published_en,
            "absent_because": version.absent_because,
        }
        for version in versions
    ]
    return {"schema": "navolgbaar/release/1", "release": public_id, "figures": sorted(lines, key=lambda x: x["figure"])}


def chained(before: str, manifest_digest: str) -> str:
    """The digest over the chain so far and one more release."""
    return digest({"before": before, "release": manifest_digest})
