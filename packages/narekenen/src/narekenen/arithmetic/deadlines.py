"""Rule: a term that had already passed on the date of the letter that meets it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from narekenen.arithmetic.model import Finding, Step
from narekenen.arithmetic.prose import Sentence, evidence, paragraphs
from narekenen.formatting import format_date, format_duration
from narekenen.readings.letter_date import letter_dating
from narekenen.readings.model import DateReading, Letter

RULE = "deadlines"
_ASKED = re.compile(
    r"\b(?:toegezegd|toezegging|verzocht|verzoek|gevraagd|beloofd|afgesproken)\b.{0,200}?\bte\b.{0,30}?\b"
    r"(?:informeren|reageren|berichten|sturen|zenden|rapporteren|doen toekomen|bieden)\b",
    re.DOTALL,
)
_BY_THIS = re.compile(r"\b(?:in deze brief|met deze brief|deze brief|hierbij|bij deze|hiermee)\b")
_MET = re.compile(
    r"\b(?:tijdig|eerder heb ik|reeds|inmiddels|al geïnformeerd|bij brief van|in de brief van|in mijn brief van)\b"
)


def deadlines_missed(letter: Letter) -> Iterator[Finding]:
    """A promise or request to inform by a day, which this letter meets, dated after that day.

    A finding only where the last day itself stands there, at most three months back, and the letter says of itself
    that it informs ("met deze brief", "hierbij"); otherwise a hint. Nothing where the paragraph says that it was met
    before, or where the letter's date is unknown or the term lies more than a year back.
    """
    if not letter.dated:
        return
    or_later = letter_dating(letter.running.text).inferred
    informs = bool(_BY_THIS.search(letter.running.text.lower()))
    for paragraph in paragraphs(letter):
        if _MET.search(" ".join(sentence.text.lower() for sentence in paragraph)):
            continue
        for sentence in paragraph:
            for reading in sentence.dates if _ASKED.search(sentence.text.lower()) else ():
                late = _days_late(reading, letter.dated)
                if reading.edtf.startswith("../") and 0 < late < 366:
                    certain = informs and reading.grain == "day" and late < 93
                    yield _finding(letter, sentence, reading, certain=certain, or_later=bool(or_later))


def _days_late(reading: DateReading, dated: str) -> int:
    return (date.fromisoformat(dated) - date.fromisoformat(reading.latest)).days if reading.latest else 0


def _finding(letter: Letter, sentence: Sentence, reading: DateReading, *, certain: bool, or_later: bool) -> Finding:
    last, dated = format_date(reading.latest), format_date(letter.dated)
    nl, en = (" of later", " or later") if or_later else ("", "")
    return Finding(
        rule=RULE, verdict="deadline_missed", severity="finding" if certain else "hint",
        printed=reading.text, follows=dated,
        evidence=(evidence(letter, reading.span, "claim"), evidence(letter, sentence.span, "part")),
        steps=(Step(f"{letter.dated} − {reading.latest}", format_duration(f"P{_days_late(reading, letter.dated)}D")),),
        nl=f"Gevraagd of toegezegd was {reading.text} (tot en met {last}); deze brief is van {dated}{nl}.",
        en=f"The term was {reading.text} (up to {format_date(reading.latest, 'en')}); this letter is of "
        f"{format_date(letter.dated, 'en')}{en}.",
    )  # fmt: skip
