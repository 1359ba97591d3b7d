"""What may be wrong with a row of a delivery: one rule per kind, each a mask over the whole table."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date

import polars as pl

from narekenen.indicators.deliverycolumns import CATEGORIES, GROUPS, NO_MUNICIPALITY, SEX, YES_NO

OLDEST, SHORTEST_PSEUDONYM = 120, 8


@dataclass(frozen=True, slots=True)
class Context:
    """What a delivery is held against: its period and the municipality codes that exist (empty: not checked)."""

    first: date
    last: date
    municipalities: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """kind: its name. wrong: mask. what, do: sentence for people. shown: column whose values may be repeated, or ""."""

    kind: str
    wrong: Callable[[Context], pl.Expr]
    what: str
    do: str
    shown: str = ""


def _empty(column: str) -> Callable[[Context], pl.Expr]:
    return lambda _: pl.col(column).is_null()


def _not_in(column: str, codes: Collection[str]) -> Callable[[Context], pl.Expr]:
    return lambda _: pl.col(column).is_not_null() & ~pl.col(column).str.to_lowercase().is_in(list(codes))


def _no_date(column: str) -> Callable[[Context], pl.Expr]:
    return lambda _: pl.col(column).is_not_null() & pl.col(f"{column}_day").is_null()


def _bsn(_: Context) -> pl.Expr:
    """Nine digits that pass the eleven test of the citizen service number (the last digit weighs -1)."""
    digits = pl.col("person").str.extract(r"^(\d{9})$")
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    total = sum((digits.str.slice(i, 1).cast(pl.Int64) * w for i, w in enumerate(weights)), start=pl.lit(0))
    return (total % 11 == 0).fill_null(False)


def _readable(_: Context) -> pl.Expr:
    return pl.col("person").str.contains(r"[@\s]").fill_null(False)


def _short(_: Context) -> pl.Expr:
    return (pl.col("person").str.len_chars() < SHORTEST_PSEUDONYM).fill_null(False)


def _unknown_municipality(context: Context) -> pl.Expr:
    code = pl.col("municipality")
    known = code.is_in(list(context.municipalities)) if context.municipalities else pl.lit(True)
    return code.str.contains(r"^GM\d{4}$").fill_null(False) & ~known


def _no_code(_: Context) -> pl.Expr:
    code = pl.col("municipality")
    none = code.str.to_lowercase().is_in(NO_MUNICIPALITY)
    return code.is_not_null() & ~none & ~code.str.contains(r"^GM\d{4}$")


def _several(column: str) -> Callable[[Context], pl.Expr]:
    return lambda _: (pl.col(column).drop_nulls().n_unique().over("person") > 1) & pl.col("person").is_not_null()


def _overlap(_: Context) -> pl.Expr:
    """A stay that begins before an earlier stay of the same person in the same institution ended."""
    before = pl.col("until").cum_max().shift(1).over("person", "institution", order_by=["entry_day", "until", "row"])
    return (pl.col("entry_day") < before).fill_null(False) & ~_twice(_)


def _twice(_: Context) -> pl.Expr:
    return ~pl.struct(pl.exclude("row")).is_first_distinct()


_year, _entry, _exit, _waiting = pl.col("year"), pl.col("entry_day"), pl.col("exit_day"), pl.col("waiting_since_day")
RULES = (
    Rule("no person", _empty("person"), "there is no pseudonym", "Give every person one, the same in every stay"),
    Rule("bsn", _bsn, "the pseudonym is a citizen service number", "Replace it by a keyed hash before delivering"),
    Rule("readable person", _readable, "the pseudonym holds a space or an @", "A name or an address may not be sent"),
    Rule("short pseudonym", _short, "the pseudonym has fewer than 8 characters", "It could be guessed: use a hash"),
    Rule("no sex", _empty("sex"), "the sex is empty", "Write unknown where it is not known"),
    Rule("sex", _not_in("sex", SEX), "the sex has no known code", "Use m, f, x or unknown", "sex"),
    Rule("no birth year", _empty("birth_year"), "the birth year is empty", "Write unknown where it is not known"),
    Rule(
        "birth year", lambda _: pl.col("birth_year").is_not_null() & _year.is_null() & ~_unknown("birth_year"),
        "the birth year is no year of four digits", "Give the year alone, never a date",
    ),
    Rule("born later", lambda _: _year > _entry.dt.year(), "the birth year lies after the entry", "Correct one"),
    Rule(
        "too old", lambda _: _entry.dt.year() - _year > OLDEST, "the person would be older than 120", "Correct the year"
    ),
    Rule(
        "no municipality", _empty("municipality"), "the municipality is empty",
        "Write none for women's shelters, unknown is GM9999",
    ),
    Rule("municipality", _no_code, "the municipality is no code", "Use GM and four digits", "municipality"),
    Rule(
        "unknown municipality", _unknown_municipality, "there is no such municipality in this period",
        "Use the code of the year of the delivery", "municipality",
    ),
    Rule("no institution", _empty("institution"), "the institution is empty", "Fill it in"),
    Rule("no category", _empty("category"), "the ETHOS-Light category is empty", "Fill in 1 to 6"),
    Rule("category", _not_in("category", CATEGORIES), "the ETHOS-Light category is unknown", "Use 1 to 6", "category"),
    Rule("no group", _empty("group"), "the target group is empty", "Write other where none fits"),
    Rule("group", _not_in("group", GROUPS), "the target group is unknown",
         "Use single, women_with_children, family, youth, sheltered_living, violence or other", "group"),
    Rule("no entry", _empty("entry"), "the day of entry is empty", "Fill it in"),
    Rule("entry", _no_date("entry"), "the day of entry is no date", "Write 2024-03-31 or 31-03-2024", "entry"),
    Rule("exit", _no_date("exit"), "the day of exit is no date", "Write 2024-03-31, or leave it empty", "exit"),
    Rule("exit before entry", lambda _: _exit < _entry, "the exit lies before the entry", "Correct one", "exit"),
    Rule("entry later", lambda c: _entry > c.last, "the entry lies after the period", "Send it next time", "entry"),
    Rule("exit later", lambda c: _exit > c.last, "the exit lies after the period", "Leave it empty for now", "exit"),
    Rule("stay before", lambda c: _exit < c.first, "the stay ended before the period", "Leave it out", "exit"),
    Rule("home", _not_in("home", YES_NO), "the outflow to a home has no known code", "Use yes, no, unknown", "home"),
    Rule(
        "home without exit", lambda _: pl.col("home").is_not_null() & pl.col("exit").is_null(),
        "there is an outflow to a home and no exit", "Fill in the exit, or leave the home empty",
    ),
    Rule(
        "exit without home", lambda _: pl.col("home").is_null() & pl.col("exit").is_not_null(),
        "there is an exit and nothing about a home", "Write yes, no or unknown",
    ),
    Rule("waiting", _no_date("waiting_since"), "waiting since is no date", "Write 2024-03-31", "waiting_since"),
    Rule(
        "waiting after entry", lambda _: _waiting > _entry, "waiting began after the entry", "Correct one of them",
        "waiting_since",
    ),
    Rule("twice", _twice, "the same row stands in the file twice", "Send every stay once"),
    Rule("overlap", _overlap, "the stay overlaps another of this person in this institution", "Correct the days"),
    Rule("two years", _several("year"), "this person has more than one birth year", "One pseudonym is one person"),
    Rule("two sexes", _several("sex_code"), "this person has more than one sex", "One pseudonym is one person"),
)  # fmt: skip


def _unknown(column: str) -> pl.Expr:
    return pl.col(column).str.to_lowercase().is_in(["unknown", "onbekend"])
