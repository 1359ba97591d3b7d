"""Units, keys and grants out of CSV, XLSX or Parquet."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from narekenen.allocation.shares import Key
from narekenen.errors import UnusableInput, say
from narekenen.indicators.areafile import column_names, read_areas


@dataclass(frozen=True, slots=True)
class Grants:
    """Names with cents before and after, and inhabitants."""

    names: tuple[str, ...]
    old: tuple[int, ...]
    new: tuple[int, ...]
    inhabitants: tuple[int, ...]


def read_units(path: Path, name: str = "gemeente") -> dict[str, dict[str, Decimal]]:
    """A row per municipality, a column per maatstaf."""
    columns = column_names(path, name)
    areas = read_areas(path, name, columns)
    return {area.name: dict(zip(columns, area.numbers, strict=True)) for area in areas}


def read_key(path: Path) -> Key:
    """Columns maatstaf and bedrag: euros per unit."""
    amounts = {area.name: area.numbers[0] for area in read_areas(path, "maatstaf", ("bedrag",))}
    return Key(amounts, reference=path.name)


def read_grants(path: Path) -> Grants:
    """Columns gemeente, oud and nieuw (euros, the same total) and inwoners."""
    areas = read_areas(path, "gemeente", ("oud", "nieuw", "inwoners"))
    old, new = ([cents(area.numbers[i], f"{path.name}, {area.name}") for area in areas] for i in (0, 1))
    if sum(old) != sum(new):
        raise UnusableInput(
            say("The old grants add up to {old}, the new ones to {new}",
                old=Decimal(sum(old)) / 100, new=Decimal(sum(new)) / 100), where=path.name,
            do="Scale one of them to the budget of the other first",
        )  # fmt: skip
    people = [area.numbers[2] for area in areas]
    odd = tuple(
        say("{name}: {n} inhabitants", name=area.name, n=n)
        for area, n in zip(areas, people, strict=True)
        if n != int(n) or n <= 0
    )
    if odd:
        raise UnusableInput("Inhabitants are whole numbers above zero", where=path.name, problems=odd)
    return Grants(tuple(area.name for area in areas), tuple(old), tuple(new), tuple(int(n) for n in people))


def cents(euros: Decimal, where: str) -> int:
    """Whole cents. Raises UnusableInput for parts of a cent: money is never rounded silently."""
    value = Fraction(euros) * 100
    if value.denominator != 1:
        raise UnusableInput(say("{euros} euros is no whole number of cents", euros=euros), where=where)
    return int(value)
