"""A share that the text gives for a part of a counted group, against the quotient of the two."""

from __future__ import annotations

from decimal import Decimal

from narekenen.arithmetic.model import Finding, Step
from narekenen.arithmetic.prose import of_number, write
from narekenen.readings.model import NumberReading


def quotient(part: NumberReading, whole: NumberReading) -> Decimal:
    """The share of a part in percent, 0 to 100 for a part that is no more than its whole."""
    return 100 * part.value / whole.value


def said_share(rule: str, part: NumberReading, whole: NumberReading, share: NumberReading, *, fits: bool) -> Finding:
    """A confirmation where the share fits, else a finding; its evidence is the share, the part and the whole."""
    follows = quotient(part, whole)
    decimals = max(0 if fits else 1, -int(share.step.normalize().as_tuple().exponent))
    shown, shown_en = write(follows, share, "nl", decimals), write(follows, share, "en", decimals)
    return Finding(
        rule=rule, verdict="ok" if fits else "wrong_sum", severity="confirmation" if fits else "finding",
        printed=share.text, follows=shown,
        evidence=(of_number(share, "printed"), of_number(part, "part"), of_number(whole, "part")),
        steps=(Step(f"{part.text} / {whole.text}", shown),),
        nl=f"{part.text} van {whole.text} is {shown}; er staat {share.text}.",
        en=f"{part.text} out of {whole.text} is {shown_en}; the text says {share.text}.",
    )  # fmt: skip
