"""What a publication of officielebekendmakingen.nl says about itself: dossier, number, title, date, kind, mover."""

from __future__ import annotations

import re

from narekenen.documents.elements import Element, local_name, plain

_IDENTIFIER = re.compile(r"officielebekendmakingen\.nl/([\w.-]+)/metadata\.xml")
_KINDS = (
    ("motie", re.compile(r"^(?:\w{4,} ){0,4}motie\b", re.IGNORECASE)),
    ("amendement", re.compile(r"^(?:\w{4,} ){0,4}amendement\b", re.IGNORECASE)),
    ("brief", re.compile(r"^brief\b", re.IGNORECASE)),
    ("verslag", re.compile(r"^(?:verslag|inbreng|lijst van vragen)\b", re.IGNORECASE)),
    ("nota", re.compile(r"^(?:nota|memorie)\b", re.IGNORECASE)),
    ("wetsvoorstel", re.compile(r"^(?:voorstel|koninklijke boodschap)\b", re.IGNORECASE)),
)
_MOVER = re.compile(
    r"(?:motie|amendement) van (?:de )?(?:het lid|leden) (.+?)(?: ter vervanging van .*)?$", re.IGNORECASE
)
_OF_ROOT = {"handelingen": "handelingen", "aanhangsel": "antwoord", "kamervragen": "vragen", "stcrt": "staatscourant"}


def metadata_of(root: Element) -> tuple[tuple[str, str], ...]:
    """Name and value pairs, in a fixed order; only what stands in the document.

    identifier   "kst-31234-12", as in the address of the publication
    kind         motie, amendement, brief, verslag, nota, wetsvoorstel, handelingen, antwoord, vragen
    session      "2024-2025"
    dossier      "31234", "36600-XVIII", "21501-20"; may occur more than once, with the `dossier_title` after it
    number       number within the dossier; title; mover as the title has it; date in ISO form
    """
    found: list[tuple[str, str]] = []
    for element in root.iter():
        tag = local_name(element)
        if tag == "meta" and element.get("name") == "OVERHEIDop.externMetadataRecord":
            found += [("identifier", match) for match in _IDENTIFIER.findall(element.get("content", ""))]
        elif tag == "tekstregel" and element.get("inhoud") == "vergaderjaar":
            found.append(("session", plain(element).lower().removeprefix("vergaderjaar").strip()))
        elif tag == "dossiernummer":
            found.append(("dossier", _dossier(element)))
        elif tag == "ondernummer":
            found.append(("number", plain(element)))
        elif tag == "item-titel":
            found.append(("title", plain(element)))
        elif tag == "titel" and local_name(element.getparent()) in ("dossier", "stuk"):
            found += _of_title(element)
        elif tag == "datum" and element.get("isodatum"):
            found.append(("date", element.get("isodatum", "")))
    found += [("kind", _OF_ROOT[local_name(e)]) for e in (root, *root) if local_name(e) in _OF_ROOT]
    return tuple(_once(found))


def _dossier(element: Element) -> str:
    """As identifiers spell it: 36600-XVIII, 21501-20; without the number of a Kingdom act, which they leave out."""
    parts = [re.sub(r"\s", "", plain(child)) for child in element if local_name(child) not in ("", "rijkswetnr")]
    return "-".join(part for part in parts if part) or re.sub(r"\s", "", plain(element))


def _of_title(element: Element) -> list[tuple[str, str]]:
    title = plain(element)
    if local_name(element.getparent()) == "dossier":
        return [("dossier_title", title)]
    found = [("title", title)]
    found += [("kind", kind) for kind, pattern in _KINDS if pattern.search(title)][:1]
    mover = _MOVER.search(title)
    return [*found, ("mover", mover[1])] if mover else found


def _once(found: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Dossiers and their titles as often as they stand there, everything else at its first place, without blanks."""
    kept: list[tuple[str, str]] = []
    for name, value in found:
        again = name not in ("dossier", "dossier_title") and any(name == known for known, _ in kept)
        if value and not again and (name, value) not in kept:
            kept.append((name, value))
    return kept
