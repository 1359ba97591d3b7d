"""What a letter or parliamentary paper says about itself in its head: what it is, its number, from whom, to whom.

The head of a printed paper is a column of short lines (dossier, title, "Nr. 12", kind, place and date); that of a
letter a list of labels and values ("Ons kenmerk", "Betreft"). Only what stands there is given; nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from narekenen.documents.model import RunningText
from narekenen.readings.citing import MONTH, YEARS, parliamentary_year
from narekenen.readings.dossiers import dossier_at


@dataclass(frozen=True, slots=True)
class LetterMetadata:
    """What stands in the head; "" or () where it does not.

    kind         "brief", "motie", "verslag", "lijst van vragen", "advies", "antwoord", "nota", "besluit"
    identifier   the paper's own, as the archive writes it: "kst-36200-12", "ah-tk-20142015-403"
    session      parliamentary year, "2022-2023"
    dossiers     key and title of each, the first one holding the number: (("36200", "Miljoenennota"),)
    number       number in the first dossier: "12", "AI"
    place        where it was signed
    sender, addressee   the office as printed; subject; kenmerk: the sender's own file number
    """

    kind: str = ""
    identifier: str = ""
    session: str = ""
    dossiers: tuple[tuple[str, str], ...] = ()
    number: str = ""
    place: str = ""
    sender: str = ""
    addressee: str = ""
    subject: str = ""
    kenmerk: str = ""


_KINDS = {
    "brief": r"(?:nader )?brief\b|kamerbrief\b",
    "motie": r"(?:\w{4,10} ){0,3}motie van\b",
    "amendement": r"(?:\w{4,10} ){0,3}amendement van\b",
    "verslag": r"(?:nader )?verslag\b|inbreng verslag\b",
    "lijst van vragen": r"lijst van vragen\b",
    "advies": r"advies\b",
    "nota": r"nota\b|memorie van\b|(?:\w{4,10} )?nota van wijziging\b",
    "wetsvoorstel": r"voorstel van wet\b|koninklijke boodschap\b",
}
_KIND = {kind: re.compile(pattern, re.IGNORECASE) for kind, pattern in _KINDS.items()}

_SESSION = re.compile(rf"(?:[^.]{{0,40}}Staten-Generaal [12] )?Vergaderjaar ({YEARS})")
_FUND = re.compile(r"[A-M]")
_NUMBER = re.compile(r"Nr\.?\s{1,3}([0-9]{1,4}|[A-Z]{1,3})(?:\s{1,3}(?=[A-Z])(.*))?", re.DOTALL)
_SENATE = re.compile(r"([A-Z]{1,2})[0-9]?\s(VERSLAG|BRIEF|NOTA|MEMORIE|NADER|ADVIES)(.*)", re.DOTALL)
_PLACE = re.compile(rf"([A-Z'’][A-Za-zà-ÿ'’ -]{{2,30}}), [0-9]{{1,2}} {MONTH} [12][0-9]{{3}}")
_FROM = re.compile(r"(?:BRIEF|NADER RAPPORT) VAN (?:DE |HET )?(.+)", re.DOTALL)
_TO = re.compile(r"Aan (?:de |het |den )?(.+)", re.DOTALL)
_ANNEX_NUMBER = re.compile(r"[0-9]{1,4}")
_LABELS = {
    "kenmerk": re.compile(r"(?:Ons )?[Kk]enmerk|Onze referentie"),
    "subject": re.compile(r"Betreft|Onderwerp"),
}
_OTHER_LABEL = re.compile(
    r"(?:Datum|Uw|Ons|Onze|Bijlage|Contactpersoon|Betreft|Onderwerp|Kenmerk|Geachte|Hooggeachte|T |F |Postbus)\b"
)
_OFFICE = re.compile(
    r"(?:De |de |DE )?((?:[Mm]inister|[Ss]taatssecretaris|[Ii]nspecteur|[Ss]ecretaris)[^.]{3,120}?)"
    r"(?:,? namens deze)?,?"
)
_SALUTATION = re.compile(r"(?:Hoogg|G)eachte\b")
_HEAD_LINES, _FOOT_LINES = 40, 8


def _lines(running: RunningText) -> list[str]:
    """The short lines before the body. Page furniture too: a reader that knows the head of a paper keeps it there."""
    lines: list[str] = []
    for block in running.blocks[: 2 * _HEAD_LINES]:
        text = running.text[block.span.start : block.span.end].strip()
        if block.kind not in ("note", "table"):
            lines += [" ".join(part.split()) for part in text.split("\n") if part.strip()]
        if len(lines) >= _HEAD_LINES or _SALUTATION.match(text) or text == "De Kamer,":
            break
    return lines


def _of_head(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Name and value pairs, line by line."""
    for at, line in enumerate(lines):
        following = lines[at + 1] if at + 1 < len(lines) else ""
        if found := _SESSION.match(line):
            yield "session", parliamentary_year(found[1])[0]
            if "Aanhangsel van de Handelingen" in line[:160] + following[:60]:
                yield "kind", "antwoord"
        if found := _NUMBER.fullmatch(line) or _SENATE.fullmatch(line):
            yield "number", found[1]
            if found.re is _SENATE:
                yield from _of_title(found[2] + found[3])
            elif found[2]:
                yield from _of_title(found[2])
        elif dossier := _dossier(line, following):
            yield "dossier", dossier
        elif line.isupper():
            yield from _of_title(line)
        elif _ANNEX_NUMBER.fullmatch(line):
            yield "annex", line
        elif _SALUTATION.match(line):
            yield "kind", "brief"
        if found := _PLACE.fullmatch(line):
            yield "place", found[1]
        if (found := _TO.fullmatch(line)) and len(line) < 120:
            yield "addressee", found[1]
        yield from _of_label(line, following)


