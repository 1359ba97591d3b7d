"""By when, and on what condition: the date of a sentence that is its term, not the date of a letter it cites."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta

from narekenen.documents.model import Span
from narekenen.readings.dates import dates_in
from narekenen.readings.model import DateReading
from narekenen.readings.statements.model import Deadline, Words
from narekenen.readings.statements.phases import term_of_phase
from narekenen.readings.statements.sentence import Sentence

_YEAR = re.compile(r"(?:19|20)\d\d(?:[-–/]\d{2,4})?")
_IN = re.compile(r"(?:^|\s)(?:in|per|sinds|vanaf|tot|voor|vóór|eind|begin|medio|uiterlijk|van|naar|over|loop van)\s$")
_OF_A_PAPER = re.compile(
    r"(?:brief|brieven|debat|overleg|ao|motie|besluit|rapport|advies|nota|agenda|programma|monitor|akkoord|wet|verslag|"
    r"richtlijn|circulaire|rapportage|begroting)(?:\s[\w-]+){0,3}\s(?:van|op|d\.d\.|dd\.?|voor|uit)\s$"
)
_PART_OF_MONTH = re.compile(r"(?:begin|medio|half|halverwege) ")
_SPAN_OF = re.compile(r"\b(?:periode|jaren|tijd|situatie) $")
"""Before a date that is open at one end: "maatregelen voor de periode na 2030" says what they are for, not when."""
_ADJECTIVE = re.compile(r"\w+se|\w*(?:dagelijkse|wekelijkse|maandelijkse)")
_THIS_YEAR = re.compile(r"(?:nog )?dit (?:kalender)?jaar")
_COMING = re.compile(r"(?:de )?(?:komende|eerstkomende) (weken|maanden)")
_ASIDE = re.compile(r", (?:die|dat|welke|waar\w*|zodat|omdat|aangezien|terwijl|hoewel) ")
_BESIDE = 60
_FUTURE = re.compile(
    r"\b(?:(?:in|bij|met|voor|tijdens|naar|via) (?:de|het|een) (?:eerst)?volgende (?![^.]{0,300}:)|"
    r"komende? (?!jaren)|binnenkort|op (?:korte )?termijn|zo (?:snel|spoedig) mogelijk|spoedig|"
    r"te zijner tijd|t\.z\.t\.|nog te \w+en|na afloop|na ontvangst|later dit|zodra)\b"
)
_CONDITION = re.compile(
    r"(?:^|(?<=[,;] )|\b(?=mits|tenzij|op voorwaarde|afhankelijk van|onder voorbehoud))"
    r"(?:en )?(?:mits|indien|als|wanneer|zodra|mocht|mochten|tenzij|in dat geval|bij een positie(?:f|ve)|"
    r"op voorwaarde dat|onder voorbehoud van|afhankelijk van)\b[^,;:]{0,240}"
)
_AS = re.compile(r"als (?:gevolg|onderdeel|bedoeld|minister|staatssecretaris|eerste|laatste|ook|zodanig|basis|doel)\b")


def looks_ahead(sentence: Sentence) -> Words | None:
    """Words that put a sentence in the future without a date: "binnenkort", "in de volgende monitor"."""
    found = _FUTURE.search(sentence.low)
    return sentence.found(found) if found else None


def deadline_of(sentence: Sentence, near: int = 0, *, earlier: bool = False, start: bool = False) -> Deadline | None:
    """The term of a sentence, or None.

    near     offset of the words that say it; of two dates the nearest behind it goes first
    earlier  the sentence repeats an older commitment: a limit may be past
    start    a duty: the day from which it holds goes first
    """
    rows = _stretches(sentence, [row for row in sentence.dates if _may_be_term(sentence, row, earlier)])
    if not start:
        rows = [row for row in rows if not row.edtf.endswith("/..") or _close(sentence, row, near)]
    rows.sort(key=lambda row: _rank(sentence, row, near, start))
    return _deadline(sentence, rows[0]) if rows else _of_phase(sentence)


def deadline_within(sentence: Sentence, start: int, end: int) -> Deadline | None:
    """The term that stands between two offsets of the sentence, also where that is a clause said in passing, or None:
    only one with a last day that is not past."""
    base = sentence.passage.span.start
    rows = [row for row in sentence.dates if start <= row.span.start - base < end]
    ahead = [row for row in rows if row.edtf and row.latest and row.latest >= (sentence.dated or row.latest)]
    return _deadline(sentence, ahead[0]) if ahead else None


def _of_phase(sentence: Sentence) -> Deadline | None:
    term = term_of_phase(sentence.low, sentence.plan) if sentence.plan else None
    if term is None:
        return None
    words = sentence.words(term.start, term.end)
    return Deadline(term.edtf, words, term.earliest, term.latest, (("phase", term.phase),))


def promised_at(sentence: Sentence) -> Sentence:
    """The sentence with its dates read as on the day of an earlier commitment, where it names that day.

    "vóór het zomerreces" that was promised in May means the recess of that year, also in a letter of July.
    """
    days = [row for row in sentence.dates if row.grain == "day" and row.earliest == row.latest < sentence.dated]
    if not days or not sentence.dated:
        return sentence
    base, said_on = sentence.passage.span.start, days[0].earliest
    rows = tuple(
        replace(
            row, span=(span := Span(row.span.start + base, row.span.end + base)), raw=sentence.running.raw_span(span)
        )
        for row in dates_in(sentence.passage.text, dated=said_on)
        if not row.earliest == row.latest == said_on
    )
    return replace(sentence, dates=rows, dated=said_on)


def _may_be_term(sentence: Sentence, row: DateReading, earlier: bool) -> bool:
    base = sentence.passage.span.start
    before = sentence.low[max(0, row.span.start - base - 60) : row.span.start - base]
    text = row.text.lower()
    if _ADJECTIVE.fullmatch(text) or _OF_A_PAPER.search(before) or _in_aside(sentence, row.span.start - base):
        return False
    if row.edtf.endswith("/..") and _SPAN_OF.search(before):
        return False
    if _YEAR.fullmatch(text) and not _IN.search(before):
        return False
    if row.edtf.startswith(("R/", "P")) or _COMING.fullmatch(text):
        return True
    if not sentence.dated or row.edtf.startswith("../"):
        return bool(row.edtf) and (earlier or not sentence.dated or row.latest >= sentence.dated)
    last = row.latest or row.earliest
    return last >= sentence.dated if row.latest else bool(row.edtf) and _may_start(sentence, row)


def _in_aside(sentence: Sentence, at: int) -> bool:
    """Whether a place stands in a relative clause or in brackets: its date belongs to what is told in passing."""
    opened = sentence.low.rfind("(", 1, at)
    if opened > sentence.low.rfind(")", 0, at):
        return True
    asides = list(_ASIDE.finditer(sentence.low, 0, at))
    return bool(asides) and "," not in sentence.low[asides[-1].end() : at]


def _may_start(sentence: Sentence, row: DateReading) -> bool:
    """ "vanaf 2024": open at the end; one that began before the letter's year is no term."""
    return row.earliest[:4] >= sentence.dated[:4]


