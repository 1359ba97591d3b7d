"""A release as one signed file, for another installation: `NB-R-2026-00001.release.json`.

schema      navolgbaar/signed-release/1
statement   what is signed: organisation, release, manifest, archival metadata, and what each figure says. No words
            of documents: another installation keeps it for as long as its ledger
key         the public key; signature   over the canonical JSON of the statement
bundles     per version the bundle as everybody may have it today; the manifest holds its digest
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.forms.models import model_to_dict

from navolgbaar.figures.models import Figure, FigureVersion
from navolgbaar.publishing.archival import archival_metadata
from navolgbaar.publishing.frozen import released_bundle
from navolgbaar.publishing.models import Release
from navolgbaar.publishing.science import canonical_json
from navolgbaar.publishing.signing import public_key, sign

SCHEMA = "navolgbaar/signed-release/1"
LARGEST = 256 * 1024 * 1024
QUANTITY = ("key", "version", "name", "name_en", "unit", "unit_en", "denominator", "counting_rule", "decimals")
SAID = (
    "number", "value", "low", "high", "level", "n", "method", "absent_because", "warnings", "published",
    "published_en", "reason",
)  # fmt: skip


class NotAccepted(Exception):
    """A signed release is not taken in, with the reason in words. Nothing has changed."""


@dataclass(frozen=True, slots=True)
class Package:
    """A signed release as it came in: read, nothing checked. `signed` is what the signature is over."""

    statement: dict[str, Any]
    signed: bytes
    key: str
    signature: str
    bundles: dict[str, Any]


def write_package(release: Release) -> bytes:
    """A release of ours, signed with the key of its organisation."""
    rows = release.bundles.select_related("version__figure__subject", "version__figure__quantity")
    versions = {str(row.version): row.version for row in rows}
    statement = {
        "organisation": {name: getattr(release.organisation, name) for name in ("key", "name", "name_en")},
        "release": _about(release),
        "manifest": release.manifest,
        "archival": archival_metadata(release),
        "figures": {name: _said(version) for name, version in versions.items()},
    }
    signed = canonical_json(statement)
    return canonical_json(
        {
            "schema": SCHEMA,
            "statement": statement,
            "key": public_key(release.organisation),
            "signature": sign(signed, release.organisation),
            "bundles": {name: json.loads(released_bundle(version)) for name, version in versions.items()},
        }
    )


def read_package(data: bytes) -> Package:
    """A signed release out of a file. Raises NotAccepted where it is none."""
    if len(data) > LARGEST:
        raise NotAccepted(f"The file is larger than {LARGEST} bytes.")
    try:
        body = json.loads(data.decode(), object_pairs_hook=_once)
        if body["schema"] != SCHEMA:
            raise NotAccepted(f"This is no signed release of the form {SCHEMA}.")
        statement, bundles = dict(body["statement"]), dict(body["bundles"])
        return Package(statement, canonical_json(statement), str(body["key"]), str(body["signature"]), bundles)
    except (ValueError, TypeError, KeyError, RecursionError) as problem:
        raise NotAccepted(f"This cannot be read as a signed release: {type(problem).__name__}.") from None


def _about(release: Release) -> dict[str, Any]:
    replaced, before = [], release.supersedes
    while before is not None:
        replaced.append(before.public_id)
        before = before.supersedes
    return {
        "public_id": release.public_id,
        "title": release.title,
        "reason": release.reason,
        "at": release.at.isoformat(),
        "category": release.category,
        "keep_until": release.keep_until.isoformat(),
        "digest": release.digest,
        "chain": release.chain,
        "supersedes": replaced,
    }


def _said(version: FigureVersion) -> dict[str, Any]:
    figure: Figure = version.figure
    area, subject = figure.area, figure.subject
    return {
        "figure": figure.public_id,
        "subject": {name: getattr(subject, name) for name in ("public_id", "kind", "name", "name_en")},
        "quantity": model_to_dict(figure.quantity, QUANTITY),
        "breakdown": figure.breakdown,
        "area": {"code": area.code, "valid_from": area.valid_from.isoformat()} if area else None,
        "period": [figure.period.first.isoformat(), figure.period.last.isoformat()],
        "kind": figure.kind,
        "issuer": {"key": figure.issuer.key, "name": figure.issuer.name},
        "issued_on": figure.issued_on.isoformat(),
        "version": {name: getattr(version, name) for name in SAID},
    }


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len({name for name, _ in pairs}) < len(pairs):
        raise ValueError("a name stands twice in one object")
    return dict(pairs)