def _dossier(line: str, following: str) -> str:
    """Key and title of a dossier line, parted by a tab: "36 200 Title", or the title on the next line."""
    found = dossier_at(line, 0)
    if not found or found.loose:
        return ""
    rest = line[found.end :].strip()
    if rest and not rest[0].isupper():
        return ""
    if not rest and not (dossier_at(following, 0) or _NUMBER.fullmatch(following)):
        rest = following
    if _FUND.fullmatch(rest):
        return f"{found.key}-{rest}\t"
    return f"{found.key}\t{rest}"


def _of_title(title: str) -> Iterator[tuple[str, str]]:
    for kind, pattern in _KIND.items():
        if pattern.match(title):
            yield "kind", kind
    if found := _FROM.match(title):
        yield "sender", found[1]


def _of_label(line: str, following: str) -> Iterator[tuple[str, str]]:
    """Values behind a label on the same line, or on the next one when the label stands alone."""
    for name, pattern in _LABELS.items():
        found = pattern.match(line)
        if not found:
            continue
        value = line[found.end() :].strip(" :")
        if not value and not _OTHER_LABEL.match(following):
            value = following
        if name != "kenmerk" or re.search(r"[0-9]{3}", value):
            yield name, value


def _signature(running: RunningText) -> str:
    """The office that signs, from the last lines. Its name may hold commas and run over two lines."""
    blocks = [block for block in running.blocks[-_FOOT_LINES:] if block.kind not in ("note", "furniture")]
    lines = [line.strip() for block in blocks for line in running.text[block.span.start : block.span.end].split("\n")]
    for at, line in reversed(tuple(enumerate(lines))):
        if line.endswith(",") and lines[at + 1 : at + 2] and lines[at + 1].endswith(","):
            line = f"{line} {lines[at + 1]}"
        if found := _OFFICE.fullmatch(line):
            return found[1]
    return ""


def _identifier(kind: str, session: str, key: str, number: str, annex: str) -> str:
    if kind == "antwoord" and session and annex:
        return f"ah-tk-{session.replace('-', '')}-{annex}"
    return f"kst-{key}-{number}" if key and number else ""


def letter_metadata(running: RunningText) -> LetterMetadata:
    """What the head of a document, and its signature, say about the document itself.

    running: a running text. What the format states (`source.metadata`) goes before what is read in the words.
    Returns empty fields where nothing stands; the date of a letter is read by `letter_date`.
    """
    first: dict[str, str] = {}
    dossiers: list[tuple[str, str]] = []
    for name, value in _of_head(_lines(running)):
        if name == "dossier" and "number" not in first:
            key, _, title = value.partition("\t")
            dossiers.append((key, title))
        first.setdefault(name, value)
    for name, value in running.source.metadata:
        if name in ("kind", "session", "number", "identifier") and value:
            first[name] = value
    kind, session, number = (first.get(name, "") for name in ("kind", "session", "number"))
    key = dossiers[0][0] if dossiers else ""
    return LetterMetadata(
        kind=kind,
        identifier=first.get("identifier") or _identifier(kind, session, key, number, first.get("annex", "")),
        session=session,
        dossiers=tuple(dict(reversed(dossiers)).items())[::-1],
        number=number,
        place=first.get("place", ""),
        sender=first.get("sender") or _signature(running),
        addressee=first.get("addressee", ""),
        subject=first.get("subject", ""),
        kenmerk=first.get("kenmerk", ""),
    )
