"""From a file to pairs: a row per pair, per message or per group with its cells; all problems at once, nothing half."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from narekenen.errors import UnusableInput
from narekenen.fieldtests.celltables import cell_columns, expand
from narekenen.fieldtests.columns import WIDE, column_named, find_columns, plain_name
from narekenen.fieldtests.outcomes import classify
from narekenen.fieldtests.tables import header_of, read_table

ROW = "row in file"
OUTCOMES = frozenset(["control", "test", "outcome", "control_first"])  # looked up without their outer spaces anyway
CONTROL_NAMES = frozenset(
    ["control", "controle", "controleprofiel", "controlprofile", "reference", "referentie", "majority"]
)


@dataclass(frozen=True, slots=True)
class Reading:
    """How to read a file.

    columns            role -> column name, where the accepted names do not do (profile may be "gender,origin")
    control_profile    which profile is the control; only for files with a row per message
    positive, negative, empty   see `outcomes.classify`
    by                 extra columns to keep for subgroups
    same               two messages of one profile to one listing: "refuse", "best" answer counts, or "compare" shares
    profiles           only these test profiles; () for all
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    control_profile: str = ""
    positive: tuple[str, ...] = ()
    negative: tuple[str, ...] = ()
    empty: str = "incomplete"
    by: tuple[str, ...] = ()
    same: str = "refuse"
    profiles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PairTable:
    """Valid pairs. `frame`: listing, profile (text), control, test (booleans), and where the file has them
    control_first (boolean), agency, wave and the `by` columns (text). `flow`: what happened to the rows, in order.
    """

    frame: pl.DataFrame
    flow: tuple[tuple[str, int], ...]
    by: tuple[str, ...] = ()


def read_pairs(path: Path, reading: Reading | None = None) -> PairTable:
    """Read CSV, XLSX or Parquet. The accepted column names and values stand in docs/reference/fieldtests.md.

    Raises UnusableInput with every problem of the file: unknown columns, codes outside the book, a reply before its
    message, a listing that occurs twice for one profile, identical candidates, a profile without pairs.
    """
    how = reading or Reading()
    header = header_of(path)
    counts = cell_columns(header)
    roles = find_columns([*header, *(WIDE if counts else ())], how.columns, how.by)
    by = tuple(column_named(header, name) for name in how.by)
    wanted = dict.fromkeys([*(part for name in roles.values() for part in name.split(",")), *by, *counts.values()])
    raw = read_table(path, columns=[name for name in wanted if name in header])
    if counts:
        raw, roles["listing"] = expand(raw, counts, path.name), "listing"
    raw = raw.with_row_index(ROW, offset=2)
    if not raw.height:
        raise UnusableInput("The file has no rows under its column names", where=path.name)
    wide = all(role in roles for role in WIDE)
    outcome_roles = WIDE if wide else ("outcome",)
    frame, problems = _with_outcomes(_named(raw, roles, by), outcome_roles, how)
    problems += _late(frame, wide)
    if problems:
        problems += _of_pairs(frame, how, by, wide=wide)
        raise UnusableInput("Rows cannot be used", where=path.name, problems=tuple(problems))
    pairs, flow, problems = _from_wide(frame) if wide else _from_long(frame, how, by)
    if problems:
        raise UnusableInput("The rows do not make pairs", where=path.name, problems=tuple(problems))
    return _valid(pairs, (("rows read", raw.height), *flow), how, by, path.name)


def _of_pairs(frame: pl.DataFrame, how: Reading, by: Sequence[str], *, wide: bool) -> list[str]:
    """What is wrong with the pairs of a file whose rows are wrong already, so that all is named at once."""
    told = frame.filter(*((pl.col(role).fill_null("") != "") for role in ("listing", "profile")))
    if not told.height:
        return []
    try:
        return (_from_wide(told) if wide else _from_long(told, how, by))[2]
    except UnusableInput as problem:
        return [str(problem)]


