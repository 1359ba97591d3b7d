"""The catalogue of what can be had here, in DCAT as JSON-LD, so that data portals find it."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from navolgbaar.api.addresses import address
from navolgbaar.api.queries import releases
from navolgbaar.publishing.models import Release

CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
MEDIA = "https://www.iana.org/assignments/media-types/"


def catalogue() -> dict[str, Any]:
    """All figures as one dataset, and every release as one."""
    return {
        "@context": CONTEXT,
        "@id": address("/api/v1/catalog.jsonld"),
        "@type": "dcat:Catalog",
        "dct:title": [
            _said("Navolgbaar: cijfers en publicaties", "nl"),
            _said("Navolgbaar: figures and releases", "en"),
        ],
        "dct:language": ["nl", "en"],
        "dct:license": {"@id": settings.DATA_LICENCE},
        "dcat:dataset": [_figures(), *(_release(release) for release in releases())],
        "dcat:service": {
            "@type": "dcat:DataService",
            "dct:title": "Navolgbaar API",
            "dcat:endpointURL": {"@id": address("/api/v1/")},
            "dcat:endpointDescription": {"@id": address("/api/v1/openapi.json")},
        },
    }


def _figures() -> dict[str, Any]:
    return {
        "@id": address("/api/v1/figures"),
        "@type": "dcat:Dataset",
        "dct:identifier": "figures",
        "dct:title": [_said("Alle gepubliceerde cijfers", "nl"), _said("All published figures", "en")],
        "dcat:distribution": [
            _distribution("/api/v1/figures.csv", "text/csv", conforms="/api/v1/figures.csv-metadata.json"),
            _distribution("/api/v1/figures", "application/json"),
        ],
    }


def _release(release: Release) -> dict[str, Any]:
    found = {
        "@id": address(f"/api/v1/releases/{release.public_id}"),
        "@type": "dcat:Dataset",
        "dct:identifier": release.public_id,
        "dct:title": _said(release.title, "nl"),
        "dct:publisher": {"@type": "foaf:Organization", "foaf:name": release.organisation.name},
        "dct:issued": {"@value": release.at.isoformat(), "@type": "xsd:dateTime"},
        "spdx:checksum": {"spdx:algorithm": "sha256", "spdx:checksumValue": release.digest.removeprefix("sha256:")},
        "dcat:distribution": [_distribution(f"/api/v1/releases/{release.public_id}/manifest", "application/json")],
    }
    if release.supersedes is not None:
        found["dct:replaces"] = {"@id": address(f"/api/v1/releases/{release.supersedes.public_id}")}
    return found


def _distribution(path: str, media: str, conforms: str = "") -> dict[str, Any]:
    found: dict[str, Any] = {
        "@type": "dcat:Distribution",
        "dcat:downloadURL": {"@id": address(path)},
        "dcat:mediaType": {"@id": MEDIA + media},
        "dct:license": {"@id": settings.DATA_LICENCE},
    }
    if conforms:
        found["dct:conformsTo"] = {"@id": address(conforms)}
    return found


def _said(words: str, lang: str) -> dict[str, str]:
    return {"@value": words, "@language": lang}
