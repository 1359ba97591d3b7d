"""A total that the text gives for a number of units with so much each, against their product."""

from __future__ import annotations

from decimal import Decimal

from narekenen.arithmetic.model import Finding, Step
from narekenen.arithmetic.prose import VERDICTS, of_number, write
from narekenen.arithmetic.rounding import fit
from narekenen.readings.model import NumberReading


def said_product(rule: str, units: NumberReading, each: NumberReading, total: NumberReading, slack: Decimal) -> Finding:
    """A confirmation where the product fits within `slack` and the rounding of the total, else a finding."""
    follows = units.value * each.value
    verdict = fit(total, follows, slack)
    shown, shown_en = write(follows, total, "nl"), write(follows, total, "en")
    expression = f"{units.text} × {each.text}"
    return Finding(
        rule=rule, verdict=VERDICTS[verdict], severity="confirmation" if verdict != "off" else "finding",
        printed=total.text, follows=shown,
        evidence=(of_number(total, "printed"), of_number(units, "part"), of_number(each, "part")),
        steps=(Step(expression, shown),),
        nl=f"{expression} is {shown}; als totaal staat er {total.text}.",
        en=f"{expression} is {shown_en}; the text gives {total.text} as the total.",
    )  # fmt: skip
