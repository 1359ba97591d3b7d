"""Terms and rhythms: "binnen drie maanden", "uiterlijk na zes jaar", "jaarlijks", "de komende zes jaar"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from narekenen.readings.calendar import plus
from narekenen.readings.model import DateGrain

_W = r"\s{1,4}"
_NUMBERS = {
    name: number
    for number, names in enumerate(
        ("een één 'n", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"), 1)
    for name in names.split()
}  # fmt: skip
_UNITS = {
    "jaar": "Y", "jaren": "Y", "maand": "M", "maanden": "M", "week": "W", "weken": "W", "dag": "D", "dagen": "D",
    "werkdagen": "D",
}  # fmt: skip
_COUNT = rf"(?P<count>\d{{1,3}}|{'|'.join(_NUMBERS)}|enkele|enige|een{_W}paar|een{_W}aantal|meerdere)"
_UNIT = rf"(?P<unit>{'|'.join(sorted(_UNITS, key=len, reverse=True))})"
_TERM = re.compile(
    rf"(?<![\w-])(?:uiterlijk{_W})?(?:binnen|na|over|(?:gedurende{_W})?(?:de{_W})?(?:komende|aankomende)){_W}{_COUNT}{_W}{_UNIT}(?![\w-])"
)
_COMING = re.compile(
    rf"(?<![\w-])(?:de{_W})?(?:eerst)?(?:komende|aankomende){_W}(?P<unit>maanden|weken|jaren|dagen|periode)(?![\w-])"
)
_YEAR_AHEAD = re.compile(rf"(?<![\w-])het{_W}(?P<which>komende|aankomende|nieuwe){_W}jaar(?![\w-])")
_ADVERBS = {
    "dagelijks": "P1D", "wekelijks": "P1W", "tweewekelijks": "P2W", "maandelijks": "P1M", "tweemaandelijks": "P2M",
    "driemaandelijks": "P3M", "halfjaarlijks": "P6M", "jaarlijks": "P1Y", "tweejaarlijks": "P2Y",
    "driejaarlijks": "P3Y", "vierjaarlijks": "P4Y", "vijfjaarlijks": "P5Y",
}  # fmt: skip
_ADVERB = re.compile(rf"(?<![\w-])({'|'.join(sorted(_ADVERBS, key=len, reverse=True))})e?(?![\w-])")
_EVERY = re.compile(
    rf"(?<![\w-])(?:elke?|iedere?|om{_W}de|eens{_W}per|eenmaal{_W}per|één{_W}keer{_W}per){_W}"
    rf"(?:(?P<count>\d{{1,2}}|{'|'.join(_NUMBERS)}){_W})?(?P<unit>kwartaal|jaar|maanden|maand|weken|week|dagen|dag)(?![\w-])"
)
_TWICE = re.compile(rf"(?<![\w-])(?:twee{_W}?maal|twee{_W}keer){_W}per{_W}jaar(?![\w-])")


@dataclass(frozen=True, slots=True)
class Term:
    """A term or rhythm. `edtf` "" where nothing exact stands there."""

    start: int
    end: int
    edtf: str
    grain: DateGrain
    earliest: str = ""
    latest: str = ""
    inferred: tuple[tuple[str, str], ...] = ()
    doubts: tuple[str, ...] = ()


def terms(lower: str, letter: date | None) -> Iterator[Term]:
    """All terms and rhythms of a lower-case text. A plain search for a word comes first: it is far faster."""
    for match in _TERM.finditer(lower):
        yield _term(match, letter)
    for match in _COMING.finditer(lower) if "komende" in lower else ():
        since = (("start", f"letter is dated {letter}"),) if letter else ()
        yield Term(*match.span(), "", "period", letter.isoformat() if letter else "", "", since, ("no end is given",))
    if letter:
        yield from (_year_ahead(match, letter) for match in _YEAR_AHEAD.finditer(lower))
    for match in _ADVERB.finditer(lower) if "lijks" in lower else ():
        yield Term(*match.span(), f"R/{_ADVERBS[match[1]]}", "recurring")
    for match in _EVERY.finditer(lower):
        yield Term(*match.span(), f"R/{_rhythm(match)}", "recurring")
    for match in _TWICE.finditer(lower) if "per jaar" in lower else ():
        yield Term(*match.span(), "R/P6M", "recurring")


def _term(match: re.Match[str], letter: date | None) -> Term:
    words, unit = " ".join(match["count"].split()), _UNITS[match["unit"]]
    count = _NUMBERS.get(words) or (int(words) if words.isdigit() else 0)
    if not count:
        return Term(*match.span(), "", "period", doubts=("no number is given",))
    duration = f"P{count}{unit}"
    if "komende" not in match[0]:
        anchor = ("the term starts at a moment that does not stand here",)
        return Term(*match.span(), duration, "duration", doubts=anchor)
    if letter is None:
        return Term(*match.span(), duration, "duration", doubts=("the date of the letter is not known",))
    last = plus(letter, count, unit)
    size = {"Y": 4, "M": 7}.get(unit, 10)
    edtf = f"{letter.isoformat()[:size]}/{last.isoformat()[:size]}"
    inferred = (("start", f"letter is dated {letter}"),)
    return Term(*match.span(), edtf, "period", letter.isoformat(), last.isoformat(), inferred)


def _year_ahead(match: re.Match[str], letter: date) -> Term:
    """ "het komende jaar" is a year from the letter; "het nieuwe jaar" the next calendar year, in January this one."""
    inferred = (("start", f"letter is dated {letter}"),)
    if match["which"] == "nieuwe":
        year = letter.year + (letter.month > 1)
        return Term(*match.span(), str(year), "year", f"{year}-01-01", f"{year}-12-31", inferred)
    last = plus(letter, 1, "Y")
    edtf = f"{letter.isoformat()[:7]}/{last.isoformat()[:7]}"
    return Term(*match.span(), edtf, "period", letter.isoformat(), last.isoformat(), inferred)


def _rhythm(match: re.Match[str]) -> str:
    count = _NUMBERS.get(match["count"] or "een") or int(match["count"])
    if match["unit"] == "kwartaal":
        return f"P{3 * count}M"
    return f"P{count}{_UNITS[match['unit']]}"
