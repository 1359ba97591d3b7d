"""Rules: dates that cannot all be right: a weekday and its date, an end before its start, a first before the start."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from narekenen.arithmetic.model import Finding, Step
from narekenen.arithmetic.prose import Sentence, evidence, paragraphs, sentences
from narekenen.documents.model import Span
from narekenen.formatting import format_date
from narekenen.readings.model import DateReading, Letter

RULE = "date_conflicts"
_WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_WEEKDAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEKDAY = re.compile(rf"\b({'|'.join(_WEEKDAYS)})(?:ochtend|middag|avond)?,? (?:op )?(?:de )?$")
_UNTIL = re.compile(r"^ (?:tot en met|t/m|tot|–|-) $")
_STARTED = re.compile(
    r"\b(?:gestart|begonnen|van start gegaan|ingesteld|opgericht|gelanceerd)\b(?: met)?(?P<what>[^.;]{3,80})?"
)
_FIRST = re.compile(r"\beerste (?P<what>[^.;,]{4,60}?) (?:is|werd|was|zijn|werden|vond|verscheen)\b")
_MOST = 5
_LATER_ONE = re.compile(r"\b(?:tweede|derde|vierde|nieuwe|volgende|vervolg\w*)\b")
_COMMON = {"jaarlij", "landeli", "uitvoer", "nationa", "regiona", "gemeent", "project", "program", "onderzo"}
_REST_OF_WORD = re.compile(r"[\w’'-]*")
_WORD = re.compile(r"[^\W\d_]{6,}")


def weekdays(letter: Letter) -> Iterator[Finding]:
    """ "woensdag 6 maart 2024": the weekday of that date. Only where the year stands there."""
    for reading in letter.dates:
        if reading.grain != "day" or reading.inferred or not re.fullmatch(r"\d{4}-\d\d-\d\d", reading.edtf):
            continue
        before = letter.running.text[max(0, reading.span.start - 30) : reading.span.start].lower()
        match = _WEEKDAY.search(before)
        if match is None:
            continue
        day = date.fromisoformat(reading.edtf).weekday()
        holds = _WEEKDAYS[day] == match[1]
        start = reading.span.start - (len(before) - match.start())
        yield Finding(
            rule=RULE, verdict="ok" if holds else "date_tension", severity="confirmation" if holds else "finding",
            printed=letter.running.text[start : reading.span.end],
            follows=f"{_WEEKDAYS[day]} {format_date(reading.edtf)}",
            evidence=(evidence(letter, Span(start, reading.span.end), "printed"),),
            steps=(Step(reading.edtf, _WEEKDAYS[day]),),
            nl=f"{format_date(reading.edtf).capitalize()} is een {_WEEKDAYS[day]}; er staat {match[1]}.",
            en=f"{format_date(reading.edtf, 'en')} is a {_WEEKDAYS_EN[day]}; the text says {match[1]}.",
        )  # fmt: skip


def ends_before_starts(letter: Letter) -> Iterator[Finding]:
    """ "van 5 mei 2024 tot en met 3 april 2024": the end lies before the start. Both years stand there."""
    for sentence in sentences(letter):
        for first, second in zip(sentence.dates, sentence.dates[1:], strict=False):
            plain = first.grain == second.grain in ("day", "month") and not (first.inferred or second.inferred)
            between = sentence.slice(first.span.end, second.span.start)
            until = _UNTIL.match(between) or (
                re.match(r"^ $", between) and re.match(r"(?:tot|t/m)", second.text.lower())
            )
            said = re.search(r"\b(?:van|vanaf) $", sentence.slice(first.span.start - 8, first.span.start))
            if plain and until and (said or first.edtf.endswith("/..")) and first.earliest > second.latest > "":
                span = Span(first.span.start, second.span.end)
                yield Finding(
                    rule=RULE, verdict="date_tension", severity="finding",
                    printed=letter.running.text[span.start : span.end], follows="",
                    evidence=(evidence(letter, span, "printed"),),
                    steps=(),
                    nl=f"Het einde ({second.text}) ligt vóór het begin ({first.text}).",
                    en=f"The end ({second.text}) lies before the start ({first.text}).",
                )  # fmt: skip


def first_before_start(letter: Letter) -> Iterator[Finding]:
    """Something that was started in a year, while the first of it is said to have been made in an earlier one.

    The thing that was started and the thing that came first share a word of six letters or more, or its stem
    ("peilingen" and "peiling"). The two sentences stand in the same paragraph.
    """
    for paragraph in paragraphs(letter):
        firsts = [(s, m) for s in paragraph if (m := _FIRST.search(s.text.lower()))][:_MOST]
        for sentence in paragraph if firsts else ():
            match = _STARTED.search(sentence.text.lower())
            when = next((d for d in sentence.dates[:1] if _is_year(d)), None)
            if match is None or when is None or _LATER_ONE.search(match["what"] or ""):
                continue
            topic = _stems(match["what"] or "")
            for other, first in firsts:
                after = [d for d in other.dates if d.span.start > other.span.start + first.end() and _is_year(d)]
                shared = other is not sentence and topic & _stems(first["what"])
                if shared and after and after[0].earliest[:4] < when.earliest[:4]:
                    yield _first(letter, (sentence, when, match), (other, after[0], first))


def _is_year(reading: DateReading) -> bool:
    return bool(reading.earliest and reading.latest) and not reading.inferred


def _stems(text: str) -> set[str]:
    return {word[:7] for word in _WORD.findall(text)} - _COMMON


def _word_end(home: Sentence, end: int) -> int:
    """The end of the word that an offset in a sentence falls in, in the running text."""
    rest = _REST_OF_WORD.match(home.text, end)
    return home.span.start + (rest.end() if rest else end)


def _first(
    letter: Letter,
    start: tuple[Sentence, DateReading, re.Match[str]],
    first: tuple[Sentence, DateReading, re.Match[str]],
) -> Finding:
    (home, when, match), (other, earlier, ordinal) = start, first
    claim = Span(min(when.span.start, home.span.start + match.start()), _word_end(home, match.end()))
    second = Span(other.span.start + ordinal.start(), max(earlier.span.end, other.span.start + ordinal.end()))
    return Finding(
        rule=RULE, verdict="date_tension", severity="finding",
        printed=letter.running.text[claim.start : claim.end].strip(),
        follows=letter.running.text[second.start : second.end],
        evidence=(evidence(letter, claim, "claim"), evidence(letter, second, "part")),
        steps=(),
        nl=f"Het begin staat op {when.text}, maar de eerste is al van {earlier.text}.",
        en=f"The start is put at {when.text}, but the first is from {earlier.text}.",
    )  # fmt: skip