def _named(raw: pl.DataFrame, roles: Mapping[str, str], by: Sequence[str]) -> pl.DataFrame:
    """Columns under their role; `by` columns keep their own name (they may be a role's column as well)."""
    columns: dict[str, pl.Expr] = {ROW: pl.col(ROW)}
    for role, name in roles.items():
        parts = [pl.col(part) for part in name.split(",")]
        joined = pl.concat_str(parts, separator=".") if len(parts) > 1 else parts[0]
        columns[role] = joined if role in OUTCOMES else joined.str.strip_chars()
    columns |= {name: pl.col(name) for name in by if name not in columns}
    if "listing" not in columns:
        columns["listing"] = pl.col(ROW).cast(pl.String)
    if "profile" not in columns:
        columns["profile"] = pl.lit("test")
    return raw.select(**columns)


def rows_text(rows: Sequence[int]) -> str:
    """ "row 3" or "rows 3, 7, 9"."""
    return ("row " if len(rows) == 1 else "rows ") + ", ".join(str(row) for row in rows)


def _rows(frame: pl.DataFrame, condition: pl.Expr) -> list[int]:
    return frame.filter(condition)[ROW].to_list()


def _with_outcomes(frame: pl.DataFrame, roles: Sequence[str], how: Reading) -> tuple[pl.DataFrame, list[str]]:
    problems = []
    for role in roles:
        values = frame[role].unique().to_list()
        known, outside = classify(values, positive=how.positive, negative=how.negative, empty=how.empty)
        for value in outside:
            where = rows_text(_rows(frame, pl.col(role) == value))
            problems.append(f"{where}: {role} is {value!r}, which stands in no list of positive or negative answers")
        mapped = pl.col(role).fill_null("").replace_strict(known, default=None, return_dtype=pl.Boolean)
        frame = frame.with_columns(mapped.alias(role))
    for role in ("listing", "profile"):
        if rows := _rows(frame, pl.col(role).is_null() | (pl.col(role) == "")):
            problems.append(f"{rows_text(rows)}: no {role}")
    return frame, problems


def _late(frame: pl.DataFrame, wide: bool) -> list[str]:
    """A reply before its message; dates as ISO text, compared as text."""
    problems = []
    for suffix in ("_control", "_test") if wide else ("",):
        sent, reply = f"sent{suffix}", f"reply{suffix}"
        if sent not in frame.columns or reply not in frame.columns:
            continue
        is_date = {name: pl.col(name).str.contains(r"^\d{4}-\d{2}-\d{2}") for name in (sent, reply)}
        for name in (sent, reply):
            if rows := _rows(frame, (pl.col(name) != "") & ~is_date[name]):
                problems.append(f"{rows_text(rows)}: {name} is no date like 2023-01-31 or 2023-01-31 14:05")
        first, second = (pl.col(name).str.replace("T", " ", literal=True) for name in (sent, reply))
        # A day without an hour is compared by day: a reply on the day itself is fine.
        length = pl.min_horizontal(first.str.len_chars(), second.str.len_chars())
        earlier = second.str.slice(0, length) < first.str.slice(0, length)
        if rows := _rows(frame, is_date[sent] & is_date[reply] & earlier):
            problems.append(f"{rows_text(rows)}: {reply} is before {sent}")
    return problems


def _from_wide(frame: pl.DataFrame) -> tuple[pl.DataFrame, tuple[tuple[str, int], ...], list[str]]:
    key = ["listing", "profile", *(["wave"] if "wave" in frame.columns else [])]
    problems = []
    once = frame["listing"].n_unique() == frame.height  # the common case, told from one column
    if not once and frame.select(pl.struct(key).n_unique()).item() < frame.height:
        twice = frame.group_by(key, maintain_order=True).agg(pl.col(ROW)).filter(pl.col(ROW).list.len() > 1)
        problems = [
            f"{rows_text(row[ROW])}: listing {row['listing']!r} occurs more than once with profile {row['profile']!r}"
            for row in twice.iter_rows(named=True)
        ]
    if "control_first" in frame.columns:
        known, outside = classify(frame["control_first"].unique().to_list())
        problems += [f"control_first is {value!r}, which is neither yes nor no" for value in outside]
        frame = frame.with_columns(
            pl.col("control_first").fill_null("").replace_strict(known, default=None, return_dtype=pl.Boolean)
        )
    return frame, (("pairs formed", frame.height),), problems


