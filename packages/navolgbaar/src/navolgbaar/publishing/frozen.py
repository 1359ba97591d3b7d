"""The bundles of a release as they were on the day of the release.

What is kept in the ledger is the bundle without the words of the document: those stand in `Passage` and can be erased.
With the words, while they are there, it is byte for byte what was released; without them it is a file of its own. The
manifest holds the sha256 of both, so that what is downloaded on whatever day is a file that the release vouches for.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from navolgbaar.figures.bundles import bundle_of
from navolgbaar.figures.models import FigureVersion
from navolgbaar.publishing.models import ReleasedBundle
from navolgbaar.publishing.science import canonical_json, digest
from navolgbaar.sources.models import Passage
from navolgbaar.sources.queries import source_words


@dataclass(frozen=True, slots=True)
class Frozen:
    """A bundle at its release: the digest of what went public, and what is kept of it.

    sha256          "sha256:<hex>" of the bytes as released
    without_words   the same of the bytes without the words of the document; text   those bytes
    """

    sha256: str
    without_words: str
    text: str


def freeze(version: FigureVersion) -> Frozen:
    """The bundle of a version as it is now."""
    data = bundle_of(version)
    kept = without_words(data)
    return Frozen(sha256=_sha256(data), without_words=_sha256(kept), text=kept.decode())


def released_bundle(version: FigureVersion) -> bytes:
    """The bundle that the latest release of this version vouches for; of an unreleased version its bundle of today.

    The words of the document are in it while that document is public and they are not erased. An imported version has
    the bundle of the organisation that signed it, without words.
    """
    if (imported := version.imports.order_by("pk").last()) is not None:
        return bytes(imported.text.encode())
    kept = version.released_bundles.order_by("pk").last()
    if kept is None:
        return bundle_of(version)
    words = _words(version, kept.text)
    whole = _with_words(kept.text, words) if words and kept.sha256 != kept.without_words else kept.text.encode()
    return whole if _sha256(whole) == kept.sha256 else kept.text.encode()


def released_sha256(version: FigureVersion) -> str:
    """The sha256 of that bundle, as it stands on the figure page: hex."""
    return _sha256(released_bundle(version)).removeprefix("sha256:")


def problems_of_bundle(line: dict[str, Any], kept: ReleasedBundle | None) -> list[str]:
    """What does not fit between a line of a manifest, the bundle that is kept, and the ledger of today."""
    if kept is None or _sha256(kept.text.encode()) != line["without_words"] or kept.sha256 != line["bundle"]:
        return [f"{line['figure']}: the bundle is not the one that was released"]
    version, run = kept.version, json.loads(kept.text)["run"]
    passage = version.reading.anchor.passage if version.reading else None
    if version.run is not None and json.loads(bundle_of(version))["run"] != run:
        return [f"{line['figure']}: the ledger holds another computation than the bundle"]
    if passage is None or passage.erased_at or kept.sha256 == kept.without_words:
        return []
    words = _words_at(passage, kept.text)
    if words and _sha256(_with_words(kept.text, words)) != kept.sha256:
        return [f"{line['figure']}: the words are not those that it was read from"]
    return []


def without_words(data: bytes) -> bytes:
    """A bundle with the digests of its passages and not their words."""
    return _filled(json.loads(data), None)


def _with_words(text: str, words: str) -> bytes:
    return _filled(json.loads(text), {"text": words})


def _filled(body: dict[str, Any], value: dict[str, str] | None) -> bytes:
    for item in body["run"]["inputs"]:
        if item["kind"] == "passage":
            item["value"] = value
    del body["digest"]
    return canonical_json({**body, "digest": digest(body)})


def _words(version: FigureVersion, text: str) -> str:
    """The words that a version was read from, where everybody may have them; otherwise nothing."""
    reading = version.reading
    passage: Passage | None = reading.anchor.passage if reading else None
    return _words_at(passage, text) if passage and passage.document.is_open else ""


def _words_at(passage: Passage, text: str) -> str:
    """The words at the place that a bundle names: of the passage, or of the table around it. None after an erasure."""
    place = next(item["value"] for item in json.loads(text)["run"]["inputs"] if item["name"] == "place")
    return source_words(passage, place["start"], place["end"])


def _sha256(data: bytes) -> str:
    return "sha256:" + hashlib.sha256(data).hexdigest()
