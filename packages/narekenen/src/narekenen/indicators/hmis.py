"""Reading the HMIS CSV export of HUD (United States): one project, its stays and households.

It is the one public kit of shelter records with official answers. Definitions: HUD, HMIS Programming Specifications,
CoC Annual Performance Report.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from narekenen.errors import UnusableInput, say
from narekenen.fieldtests.tables import read_table
from narekenen.indicators.stays import OPEN, Mask, Period, Stays, served

Ints = NDArray[np.int64]
PERMANENT = frozenset({3, 9, 10, 13})  # counted from the day that the household moved in
RESIDENTIAL = frozenset({0, 1, 2, 8}) | PERMANENT
NIGHT_BY_NIGHT, BED_NIGHT, HEAD = "3", "200", "1"
REFUSED_BIRTH = ("8", "9")  # does not know, refused
DATES = frozenset({"EntryDate", "ExitDate", "MoveInDate", "DOB", "ExportStartDate", "ExportEndDate", "DateProvided"})
NO_AGE = -1
ADULT = 18
COLUMNS = {
    "Enrollment": ("EnrollmentID", "PersonalID", "EntryDate", "HouseholdID", "RelationshipToHoH", "MoveInDate"),
    "Exit": ("EnrollmentID", "ExitDate"),
    "Client": ("PersonalID", "DOB", "DOBDataQuality"),
    "Project": ("ProjectType", "TrackingMethod"),
    "Export": ("ExportStartDate", "ExportEndDate"),
    "Services": ("EnrollmentID", "DateProvided", "RecordType"),
}


@dataclass(frozen=True, slots=True)
class Project:
    """One row per stay that touches the period; persons and households are numbered.

    kind      HUD's project type; night_by_night: a shelter that counts beds slept in, not days enrolled
    age       in whole years at entry or at the start of the period, whichever is later; NO_AGE when not known
    refused   the age is not known because it was not told
    head      head of the household
    housed    day from which the person counts as housed, OPEN when never; the entry outside permanent housing
    slept     rows (stay, day) of the beds slept in, for night-by-night shelters
    """

    kind: int
    night_by_night: bool
    period: Period
    stays: Stays
    age: Ints
    refused: Mask
    household: Ints
    head: Mask
    housed: Ints
    slept: Ints


def read_export(folder: Path, period: Period | None = None) -> Project:
    """Read the CSV files of one project; the period is that of Export.csv unless given.

    Raises UnusableInput naming every file or column that lacks, and every date that is none.
    """
    tables = _tables(folder)
    kind, tracking = tables["Project"].row(0)
    period = period or Period(*tables["Export"].row(0))
    rows = (
        tables["Enrollment"]
        .join(tables["Exit"], on="EnrollmentID", how="left")
        .join(tables["Client"], on="PersonalID", how="left")
    )
    stays = Stays.of(_numbers(rows, "PersonalID"), rows["EntryDate"], rows["ExitDate"].fill_null(OPEN))
    slept = _slept(tables["Services"], rows) if tracking == NIGHT_BY_NIGHT else np.empty((0, 2), dtype=np.int64)
    seen = served(stays, period)
    if tracking == NIGHT_BY_NIGHT:
        within = slept[(slept[:, 1] >= period.first) & (slept[:, 1] <= period.last), 0]
        seen &= np.isin(np.arange(len(seen)), within)
    return _project(int(kind), tracking == NIGHT_BY_NIGHT, period, rows, stays, seen, slept)


def _project(
    kind: int, nightly: bool, period: Period, rows: pl.DataFrame, stays: Stays, seen: Mask, slept: Ints
) -> Project:
    household, head = _numbers(rows, "HouseholdID"), (rows["RelationshipToHoH"] == HEAD).fill_null(False).to_numpy()
    housed = _housed(rows, stays, household, head) if kind in PERMANENT else stays.entry
    kept = np.flatnonzero(seen)
    place = np.full(len(seen), -1)
    place[kept] = np.arange(len(kept))
    of_kept = slept[place[slept[:, 0]] >= 0]
    slept = np.column_stack([place[of_kept[:, 0]], of_kept[:, 1]])
    age = _ages(rows, np.maximum(stays.entry, period.first))
    refused = rows["DOBDataQuality"].is_in(REFUSED_BIRTH).fill_null(False).to_numpy()
    return Project(
        kind, nightly, period, stays.take(kept), age[kept], refused[kept], household[kept], head[kept], housed[kept],
        slept,
    )  # fmt: skip


def _tables(folder: Path) -> dict[str, pl.DataFrame]:
    tables, problems = {}, []
    for name, columns in COLUMNS.items():
        try:
            frame = read_table(folder / f"{name}.csv")
        except UnusableInput as problem:
            problems.append(str(problem))
            continue
        lacking = [column for column in columns if column not in frame.columns]
        problems += [say("{name}.csv: there is no column {column}", name=name, column=column) for column in lacking]
        if not lacking:
            tables[name] = _dated(_not_deleted(frame).select(columns), name, problems)
    for name in ("Project", "Export"):
        if name in tables and tables[name].height != 1:
            problems.append(
                say(
                    "{name}.csv: {height} rows where one is expected: split it by project first",
                    name=name,
                    height=tables[name].height,
                )
            )
    if problems:
        raise UnusableInput("This is no HMIS export of one project", where=folder.name, problems=tuple(problems))
    return tables


def _not_deleted(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.filter(pl.col("DateDeleted").is_null()) if "DateDeleted" in frame.columns else frame


def _dated(frame: pl.DataFrame, name: str, problems: list[str]) -> pl.DataFrame:
    """ISO dates (a time after them is let go) as days since 1970; what is no date is named."""
    columns = [column for column in frame.columns if column in DATES]
    as_days = frame.with_columns(pl.col(columns).str.slice(0, 10).str.to_date("%Y-%m-%d", strict=False).cast(pl.Int64))
    for column in columns:
        wrong = (frame[column].is_not_null() & as_days[column].is_null()).arg_true()
        problems += [
            say(
                "{name}.csv, row {row}: {column} is {cell!r}, no date",
                name=name,
                row=row + 2,
                column=column,
                cell=frame[column][row],
            )
            for row in wrong
        ]
    return as_days


def _numbers(rows: pl.DataFrame, column: str) -> Ints:
    return rows[column].rank("dense").cast(pl.Int64).to_numpy()


def _ages(rows: pl.DataFrame, at: Ints) -> Ints:
    when = pl.Series(at).cast(pl.Int32).cast(pl.Date)
    birth = rows["DOB"].cast(pl.Int32).cast(pl.Date)
    not_yet = (when.dt.month() * 32 + when.dt.day()) < (birth.dt.month() * 32 + birth.dt.day())
    years = when.dt.year() - birth.dt.year() - not_yet.cast(pl.Int32)
    told = ~rows["DOBDataQuality"].is_in(REFUSED_BIRTH).fill_null(False)
    return pl.select(pl.when(told).then(years).fill_null(NO_AGE).cast(pl.Int64)).to_series().to_numpy()


def _housed(rows: pl.DataFrame, stays: Stays, household: Ints, head: Mask) -> Ints:
    """A member is housed with the household, from the move-in of its head or from its own later entry."""
    moved = rows["MoveInDate"].fill_null(OPEN).to_numpy()
    of_household = np.full(household.max(initial=0) + 1, OPEN)
    np.minimum.at(of_household, household[head], moved[head])
    day = np.maximum(np.minimum(of_household[household], OPEN), stays.entry)
    return np.where((of_household[household] < OPEN) & (day <= stays.exit), day, OPEN)


def _slept(services: pl.DataFrame, rows: pl.DataFrame) -> Ints:
    beds = services.filter(pl.col("RecordType") == BED_NIGHT)
    joined = beds.join(rows.select("EnrollmentID").with_row_index("row"), on="EnrollmentID").unique(
        ["row", "DateProvided"]
    )
    return joined.select(pl.col("row").cast(pl.Int64), "DateProvided").to_numpy()
