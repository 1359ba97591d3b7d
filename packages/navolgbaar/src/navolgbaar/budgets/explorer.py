"""The path explored: another cap, other years, what that does to everybody and what it costs. Nothing is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from navolgbaar.budgets import science

MOST_CAP, MOST_YEARS = 60.0, 15


@dataclass(frozen=True, slots=True)
class Path:
    """All numbers as text: that is what a form has, and they are no figures.

    cap, years    where the sliders stand; planned_…   where the published path has them
    outstanding   (year, euros that are still to be moved); finished   the last year, "" when the path is too short
    slowest       municipalities that are corrected longest, with what they get in the last year but one
    code, town    the municipality that was asked for ("" for none), with what it is paid: own, a row per year
    """

    cap: str
    years: str
    planned_cap: str
    planned_years: str
    outstanding: list[tuple[str, str, str]]
    finished: str
    price: str
    corrected: str
    slowest: list[tuple[str, str]]
    code: str
    town: str
    own: list[tuple[str, str, str]]


def path_asked(said: Mapping[str, Any], value: Mapping[str, Any], names: Mapping[str, str]) -> Path:
    """The path with one cap for so many years; the published one where nothing was asked."""
    planned = [float(cap) for cap in value["caps"]]
    cap = _number(said.get("cap"), max(planned), MOST_CAP)
    years = round(_number(said.get("years"), len(planned), MOST_YEARS)) or 1
    unmoved = "cap" not in said and "years" not in said
    found = science.outcome(value if unmoved else science.varied(value, [f"{cap:.2f}"] * years, value.get("in_all")))
    rest = [abs(found.paid[year] - found.end) for year in range(len(found.paid))]
    most = float(rest[0].sum()) or 1.0
    still = rest[-2] if found.finished else rest[-1]
    code = str(said.get("gemeente", "")) if said.get("gemeente") in found.codes else ""
    slow = sorted((i for i in range(len(found.codes)) if still[i]), key=lambda i: -still[i])
    return Path(
        f"{cap:.2f}", str(years), f"{max(planned):.2f}", str(len(planned)),
        [(str(year), science.euros(int(cents.sum()) // 2), f"{100 * float(cents.sum()) / most:.1f}")
         for year, cents in enumerate(rest)],
        str(found.finished) if found.finished is not None else "", science.euros(found.price * 100),
        str(len(slow)), [(names[found.codes[i]], science.euros(int(still[i]))) for i in slow[:5]],
        code, names.get(code, ""), _paid_to(found, code) if code else [],
    )  # fmt: skip


def _paid_to(found: Any, code: str) -> list[tuple[str, str, str]]:
    """(year, euros, more or less than today) that one municipality is paid, year by year."""
    cents = [int(paid) for paid in found.paid[:, found.codes.index(code)]]
    return [(str(year), science.euros(paid), science.euros(paid - cents[0], sign=True)) for year, paid in
            enumerate(cents)]  # fmt: skip


def _number(said: object, otherwise: float, most: float) -> float:
    try:
        value = float(str(said).replace(",", "."))
    except ValueError:
        return otherwise
    return min(max(value, 0.0), most) if value == value else otherwise
