"""Rule: a law that enters into force on two different days."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from narekenen.arithmetic.model import Finding
from narekenen.arithmetic.prose import Sentence, evidence, sentences
from narekenen.formatting import format_date
from narekenen.readings.model import DateReading, Letter

RULE = "event_dates"
_IN_FORCE = re.compile(
    r"\b(?:in werking (?:getreden|treedt|trad|treden)|inwerkingtreding|van kracht geworden|van kracht werd)\b|"
    r"\btr(?:ad|eedt)\b[^.;]{0,120}\bin werking\b"
)
_PARTLY = re.compile(
    r"\b(?:artikel\w*|hoofdstuk\w*|paragraaf|paragrafen|onderde(?:el|len)|gedeelte\w*|deels|wijziging\w*|gewijzigd\w*|"
    r"gefaseerd|fase|fasen|uitgesteld|uitstel|oorspronkelijk\w*|eerst|later|aanvankelijk|beoogd\w*|streef\w*|streven|zou|"
    r"zouden|naar verwachting|terugwerkende|opnieuw|uitgezonderd|uitzondering|"
    r"behalve|tot|vervallen|verlengd|aanpassing\w*|bepaling\w*)\b"
)


def two_days_in_force(letter: Letter) -> Iterator[Finding]:
    """The same named law with two days on which it entered into force, each in a sentence of its own with that law and
    that day alone. Sentences about a part of the law, a change of it, a plan or a delay are left out."""
    first: dict[str, tuple[Sentence, DateReading]] = {}
    told: set[str] = set()
    laws_named = sorted((r for r in letter.references if r.kind == "wet"), key=lambda r: r.span)
    starts = [reference.span.start for reference in laws_named]
    for sentence in sentences(letter):
        lower = sentence.text.lower()
        if not _IN_FORCE.search(lower) or _PARTLY.search(lower):
            continue
        days = [d for d in sentence.dates if d.grain == "day"]
        inside = laws_named[bisect_left(starts, sentence.span.start) : bisect_left(starts, sentence.span.end)]
        laws = {reference.text.lower() for reference in inside}
        if len(days) != 1 or len(laws) != 1 or days[0].inferred or not re.fullmatch(r"\d{4}-\d\d-\d\d", days[0].edtf):
            continue
        law = laws.pop()
        home, day = first.setdefault(law, (sentence, days[0]))
        if day.edtf != days[0].edtf and law not in told and home is not sentence and len(law.split()) >= 2:
            told.add(law)
            one, two = (format_date(d.edtf) for d in (day, days[0]))
            one_en, two_en = (format_date(d.edtf, "en") for d in (day, days[0]))
            yield Finding(
                rule=RULE, verdict="date_tension", severity="finding", printed=days[0].text, follows=day.text,
                evidence=(evidence(letter, days[0].span, "claim"), evidence(letter, day.span, "part")), steps=(),
                nl=f"Als dag van inwerkingtreding staat hier {two} en elders {one}.",
                en=f"The day of entry into force is {two_en} here and {one_en} elsewhere.",
            )  # fmt: skip
