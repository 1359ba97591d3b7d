"""The door to narekenen: tables become a model, a model becomes what each municipality gets and why."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from django.utils.translation import get_language

from narekenen.errors import UnusableInput as UnusableInput

if TYPE_CHECKING:
    from narekenen.allocation.model import Outcome

SIZES = ((0, 20_000), (20_000, 50_000), (50_000, 100_000), (100_000, 250_000), (250_000, 10**9))
LARGE = 1500  # cents per inhabitant: the usual step of the gemeentefonds in a year


@dataclass(frozen=True, slots=True)
class Row:
    """One municipality in words for a table, and `score`: the change per inhabitant in cents, for its colour."""

    code: str
    name: str
    now: str
    end: str
    change: str
    score: float
    inhabitants: int


def language() -> Literal["nl", "en"]:
    return "en" if get_language() == "en" else "nl"


def read_model(
    units: tuple[str, bytes], key: tuple[str, bytes], caps: Sequence[str], in_all: str | None,
    covariance: tuple[str, bytes] | None = None,
) -> tuple[dict[str, Any], dict[str, str]]:  # fmt: skip
    """(value, names) out of tables as they were uploaded. Raises UnusableInput naming all faults of a file."""
    from narekenen.allocation.model import outcome_of
    from narekenen.allocation.model import read_model as read
    from narekenen.indicators.municipalities import named

    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for place, given in enumerate((units, key, covariance)):
            path = None if given is None else Path(folder) / f"{place}-{Path(given[0]).name}"
            if path is not None and given is not None:
                path.write_bytes(given[1])
            paths.append(path)
        first, second, third = paths
        assert first is not None
        assert second is not None
        value = read(first, second, tuple(caps), in_all=in_all, covariance=third)
    outcome_of(value)
    return value, {code: named(code) for code in value["units"]}


def digest_of(value: object) -> str:
    from narekenen.trace.canonical import digest

    return digest(value)


def outcome(value: Mapping[str, Any]) -> Outcome:
    """Everything that a model gives. Raises UnusableInput."""
    from narekenen.allocation.model import outcome_of

    return outcome_of(value)


def varied(value: Mapping[str, Any], caps: Sequence[str], in_all: str | None = None) -> dict[str, Any]:
    """The same model on another path."""
    return {**value, "caps": list(caps), "in_all": in_all}


def rows_of(found: Outcome, names: Mapping[str, str], inhabitants: Mapping[str, int]) -> list[Row]:
    """The table of all municipalities, in the order of their names: no league table."""
    rows = []
    for i, code in enumerate(found.codes):
        people, now, end = inhabitants[code], int(found.now[i]), int(found.end[i])
        score = (end - now) / people
        rows.append(Row(code, names[code], euros(now), euros(end), euros(score, 2, sign=True), score, people))
    return sorted(rows, key=lambda row: row.name)


def by_size(found: Outcome, inhabitants: Mapping[str, int]) -> list[tuple[str, str, str, str]]:
    """(from, to, municipalities, change per inhabitant) per size class; "to" is empty for the largest."""
    out = []
    for low, high in SIZES:
        inside = [i for i, code in enumerate(found.codes) if low <= inhabitants[code] < high]
        if inside:
            people = sum(inhabitants[found.codes[i]] for i in inside)
            change = sum(int(found.end[i] - found.now[i]) for i in inside) / people
            upper = "" if high == 10**9 else number(high)
            out.append((number(low), upper, str(len(inside)), euros(change, 2, sign=True)))
    return out


def path_of(found: Outcome, code: str) -> list[str]:
    """What is paid to one municipality, year by year from today."""
    at = found.codes.index(code)
    return [euros(int(cents)) for cents in found.paid[:, at]]


@dataclass(frozen=True, slots=True)
class Reason:
    """A maatstaf with what it gives now and then, in words; `cents` for the length of its bar."""

    maatstaf: str
    part: str
    share: str
    cents: int


def reasons_of(found: Outcome, code: str) -> list[Reason]:
    """How the grant is built up by maatstaf, the largest part first, beside what it is on average in the country."""
    from narekenen.allocation.explanation import waterfall

    bars = waterfall(code, found.division, found.division).bars
    whole_grant = sum(bar.after for bar in bars)
    parts = sorted(bars, key=lambda bar: -abs(bar.after))
    return [
        Reason(bar.maatstaf, euros(bar.after), _percent(bar.after, whole_grant), bar.after)
        for bar in parts
        if bar.after
    ]


def differences_of(found: Outcome, code: str, inhabitants: Mapping[str, int]) -> list[Reason]:
    """Why this municipality gets more or less per inhabitant than the country: per maatstaf, the largest first."""
    from narekenen.allocation.model import against_the_country

    told = against_the_country(found, code, inhabitants).items()
    return [
        Reason(maatstaf, euros(float(cents), 2, sign=True), "", round(cents))
        for maatstaf, cents in told
        if abs(cents) >= 0.5
    ]


@dataclass(frozen=True, slots=True)
class Divided:
    """One municipality in a division: its base in euros, euros paid per euro of base, and its grant in cents."""

    base: float
    factor: float
    grant: int


def divided(value: Mapping[str, Any], code: str, units: Mapping[str, Decimal]) -> Divided:
    """The whole budget divided again with other numbers for one municipality, which not all may be zero."""
    from narekenen.allocation.shares import Key, divide

    key = Key({m: Decimal(str(amount)) for m, amount in value["key"].items()})
    rows = {each: {m: Decimal(str(row[m])) for m in key.amounts} for each, row in value["units"].items()}
    rows[code] = dict(units)
    found = divide(rows, key, sum(value["now"].values()))
    base = sum(number * key.amounts[maatstaf] for maatstaf, number in rows[code].items())
    return Divided(float(base), float(found.factor / 100), found.grants[code])


@dataclass(frozen=True, slots=True)
class MoneyDiff:
    """In words: what moves in all; the changed numbers with their euros; who changes most.

    rows   (name, change, by own numbers, by others)
    """

    moved: str
    changed: list[tuple[str, str, str, str]]
    rows: list[tuple[str, ...]]


def money_diff(
    before: Mapping[str, Any], after: Mapping[str, Any], names: Mapping[str, str], most: int = 40
) -> MoneyDiff:
    """What changed numbers do to everybody's grant, before anyone decides. Raises UnusableInput for other areas."""
    from narekenen.allocation.moneydiff import money_diff as differ
    from narekenen.allocation.shares import Key
    from narekenen.formatting import format_number

    def units(value: Mapping[str, Any]) -> dict[str, dict[str, Decimal]]:
        return {code: {m: Decimal(str(n)) for m, n in row.items()} for code, row in value["units"].items()}

    key = Key({m: Decimal(str(amount)) for m, amount in before["key"].items()})
    found = differ(units(before), units(after), key, sum(before["now"].values()))
    lang = language()
    changed = [
        (names.get(c.municipality, c.municipality), c.maatstaf,
         " → ".join(format_number(number, lang=lang) for number in (c.before, c.after)),
         euros(float(c.direct), sign=True))
        for c in found.changed[:most]
    ]  # fmt: skip
    moving = sorted((m for m in found.money if m.after != m.before), key=lambda m: -abs(m.after - m.before))[:most]
    rows = [
        (names.get(m.municipality, m.municipality),
         *(euros(float(cents), sign=True) for cents in (m.after - m.before, m.own, m.others))) for m in moving
    ]  # fmt: skip
    return MoneyDiff(euros(found.moved), changed, rows)


