"""A delivery of an institution: read whole, or refused whole with every problem named."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from narekenen.errors import Message, UnusableInput, say
from narekenen.fieldtests.tables import Table, read_table
from narekenen.indicators.deliverycolumns import ACCEPTED, GROUPS, NO_MUNICIPALITY, SEX, YES_NO, find_roles
from narekenen.indicators.deliveryrules import RULES, Context, Rule
from narekenen.indicators.stays import OPEN, Period, Stays

SHOWN_ROWS = 40
NONE, UNKNOWN = "none", "unknown"


@dataclass(frozen=True, slots=True)
class Quality:
    """What a delivery holds: rows, persons, stays that go on, and per column how many values are unknown."""

    rows: int
    persons: int
    open_stays: int
    unknown: dict[str, int]


@dataclass(frozen=True, slots=True)
class Delivery:
    """`frame`: one row per stay in the codes of `deliverycolumns` (person and codes as text, days as dates, birth
    year as a number; null where not known or going on). All of it passed every rule.
    """

    frame: pl.DataFrame
    quality: Quality

    def stays(self) -> Stays:
        """Persons as numbers in the order of their pseudonyms, days since 1970."""
        rows = self.frame.select(
            pl.col("person").rank("dense").cast(pl.Int64), pl.col("entry").to_physical().cast(pl.Int64),
            pl.col("exit").to_physical().cast(pl.Int64).fill_null(OPEN),
        )  # fmt: skip
        return Stays(*(rows[name].to_numpy() for name in ("person", "entry", "exit")))


def read_delivery(path: Table, context: Context) -> Delivery:
    """Read CSV, XLSX or Parquet. Raises UnusableInput with one line per kind of problem, every row of it named."""
    text = read_table(path)
    roles = find_roles(text.columns)
    if not text.height:
        raise UnusableInput("The delivery has no rows", where=path.name, do="Send a file with at least one stay")
    frame = _prepared(text.select(_trimmed(column).alias(role) for role, column in roles.items()))
    problems = [line for rule in RULES if (line := _line(rule, frame, context))]
    if problems:
        raise UnusableInput(
            "The delivery is refused; nothing of it was stored", where=path.name, problems=tuple(problems)
        )
    clean = _clean(frame)
    return Delivery(clean, _quality(clean))


def period_of(context: Context) -> Period:
    """The period of the delivery in days."""
    return Period.of(context.first, context.last)


def _trimmed(column: str) -> pl.Expr:
    text = pl.col(column).str.strip_chars()
    return pl.when(text != "").then(text)


def _prepared(frame: pl.DataFrame) -> pl.DataFrame:
    """With row numbers as in the file (the header is row 1), parsed days and year beside the text."""
    days = [_day(role).alias(f"{role}_day") for role in ("entry", "exit", "waiting_since")]
    year = pl.col("birth_year").str.extract(r"^(\d{4})$").cast(pl.Int32).alias("year")
    coded = pl.col("sex").str.to_lowercase().replace_strict(SEX, default=None).alias("sex_code")
    frame = frame.with_row_index("row", offset=2).with_columns(*days, year, coded)
    return frame.with_columns(pl.col("exit_day").fill_null(pl.date(9999, 12, 31)).alias("until"))


def _day(role: str) -> pl.Expr:
    text = pl.col(role).str.replace(r" 00:00:00$", "")
    forms = ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y")
    return pl.coalesce(text.str.to_date(form, strict=False, exact=True) for form in forms)


def _line(rule: Rule, frame: pl.DataFrame, context: Context) -> Message | None:
    wrong = frame.filter(rule.wrong(context).fill_null(False))
    if not wrong.height:
        return None
    rows = wrong["row"].sort().to_list()
    named = ", ".join(str(row) for row in rows)
    values = ""
    if rule.shown:
        seen = wrong[rule.shown].unique(maintain_order=True).to_list()
        values = " (" + ", ".join(f"'{value}'" for value in seen[:SHOWN_ROWS]) + ")"
    if len(rows) == 1:
        return say("row {rows}: {what}{values}. {do}", rows=named, what=rule.what, values=values, do=rule.do)
    return say("rows {rows}: {what}{values}. {do}", rows=named, what=rule.what, values=values, do=rule.do)


def _clean(frame: pl.DataFrame) -> pl.DataFrame:
    low = {name: pl.col(name).str.to_lowercase() for name in ("group", "home", "municipality")}
    return frame.select(
        "person", pl.col("sex_code").alias("sex"), pl.col("year").alias("birth_year"),
        pl.when(low["municipality"].is_in(NO_MUNICIPALITY)).then(pl.lit(NONE)).otherwise("municipality")
        .alias("municipality"),
        "institution", "category", low["group"].replace_strict(GROUPS).alias("group"),
        pl.col("entry_day").alias("entry"), pl.col("exit_day").alias("exit"),
        low["home"].replace_strict(YES_NO, default=None).alias("home"),
        pl.col("waiting_since_day").alias("waiting_since"),
    )  # fmt: skip


def _quality(frame: pl.DataFrame) -> Quality:
    named = [name for name in ACCEPTED if name not in ("person", "entry", "exit")]
    unknown = {name: int(_not_known(frame[name]).sum()) for name in named}
    return Quality(frame.height, frame["person"].n_unique(), frame["exit"].null_count(), unknown)


def _not_known(column: pl.Series) -> pl.Series:
    return (column == UNKNOWN).fill_null(False) if column.dtype == pl.String else column.is_null()
