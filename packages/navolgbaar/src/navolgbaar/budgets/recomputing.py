"""The sum of one municipality, step by step, with its own numbers or with others. Nothing of it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext

from navolgbaar.budgets import science

MOST = Decimal(10) ** 9


@dataclass(frozen=True, slots=True)
class Step:
    """One maatstaf: field is its name in the form; all numbers as text, for none of them is a figure."""

    field: str
    maatstaf: str
    units: str
    value: str
    per_unit: str
    product: str


@dataclass(frozen=True, slots=True)
class Sum:
    """units x amount per unit, added up to the base; the money is shared in proportion to all bases.

    factor   euros paid per euro of base; grant by the key, to the cent
    before   the grant with the numbers of the model; moved: "" where nothing was changed
    problems numbers that cannot be used, in words: those of the model are used in their place
    """

    steps: list[Step]
    base: str
    factor: str
    grant: str
    before: str
    moved: str
    problems: list[str]


def sum_of(said: Mapping[str, Any], value: Mapping[str, Any], code: str) -> Sum:
    """The grant of a municipality by the key of a model, with the numbers that were asked for in its place."""
    key = {maatstaf: Decimal(str(amount)) for maatstaf, amount in value["key"].items()}
    units = {maatstaf: Decimal(str(value["units"][code][maatstaf])) for maatstaf in key}
    own = dict(sorted(units.items(), key=lambda item: (-item[1] * key[item[0]], item[0])))  # the largest part first
    asked, problems = _asked(said, own)
    before = science.divided(value, code, own)
    found = before if asked == own else science.divided(value, code, asked)
    steps = [
        Step(f"m{i}", maatstaf, science.number(asked[maatstaf]), f"{asked[maatstaf]:f}",
             science.euros(100 * float(amount), 2), science.euros(100 * float(amount * asked[maatstaf]), 2))
        for i, maatstaf in enumerate(own) for amount in (key[maatstaf],)
    ]  # fmt: skip
    moved = found.grant - before.grant
    return Sum(
        steps, science.euros(100 * found.base, 2), science.number(found.factor, 10), science.euros(found.grant, 2),
        science.euros(before.grant, 2), science.euros(moved, 2, sign=True) if asked != own else "", problems,
    )  # fmt: skip


def _asked(said: Mapping[str, Any], own: Mapping[str, Decimal]) -> tuple[dict[str, Decimal], list[str]]:
    found, problems = dict(own), []
    for i, maatstaf in enumerate(own):
        text = str(said.get(f"m{i}", "")).strip()
        try:
            number = Decimal(text.replace(",", ".")) if text else own[maatstaf]
        except InvalidOperation:
            number = Decimal(-1)
        if number.is_finite() and 0 <= number <= MOST:
            found[maatstaf] = number
        else:
            problems.append(gettext("%(maatstaf)s: “%(said)s” is no number from 0; the own number is used.") % {
                "maatstaf": maatstaf, "said": text[:20],
            })  # fmt: skip
    return found, problems