def control_among(profiles: Sequence[str], wanted: str) -> str:
    """Which profile is the control. Raises UnusableInput when it cannot be told."""
    hits = [p for p in profiles if plain_name(p) == plain_name(wanted)] if wanted else []
    hits = hits or ([p for p in profiles if plain_name(p) in CONTROL_NAMES] if not wanted else [])
    if len(hits) != 1:
        raise UnusableInput(
            f"There is no control profile {wanted!r}" if wanted else "Which profile is the control is not clear",
            where="profile", why="The file has " + ", ".join(sorted(profiles)),
            do="Say so, for example --control " + sorted(profiles)[0],
        )  # fmt: skip
    return hits[0]


def _from_long(
    frame: pl.DataFrame, how: Reading, by: Sequence[str]
) -> tuple[pl.DataFrame, tuple[tuple[str, int], ...], list[str]]:
    control = control_among(frame["profile"].unique().to_list(), how.control_profile)
    keep = [name for name in ("agency", "wave", *by) if name in frame.columns]
    # Polars says null for any() and mean() over nothing but nulls only where asked.
    value = pl.col("outcome").any(ignore_nulls=False) if how.same == "best" else pl.col("outcome").mean()
    order = [pl.col("order").cast(pl.Float64, strict=False).min()] if "order" in frame.columns else []
    grouped = frame.group_by("listing", "profile", maintain_order=True).agg(
        value.cast(pl.Float64), pl.col(ROW), *order, *(pl.col(name).first() for name in keep)
    )
    problems = []
    if how.same == "refuse":
        twice = grouped.filter(pl.col(ROW).list.len() > 1)
        problems = [
            f"{rows_text(row[ROW])}: {len(row[ROW])} messages of profile {row['profile']!r} to listing "
            f"{row['listing']!r}; say --same best (the best answer counts) or --same compare (shares are compared)"
            for row in twice.iter_rows(named=True)
        ]
    is_control = pl.col("profile") == control
    left = grouped.filter(~is_control)
    right = grouped.filter(is_control).select(
        "listing", pl.col("outcome").alias("c"), *([pl.col("order").alias("order_c")] if order else [])
    )
    pairs = left.join(right, on="listing", how="inner", maintain_order="left").rename({"outcome": "t"})
    more, equal = pl.col("c") > pl.col("t"), (pl.col("c") == pl.col("t")) & (pl.col("c") > 0)
    pairs = pairs.with_columns((more | equal).alias("control"), ((pl.col("t") > pl.col("c")) | equal).alias("test"))
    if order:
        pairs = pairs.with_columns((pl.col("order_c") < pl.col("order")).alias("control_first"))
    without = left["profile"].unique().to_list()
    lonely = sorted(set(without) - set(pairs["profile"].unique().to_list()))
    problems += [f"profile {name!r} was never sent to a listing together with {control!r}" for name in lonely]
    if not left.height:
        problems.append(f"there is no profile beside the control {control!r}")
    flow = (("listings", grouped["listing"].n_unique()), ("pairs formed", pairs.height))
    return pairs, flow, problems


def _valid(
    pairs: pl.DataFrame, flow: tuple[tuple[str, int], ...], how: Reading, by: tuple[str, ...], where: str
) -> PairTable:
    names = sorted(pairs["profile"].unique().to_list())
    chosen = [name for name in names if not how.profiles or name in how.profiles]
    absent = [name for name in how.profiles if name not in names]
    complete = pairs.filter(pl.col("control").is_not_null() & pl.col("test").is_not_null())
    kept = complete.filter(pl.col("profile").is_in(chosen)) if how.profiles else complete
    counts = dict(kept.group_by("profile").len().iter_rows())
    problems = [f"profile {name!r} does not occur; the file has {', '.join(names)}" for name in absent]
    problems += [f"profile {name!r} has no complete pair" for name in chosen if not counts.get(name)]
    if problems:
        raise UnusableInput("A profile has no pairs", where=where, problems=tuple(problems))
    flow += (("incomplete, left out", pairs.height - complete.height),)
    if how.profiles:
        flow += (("other profiles, left out", complete.height - kept.height),)
    columns = [c for c in ("control_first", "agency", "wave") if c in kept.columns]
    frame = kept.select(list(dict.fromkeys(["listing", "profile", "control", "test", *columns, *by])))
    return PairTable(frame, (*flow, ("valid pairs", kept.height)), by)
