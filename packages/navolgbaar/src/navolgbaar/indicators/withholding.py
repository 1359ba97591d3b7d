"""From the deliveries that stand to what an issue shows, beside everything that former issues of the round showed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from navolgbaar.indicators import science
from navolgbaar.indicators.models import Delivery, Issue, Round
from navolgbaar.indicators.queries import coverage_of, institutions_of
from navolgbaar.indicators.words import PAIRS

Rows = dict[str, list[int]]
Former = tuple[Issue, science.Tables]


@dataclass(frozen=True, slots=True)
class Shown:
    """One share by municipality: rows: code -> [count, base], "" for all; absent: code -> why there is none."""

    rows: Rows
    absent: dict[str, str]


def disclosed(asked: Round, deliveries: Sequence[Delivery]) -> dict[str, Any]:
    """The fields of an Issue of these deliveries after disclosure control. Every former issue of the round counts as
    public: it may be released later. Raises UnusableInput where a table cannot be protected."""
    there = {each.institution_id for each in deliveries}
    missing = sorted({each.code for each in institutions_of(asked) if each.pk not in there})
    made = _tables(deliveries, missing)
    formers = [_former(each) for each in asked.issues.order_by("issued_on")]
    table = science.protect(made.persons, [(tables.persons, issue.table) for issue, tables in formers])
    shares = {name: _pairs(made, name, missing, formers) for name in PAIRS}
    home = shares.pop("home")
    shares["beds"] = _beds(asked, made, missing, formers)
    return {
        "based_on": [each.public_id for each in deliveries], "table": table.rows, "pairs": home.rows,
        "absent": home.absent, "why_no_total": table.why.get(("", len(table.rows[""]) - 1), ""),
        "shares": {name: {"rows": shown.rows, "absent": shown.absent} for name, shown in shares.items()},
        "months": _months(made, formers), "coverage": science.about(coverage_of(asked)),
        "quarters": science.rows_in_time(made.quarters, [tables.quarters for _, tables in formers]),
    }  # fmt: skip


def _tables(deliveries: Iterable[Delivery], missing: Sequence[str]) -> science.Tables:
    return science.tables([(each.institution.code, each.counts) for each in deliveries], missing)


def _former(issue: Issue) -> Former:
    """A former issue with what was counted for it."""
    based_on = Delivery.objects.filter(public_id__in=issue.based_on).select_related("institution")
    return issue, _tables(based_on, [code for code, why in issue.absent.items() if why == "missing"])


def _pairs(made: science.Tables, name: str, missing: Sequence[str], formers: Sequence[Former]) -> Shown:
    """A share is shown where none of its three numbers is withheld."""
    known = []
    for issue, tables in formers:
        rows = issue.pairs if name == "home" else issue.shares.get(name, {"rows": {}})["rows"]
        known.append((tables.pairs[name], {code: [part, base - part, base] for code, (part, base) in rows.items()}))
    found = science.protect(made.pairs[name], _whole(known))
    rows = {code: [row[0], row[2]] for code, row in found.rows.items() if None not in row}
    return Shown(rows, _absent(made.pairs[name], rows, found, missing))


def _beds(asked: Round, made: science.Tables, missing: Sequence[str], formers: Sequence[Former]) -> Shown:
    """Bed-nights: as few as a few persons could have slept are small."""
    if not made.nights:
        return Shown({}, dict.fromkeys(missing, "missing"))
    days = (asked.period.last - asked.period.first).days + 1
    known = []
    for issue, tables in formers:
        rows = issue.shares.get("beds", {"rows": {}})["rows"]
        known.append((tables.nights, {code: [nights, nights] for code, (nights, _) in rows.items()}))
    found = science.protect(made.nights, _whole(known), science.THRESHOLD * days)
    beds = {**made.beds, "": sum(made.beds.values())}
    rows = {code: [row[0], beds[code]] for code, row in found.rows.items() if None not in row}
    return Shown(rows, _absent(made.nights, rows, found, missing))


def _whole(known: Sequence[tuple[Rows, Mapping[str, Sequence[int]]]]) -> list[tuple[Rows, Mapping[str, Sequence[int]]]]:
    """Former issues that had this table at all."""
    return [(counts, shown) for counts, shown in known if counts]


def _absent(counted: Rows, shown: Rows, found: science.Protected, missing: Sequence[str]) -> dict[str, str]:
    return dict.fromkeys(missing, "missing") | {code: found.why_row(code) for code in counted if code not in shown}


def _months(made: science.Tables, formers: Sequence[Former]) -> list[list[Any]]:
    """The months of all together that may be shown."""
    before = [tables.months for _, tables in formers]
    return [
        [month, *pair] for month, pair in made.months.items()
        if science.may_show(pair, [former.get(month, [0, 0]) for former in before])
    ]  # fmt: skip
