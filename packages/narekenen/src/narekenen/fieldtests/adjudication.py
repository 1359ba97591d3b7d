"""What would the headline be if all disputed codes went the other way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from narekenen.errors import UnusableInput
from narekenen.fieldtests.agreement import Codes, disputed
from narekenen.fieldtests.intervals import wilson


@dataclass(frozen=True, slots=True)
class Headline:
    """A share of units with one of the headline codes.

    value            with every unit as settled
    lowest, highest  if every disputed unit had gone against, or for, the headline, as far as a coder said so
    reversed_        every disputed unit the other way than it was settled
    low, high        Wilson interval of `value`; compare its width with lowest..highest
    """

    units: int
    disputed: int
    value: float
    low: float
    high: float
    lowest: float
    highest: float
    reversed_: float
    level: float


def settle(codes: Codes, decided: Mapping[str, str] | None = None) -> dict[str, str]:
    """One code per unit: the decision where there is one, else the code all coders agree on.

    Raises UnusableInput naming every unit without a code, every disputed unit without a decision, and every decision
    about a unit that does not exist.
    """
    decided = decided or {}
    problems = [f"{unit} is decided on but was never coded" for unit in decided if unit not in codes]
    settled = {}
    for unit, row in codes.items():
        given = [code for code in row if code is not None]
        if unit in decided:
            settled[unit] = decided[unit]
        elif not given:
            problems.append(f"{unit} has no code")
        elif len(set(given)) > 1:
            problems.append(f"{unit} is disputed ({', '.join(given)}) and not decided")
        else:
            settled[unit] = given[0]
    if problems:
        raise UnusableInput("Not every unit is settled", where="codes", problems=tuple(problems),
                            do="Let a third person decide these units")  # fmt: skip
    return settled


def majority(codes: Codes) -> dict[str, str]:
    """Decisions by the most given code; a tie goes to the first coder. For looking ahead, not for publishing."""
    return {
        unit: Counter(code for code in codes[unit] if code is not None).most_common(1)[0][0] for unit in disputed(codes)
    }


def headline(
    codes: Codes, positive: Collection[str], decided: Mapping[str, str] | None = None, *, level: float = 0.95
) -> Headline:
    """The share of units settled as one of the `positive` codes, and what the disputed units could make of it."""
    settled = settle(codes, decided)
    n, open_units = len(settled), set(disputed(codes))
    hits = {unit for unit, code in settled.items() if code in positive}
    possible = {u: {code in positive for code in codes[u] if code is not None} for u in open_units}
    sure = len(hits - open_units)
    lowest = sure + sum(options == {True} for options in possible.values())
    highest = sure + sum(True in options for options in possible.values())
    # The other way only where some coder said so: two codes on the same side of the headline do not flip it.
    other = sure + sum((u not in hits) if len(possible[u]) == 2 else (u in hits) for u in open_units)
    low, high = (float(x) for x in wilson(len(hits), n, level))
    return Headline(n, len(open_units), len(hits) / n, low, high, lowest / n, highest / n, other / n, level)
