"""A table of claims: one row per claim, in CSV or XLSX."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from narekenen.errors import UnusableInput, say
from narekenen.fieldtests.cells import PairedCells
from narekenen.fieldtests.claims import (
    ClaimResult,
    Share,
    absence_claim,
    change_claim,
    net_claim,
    share_claim,
    total_claim,
)
from narekenen.fieldtests.columns import plain_name
from narekenen.fieldtests.tables import Table, read_table

UNKNOWN_BELOW, UNKNOWN_ABOVE = 0.5, 2.0  # an unknown number is taken between half and twice the known one
DEFAULT_ANY, DEFAULT_DISCORDANT = "32-60", "13-20"  # percentages; see docs/reference/fieldtests.md
NEEDS = {
    "change": ("before", "after"),
    "share": ("after", "after_n"),
    "absence": ("pairs",),
    "net": ("n10", "n01", "n11", "n00"),
    "total": ("shares", "after_n"),
}
Row = Mapping[str, str]


def read_claims(path: Table) -> tuple[ClaimResult, ...]:
    """Every claim of the file with its verdict, in the order of the file.

    Columns: claim, kind (change, share, absence, net, total) and what it needs; see docs/reference/fieldtests.md.
    Raises UnusableInput naming every row that lacks something or has no number where one is needed.
    """
    frame = read_table(path)
    frame = frame.rename({name: plain_name(name) for name in frame.columns}, strict=False)
    results, problems = [], []
    for line, raw in enumerate(frame.iter_rows(named=True), start=2):
        row = {name: (value or "").strip() for name, value in raw.items()}
        try:
            results.append(_claim(row))
        except UnusableInput as problem:
            about = say("{what} ({why})", what=problem.what, why=problem.why) if problem.why else problem.what
            problems.append(say("row {row}: {what}", row=line, what=about))
    if problems or not results:
        raise UnusableInput("Claims cannot be replayed" if problems else "There are no claims", where=path.name,
                            problems=tuple(problems), do="See docs/reference/fieldtests.md")  # fmt: skip
    return tuple(results)


def _claim(row: Row) -> ClaimResult:
    kind = row.get("kind", "").lower()
    if kind not in NEEDS:
        raise UnusableInput(say("kind is {kind!r}", kind=kind), why=say("it is one of {known}", known=", ".join(NEEDS)))
    lacking = [name for name in NEEDS[kind] if not row.get(plain_name(name))]
    if lacking:
        raise UnusableInput(say("a claim of kind {kind} needs {lacking}", kind=kind, lacking=", ".join(lacking)))
    replay: dict[str, Callable[[Row], ClaimResult]] = {
        "change": _change, "share": _share, "absence": _absence, "net": _net, "total": _total,
    }  # fmt: skip
    return replay[kind](row)


def _number(row: Row, name: str, *, whole: bool = False) -> float:
    text = row.get(plain_name(name), "").rstrip("% ").replace(",", ".")
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if not (0 <= value < 1e9) or (whole and not value.is_integer()):
        given = row.get(plain_name(name), "")
        if whole:
            raise UnusableInput(say("{name} is {given!r}, which is no whole number from 0", name=name, given=given))
        raise UnusableInput(say("{name} is {given!r}, which is no number from 0", name=name, given=given))
    return value


def _decimals(row: Row, name: str) -> int:
    _, mark, tail = row.get(plain_name(name), "").rstrip("% ").replace(",", ".").partition(".")
    return len(tail) if mark else 0


def _range(row: Row, name: str, default: str = "") -> tuple[float, float]:
    text = row.get(plain_name(name)) or default
    parts = [part.strip().rstrip("%").replace(",", ".") for part in text.split("-")]
    try:
        low, high = (float(parts[0]), float(parts[-1])) if len(parts) <= 2 else (1.0, 0.0)
    except ValueError:
        low, high = 1.0, 0.0
    if not 0 <= low <= high:
        raise UnusableInput(
            say("{name} is {given!r}", name=name, given=text), why="give a number or a range like 100-400"
        )
    return low, high


def _numbers(row: Row) -> tuple[tuple[int, int], tuple[int, int]]:
    known = [int(_number(row, name, whole=True)) for name in ("before_n", "after_n")
             if (row.get(plain_name(name)) or "").isdecimal()]  # fmt: skip
    guess = f"{max(1, int(min(known) * UNKNOWN_BELOW))}-{int(max(known) * UNKNOWN_ABOVE)}" if known else ""
    sides = []
    for name in ("before_n", "after_n"):
        if not row.get(plain_name(name)) and not guess:
            raise UnusableInput(
                say("{name} is empty and so is the other", name=name), why="at least one number of cases is needed"
            )
        low, high = _range(row, name, guess)
        sides.append((int(low), int(high)))
    return sides[0], sides[1]


def _change(row: Row) -> ClaimResult:
    (b_low, b_high), (a_low, a_high) = _numbers(row)
    before = Share(_number(row, "before"), b_low, b_high, _decimals(row, "before"))
    after = Share(_number(row, "after"), a_low, a_high, _decimals(row, "after"))
    return change_claim(row.get("claim", ""), before, after)


def _share(row: Row) -> ClaimResult:
    low, high = _range(row, "after_n")
    return share_claim(row.get("claim", ""), Share(_number(row, "after"), int(low), int(high), _decimals(row, "after")))


def _absence(row: Row) -> ClaimResult:
    any_low, any_high = (x / 100 for x in _range(row, "any_positive", DEFAULT_ANY))
    d_low, d_high = (x / 100 for x in _range(row, "discordant", DEFAULT_DISCORDANT))
    margin = _number(row, "margin") / 100 if row.get("margin") else None
    if not (0 < any_low <= any_high <= 1 and 0 < d_low <= any_low and d_high <= any_high):
        raise UnusableInput("discordant and any_positive do not fit together",
                            why="percentages, the first not above the second")  # fmt: skip
    pairs = int(_number(row, "pairs", whole=True))
    return absence_claim(row.get("claim", ""), pairs, (any_low, any_high), (d_low, d_high), margin)


def _net(row: Row) -> ClaimResult:
    n10, n01, n11, n00 = (int(_number(row, name, whole=True)) for name in NEEDS["net"])
    return net_claim(row.get("claim", ""), PairedCells(n11=n11, n10=n10, n01=n01, n00=n00))


def _total(row: Row) -> ClaimResult:
    low, high = _range(row, "after_n")
    shares = []
    for part in row["shares"].split(";"):
        one = {"shares": part.strip()}
        shares.append(Share(_number(one, "shares"), int(low), int(high), _decimals(one, "shares")))
    return total_claim(row.get("claim", ""), shares)