def _stretches(sentence: Sentence, rows: list[DateReading]) -> list[DateReading]:
    """The rows with two days in a row made one stretch: "op 4 en 5 juni"."""
    base = sentence.passage.span.start
    kept: list[DateReading] = []
    for row in rows:
        last = kept[-1] if kept else None
        between = sentence.low[last.span.end - base : row.span.start - base].strip() if last else ""
        if last and between == "en" and _is_day(last) and _is_day(row) and _next_day(last.latest) == row.earliest:
            span = Span(last.span.start, row.span.end)
            words = sentence.passage.text[span.start - base : span.end - base]
            edtf, raw = f"{last.edtf}/{row.edtf}", sentence.running.raw_span(span)
            kept[-1] = replace(last, span=span, raw=raw, text=words, edtf=edtf, grain="period", latest=row.latest)
        else:
            kept.append(row)
    return kept


def _is_day(row: DateReading) -> bool:
    return row.grain == "day" and len(row.edtf) == 10


def _next_day(iso: str) -> str:
    return (date.fromisoformat(iso) + timedelta(days=1)).isoformat()


def _close(sentence: Sentence, row: DateReading, near: int) -> bool:
    """A date from which something holds belongs to the words that say it only when it stands by them."""
    return abs(row.span.start - sentence.passage.span.start - near) <= _BESIDE


def _rank(sentence: Sentence, row: DateReading, near: int, start: bool) -> tuple[int, int]:
    """Limits first, then dates, then rhythms, then what only begins or has no date; nearest behind the words first."""
    at = row.span.start - sentence.passage.span.start
    distance = at - near if at >= near else near - at + len(sentence.low)
    if row.edtf.endswith("/.."):
        return (0 if start else 3), distance
    if row.edtf.startswith("../") or row.text.lower().startswith("uiterlijk"):
        return 1, distance
    return (2 if row.edtf and not row.edtf.startswith("R/") else 3 if row.edtf else 4), distance


def _deadline(sentence: Sentence, row: DateReading) -> Deadline:
    edtf, latest, inferred = row.edtf, row.latest, row.inferred
    text = row.text.lower()
    if _THIS_YEAR.fullmatch(text) and len(edtf) == 4:
        edtf = f"{edtf}-12-31"
    elif (coming := _COMING.fullmatch(text)) and coming[1] == "maanden" and sentence.dated:
        first, last = sentence.dated[:7], _months_later(sentence.dated, 3)
        edtf, latest = f"{first}/{last[:7]}", last
        inferred = (*inferred, ("end", "coming months are read as three months from the letter"))
    elif _PART_OF_MONTH.match(text) and "/" in edtf and edtf[:7] == edtf[11:18]:
        month = edtf[:7]
        edtf, latest = month, _months_later(f"{month}-01", 0)
        inferred = (*inferred, ("end", "the words give no day: due by the end of the month"))
    span = Span(row.span.start, row.span.end)
    return Deadline(edtf, Words(row.text, span, row.raw), row.earliest, latest, inferred)


def _months_later(iso: str, months: int) -> str:
    """Last day of the month that lies `months` behind a date."""
    day = date.fromisoformat(iso)
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, monthrange(year, month + 1)[1]).isoformat()


def condition_of(sentence: Sentence) -> Words | None:
    """The clause that makes it depend on something, or None."""
    for found in _CONDITION.finditer(sentence.low):
        if not _AS.match(found[0]):
            return sentence.words(found.start(), found.start() + len(found[0].rstrip(" .")))
    return None
