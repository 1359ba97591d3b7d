"""The door to narekenen: what a release freezes, spelled in one way, and the chain that ties it to every one before."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from narekenen.errors import UnusableInput as UnusableInput
from narekenen.trace.bundles import read_bundle as read_bundle
from narekenen.trace.canonical import canonical_json as canonical_json
from narekenen.trace.canonical import digest as digest
from navolgbaar.figures.models import FigureVersion

START = "sha256:" + "0" * 64


def lines_of(versions: list[FigureVersion]) -> list[dict[str, Any]]:
    """What the ledger says about these versions, in the order of their names."""
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
    return sorted(lines, key=lambda line: str(line["figure"]))


def manifest_of(
    public_id: str, versions: list[FigureVersion], bundles: Mapping[str, tuple[str, str]]
) -> dict[str, Any]:
    """The manifest of a release: each version as the ledger has it, and the sha256 of its bundle.

    bundles   per version the digest of the bundle as released, and of the same without the words of the document
    """
    lines = []
    for line in lines_of(versions):
        whole, kept = bundles[line["figure"]]
        lines.append({**line, "bundle": whole, "without_words": kept})
    return {"schema": "navolgbaar/release/1", "release": public_id, "figures": lines}


def without_bundles(manifest: dict[str, Any]) -> list[dict[str, Any]]:
    """The lines of a manifest without the bundles: what the ledger itself says about the versions."""
    left_out = {"bundle", "without_words"}
    return [{name: value for name, value in line.items() if name not in left_out} for line in manifest["figures"]]


def chained(before: str, manifest_digest: str) -> str:
    """The digest over the chain so far and one more release."""
    return digest({"before": before, "release": manifest_digest})
