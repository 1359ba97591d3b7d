"""A total that the text gives for numbers that stand together, against their sum."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from narekenen.arithmetic.model import Finding, Step
from narekenen.arithmetic.prose import VERDICTS, of_number, write
from narekenen.arithmetic.rounding import fit_sum
from narekenen.readings.model import NumberReading


def said_total(
    rule: str, parts: Sequence[NumberReading], total: NumberReading, *, nl: str, en: str
) -> Iterator[Finding]:
    """One finding or confirmation; none where the total is not between half and twice the sum, and means another thing.

    nl, en   the sentence, with {sum} and {total}
    """
    follows = sum((n.value for n in parts), Decimal(0))
    verdict = fit_sum(total, parts)
    if verdict == "off" and not total.value / 2 < follows < total.value * 2:
        return
    shown, shown_en = write(follows, total, "nl"), write(follows, total, "en")
    yield Finding(
        rule=rule, verdict=VERDICTS[verdict], severity="confirmation" if verdict != "off" else "finding",
        printed=total.text, follows=shown,
        evidence=(of_number(total, "printed"), *(of_number(n, "part") for n in parts)),
        steps=(Step(" + ".join(write(n.value, n, "nl") for n in parts), shown),),
        nl=nl.format(sum=shown, total=total.text), en=en.format(sum=shown_en, total=total.text),
    )  # fmt: skip