def same_key(before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    """Whether two models differ in their numbers alone."""
    return dict(before["key"]) == dict(after["key"]) and set(before["units"]) == set(after["units"])


def euros(cents: float, decimals: int = 0, *, sign: bool = False) -> str:
    """Cents as an amount in the reader's language; with a plus sign where asked for."""
    from narekenen.formatting import format_amount

    lang = language()
    written = format_amount(Decimal(repr(cents)) / 100, decimals=decimals, lang=lang)
    if not sign or round(cents, 2 - decimals) <= 0:
        return written
    return f"+{written}" if lang == "en" else written.replace("€ ", "€ +")


def number(value: Decimal | float, decimals: int | None = None) -> str:
    from narekenen.formatting import format_number

    return format_number(value, decimals=decimals, lang=language())


def _percent(part: int, of: int) -> str:
    from narekenen.formatting import format_number

    return format_number(100 * part / of if of else 0, decimals=0, lang=language()) + "%"


def tiles() -> dict[str, tuple[int, int]]:
    """Column and row of every municipality on the map where each is equal."""
    from narekenen.indicators.tilemap import municipality_tiles

    return {code: (tile.column, tile.row) for code, tile in municipality_tiles().items()}


def problems_of(refusal: UnusableInput) -> list[str]:
    """What somebody is told about a file that cannot be used, line by line."""
    return refusal.lines(language())


def as_csv(rows: Iterable[Row]) -> str:
    """The table as a file: codes, names and euros with a decimal comma."""
    lines = ["code;gemeente;nu;eind;verandering_per_inwoner"]
    lines += [f"{r.code};{r.name};{r.now};{r.end};{r.change}".replace("€ ", "").replace("€", "") for r in rows]
    return "\n".join(lines) + "\n"
