"""Rule: an amount for several years against a price per year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from narekenen.arithmetic.model import Finding, Step
from narekenen.arithmetic.prose import VERDICTS, Sentence, evidence, of_number, paragraphs, write
from narekenen.arithmetic.rounding import fit, half_step
from narekenen.documents.model import Span
from narekenen.readings.model import Letter, NumberReading

RULE = "periods"
_FOR_YEARS = re.compile(r"^[^.;()]{0,30}?\b(?:voor|over|gedurende|in) (?:een periode van |de )?$")
_EQUALS = re.compile(
    r"\b(?:dat is|dit is|dat zijn|komt overeen met|gelijk aan|staat gelijk|evenveel als|vergelijkbaar met|oftewel)\b"
)
_YEARLY = re.compile(r"\b(?:jaarlijkse|per jaar|jaarsalaris|jaarprijs|jaarkosten|jaarbudget)\b")


def periods_mixed(letter: Letter) -> Iterator[Finding]:
    """An amount "voor twee jaar" that is said to equal a price per year, without being divided.

    Where the price per year is itself a printed amount, the division is checked instead: "90.000 euro voor drie jaar,
    dat is 30.000 euro per jaar" holds.
    """
    for paragraph in paragraphs(letter):
        following = [*pairwise(paragraph), (paragraph[-1], None)]
        for sentence, then in following:
            for amount, years in pairwise(sentence.numbers):
                if not _is_for_years(sentence, amount, years):
                    continue
                for home, start in ((sentence, years.span.end), (then, then.span.start if then else 0)):
                    found = _equation(letter, home, start, amount, years) if home else None
                    if found:
                        yield found
                        break


def _is_for_years(sentence: Sentence, amount: NumberReading, years: NumberReading) -> bool:
    return (
        amount.kind == "amount" and not amount.per and amount.high is None
        and years.kind == "duration" and years.unit == "jaar" and years.value >= 2 and years.high is None
        and bool(_FOR_YEARS.search(sentence.slice(amount.span.end, years.span.start)))
    )  # fmt: skip


def _equation(
    letter: Letter, home: Sentence, start: int, amount: NumberReading, years: NumberReading
) -> Finding | None:
    rest = home.slice(start, home.span.end)
    equals = _EQUALS.search(rest)
    if equals is None or (start == home.span.start and equals.start() > 40):
        return None
    yearly = _YEARLY.search(rest, equals.end())
    if yearly is None or yearly.start() - equals.end() > 60:
        return None
    begin = start + equals.start()
    amounts = [n for n in home.numbers if n.span.start > begin and n.kind == "amount"]
    if amounts:
        return _division(amounts[0], amount, years)
    span = Span(begin, min(home.span.end, start + max(yearly.end(), len(rest.rstrip(" .)")))))
    per_year = amount.value / years.value
    shown, shown_en = write(per_year, amount, "nl"), write(per_year, amount, "en")
    return Finding(
        rule=RULE, verdict="period_mismatch", severity="finding",
        printed=letter.running.text[span.start : span.end], follows=shown,
        evidence=(evidence(letter, span, "claim"), of_number(amount, "part"), of_number(years, "part")),
        steps=(Step(f"{write(amount.value, amount, 'nl')} / {years.text}", shown, "per jaar"),),
        nl=f"{amount.text} is voor {years.text}, dus {shown} per jaar; de tekst stelt het gelijk aan een jaarbedrag.",
        en=f"{write(amount.value, amount, 'en')} is for {years.value} years, so {shown_en} a year; the text sets it "
        "equal to an amount per year.",
    )  # fmt: skip


def _division(yearly: NumberReading, amount: NumberReading, years: NumberReading) -> Finding | None:
    if yearly.high is not None or yearly.operator != "=" or amount.operator != "=":
        return None
    follows = amount.value / years.value
    verdict = fit(yearly, follows, half_step(amount) / years.value)
    holds = verdict != "off"
    shown, shown_en = write(follows, yearly, "nl"), write(follows, yearly, "en")
    return Finding(
        rule=RULE, verdict=VERDICTS[verdict],
        severity="confirmation" if holds else "finding", printed=yearly.text, follows=shown,
        evidence=(of_number(yearly, "printed"), of_number(amount, "part"), of_number(years, "part")),
        steps=(Step(f"{amount.text} / {years.text}", shown),),
        nl=f"{amount.text} over {years.text} is {shown} per jaar; er staat {yearly.text}.",
        en=f"{write(amount.value, amount, 'en')} over {years.value} years is {shown_en} a year; the text says "
        f"{write(yearly.value, yearly, 'en')}.",
    )  # fmt: skip
