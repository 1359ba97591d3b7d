"""Whether what is printed as a number is one: years, labels, notes and names are not."""

from __future__ import annotations

import re

from narekenen.readings.counted import NEXT_WORD, is_plural
from narekenen.readings.notnumbers import LABELS, TEMPORAL, opens_line
from narekenen.readings.quantities import Quantity
from narekenen.readings.vocabulary import words

COUNTABLE = words(
    """
    woningen huizen mensen personen huishoudens gemeenten adressen inwoners leerlingen studenten plaatsen
    plekken banen bedrijven zaken meldingen klachten aanvragen gebouwen kinderen jongeren ouderen cliënten
    patiënten medewerkers ambtenaren agenten militairen dieren varkens koeien stuks keer burgers vluchtelingen
    asielzoekers statushouders deelnemers respondenten bezoekers leden slachtoffers hectare gezinnen vrouwen
    mannen scholen docenten vacatures woonruimtes sociale nieuwe vragen dossiers besluiten documenten pagina's
    gedupeerden ouders vrijwilligers bewoners ondernemers boeren voertuigen auto's fietsen bomen panelen
    zonnepanelen laadpalen kamers bedden
    """
)
_CLOSING = "-–‑/:=^_'’"


def part_of_a_name(text: str, start: int, end: int) -> bool:
    """Letters, digits or joining marks stand against it: COVID-19, G4, 65-plussers, 2018Z01234, 1:4."""
    before, ahead = text[start - 1 : start], text[start - 2 : start - 1]
    if before.isalnum() or before in ("_", "/", "@", "#", "&", "=", "^", "\\", ":", "."):
        return True
    if before in ("-", "–", "‑", ",", "+") and before and (ahead.isalnum() or ahead == ")"):
        return True
    if before in ("'", "’", "‘") and before and (ahead.isalnum() or end - start == 2):
        return True
    after, beyond = text[end : end + 1], text[end + 1 : end + 2]
    if after.isalnum() or after in ("_", "@", "^", "+"):
        return True
    return bool(after) and after in _CLOSING and (beyond.isalnum() or (after in "-‑" and beyond in ("", " ", ",")))


def year_like(lower: str, start: int, end: int, quantity: Quantity, before: list[str], counted: str) -> bool:
    """Four digits that are a year unless a unit, or a noun that is often counted, says otherwise."""
    printed = lower[start:end]
    if not (4 <= len(printed) <= 6 and printed.isdigit()) or quantity.unit or quantity.scale != 1:
        return False
    century = printed[:2]
    if len(printed) > 4:
        return century in ("19", "20") and not counted
    last = before[-1].rstrip(",") if before else ""
    if century in ("19", "20"):
        follows = last.isalpha() and last not in TEMPORAL
        return not follows or counted.split(" ")[0].lower() not in COUNTABLE
    return century in ("15", "16", "17", "18") and last in TEMPORAL and not counted


def marks_a_line(text: str, lower: str, quantity: Quantity) -> bool:
    """A list mark, a section or note number at the start of a line, or a page number alone on it."""
    if not opens_line(lower, quantity.start):
        return False
    rest = text[quantity.end : quantity.end + 3]
    if quantity.unit or quantity.style in ("grouped", "decimal") or quantity.scale != 1:
        return False
    if quantity.form != "digits":
        return False
    if rest[:1] in (".", ")", ":", "°") and (rest[1:2].isspace() or not rest[1:]):
        return True
    return (
        not rest.strip()
        or rest.lstrip(" \t\u00a0")[:1] == "\n"
        or rest.lstrip(" .\t\u00a0")[:1].isupper()
        or "|" in rest
    )


def names_a_note(text: str, quantity: Quantity, before: list[str], counted: str) -> bool:
    """A small number before a capital, at the start of a sentence or with nothing counted behind it: a note's label."""
    found = NEXT_WORD.match(text, quantity.end)
    if quantity.unit or quantity.style != "plain" or found is None or not found[1][0].isupper():
        return False
    if quantity.value == 1:
        return True
    starts = not before or before[-1].endswith((".", "!", "?", "”", "»", ":", ";"))
    return starts or not counted.startswith(found[1])


def bracketed_mark(text: str, start: int, end: int) -> bool:
    """ "(1)", "(310277)", "[2 ]", "1)": a mark or a case number, no quantity."""
    if text[end : end + 3].lstrip()[:1] not in (")", "]") or counted_in_brackets(text, start, end):
        return False
    return text[start - 1 : start] in ("(", "[") or "(" not in text[max(0, start - 80) : start]


def counted_in_brackets(text: str, start: int, end: int) -> str:
    """The noun that a number between brackets counts: "aanvragen" in "de meeste aanvragen (487)"; else "".

    Only a hundred or more behind a plural that is no label: less may be a mark, and a longer one a case number.
    """
    if text[start - 1 : start] != "(" or text[end : end + 1] != ")" or not _HUNDREDS.fullmatch(text, start, end):
        return ""
    found = _NOUN_BEFORE.search(text, max(0, start - 40), start - 1)
    noun = found[1] if found else ""
    return noun if noun.islower() and is_plural(noun) and noun not in LABELS else ""


def has_evidence(quantity: Quantity, counted: str, before: list[str], operator: str) -> bool:
    """Whether something beside a bare number says that it counts or measures."""
    if quantity.unit or quantity.scale != 1 or operator != "=":
        return True
    leads = bool(before) and before[-1].rstrip(",:;") in _LEADS
    leads = leads or (before[-1:] == ["er"] and len(before) > 1 and before[-2] in _THERE)
    if quantity.style in ("spaced", "point"):
        return quantity.style == "spaced" and (bool(counted) or (quantity.value >= 1_000_000 and leads))
    if quantity.style in ("grouped", "decimal", "fraction"):
        return True
    if quantity.value >= 10_000:
        return bool(counted)
    return bool(counted) or leads


_HUNDREDS = re.compile(r"[1-9]\d{2}|[1-9]\d{0,2}(?:\.\d{3})+|[3-9]\d{3}")
_NOUN_BEFORE = re.compile(r"([^\W\d_]{3,30}) $")
_THERE = words("zijn waren werden worden is was bleven kwamen komen staan stonden")
_LEADS = words(
    """
    van naar is zijn was waren bedraagt bedroeg bedragen telt telde tot dan slechts totaal de om maar nog met
    alle gemiddeld ongeveer gestegen gedaald toegenomen afgenomen score indexcijfer index
    """
)
