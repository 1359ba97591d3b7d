"""How to cite a number, so that a reader finds what the writer saw: always with its version."""

from __future__ import annotations

from django.utils import translation

from navolgbaar.api.addresses import address
from navolgbaar.api.schemas import Citation, Words
from navolgbaar.figures.models import FigureVersion
from navolgbaar.publishing.frozen import released_sha256


def citation_of(version: FigureVersion) -> Citation:
    """The citation of one version in words of both languages, and in the form of reference managers (CSL)."""
    page, day = address(f"/cijfers/{version}/"), version.known_at.date()
    name = f"{version.figure.quantity.name}, {version.figure.subject.name}, {version.figure.period}"
    return Citation(
        text=Words(nl=_text(version, "nl", page), en=_text(version, "en", page)),
        version=str(version),
        page=page,
        bundle=address(f"/bundels/{version}.json"),
        sha256=released_sha256(version),
        csl={
            "type": "dataset",
            "id": str(version),
            "title": name,
            "version": str(version.number),
            "URL": page,
            "author": [{"literal": version.figure.issuer.name}],
            "issued": {"date-parts": [[day.year, day.month, day.day]]},
        },
    )


def _text(version: FigureVersion, lang: str, page: str) -> str:
    figure = version.figure
    issuer, said = (figure.issuer.name, version.published)
    if lang == "en":
        issuer, said = (figure.issuer.name_en or issuer, version.published_en)
    with translation.override(lang):
        what = f"{figure.quantity}, {figure.subject}, {figure.period}: {said}"
    word = {"nl": "versie", "en": "version"}[lang]
    return f"{issuer}. {what}. {figure.public_id}, {word} {version.number} ({version.known_at:%Y-%m-%d}). {page}"
