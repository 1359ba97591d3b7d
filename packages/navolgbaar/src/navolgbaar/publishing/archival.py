"""A release as an archive takes it over: the names and the order of MDTO 1.0 (nationaalarchief.nl/mdto)."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

from navolgbaar.publishing.models import Release

NAMESPACE = "https://www.nationaalarchief.nl/mdto"
SOURCE = "Navolgbaar"


def archival_metadata(release: Release) -> dict[str, Any]:
    """The metadata of a release by the names of MDTO, in its order. Without people: an actor is an organisation."""
    described: dict[str, Any] = {
        "identificatie": {"identificatieKenmerk": release.public_id, "identificatieBron": SOURCE},
        "naam": release.title,
        "aggregatieniveau": _term("Archiefstuk", "MDTO Aggregatieniveaus"),
        "classificatie": _term(release.get_category_display(), "Publicatiecategorie (Woo)"),
        "taal": "nl",
        "event": {
            "eventType": _term("Publicatie", "MDTO Eventtypen"),
            "eventTijd": release.at.isoformat(),
            "eventVerantwoordelijkeActor": {"verwijzingNaam": release.organisation.name},
        },
        "waardering": _term("Tijdelijk te bewaren", "MDTO Waarderingen"),
        "bewaartermijn": {
            "termijnStartdatumLooptijd": release.at.date().isoformat(),
            "termijnEinddatum": release.keep_until.isoformat(),
        },
        "informatiecategorie": _term(release.get_category_display(), "Publicatiecategorie (Woo)"),
        "isOnderdeelVan": {"verwijzingNaam": release.programme.subject.name},
    }
    if release.supersedes is not None:
        described["gerelateerdInformatieobject"] = {
            "gerelateerdInformatieobjectVerwijzing": {"verwijzingNaam": release.supersedes.public_id},
            "gerelateerdInformatieobjectTypeRelatie": _term("Vervangt", "MDTO Relatietypen"),
        }
    described["archiefvormer"] = {"verwijzingNaam": release.organisation.name}
    described["beperkingGebruik"] = {"beperkingGebruikType": _term("Geen beperking", "MDTO Beperkingen gebruik")}
    return described


def archival_xml(metadata: dict[str, Any]) -> bytes:
    """The same as a file for an archive: one `informatieobject`."""
    ElementTree.register_namespace("", NAMESPACE)
    root = ElementTree.Element(f"{{{NAMESPACE}}}MDTO")
    _write(root, "informatieobject", metadata)
    ElementTree.indent(root)
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True))


def _term(label: str, listed: str) -> dict[str, Any]:
    return {"begripLabel": str(label), "begripBegrippenlijst": {"verwijzingNaam": listed}}


def _write(above: ElementTree.Element, name: str, value: dict[str, Any] | str) -> None:
    element = ElementTree.SubElement(above, f"{{{NAMESPACE}}}{name}")
    if isinstance(value, str):
        element.text = value
        return
    for below, item in value.items():
        _write(element, below, item)
