"""Neumark's decomposition straight from a file with a row per message in which visible quality was varied."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl

from narekenen.errors import UnusableInput
from narekenen.fieldtests.columns import column_named, find_columns, plain_name
from narekenen.fieldtests.intervals import Array
from narekenen.fieldtests.neumark import Decomposition, decompose
from narekenen.fieldtests.outcomes import classify
from narekenen.fieldtests.pairfile import Reading, control_among, rows_text
from narekenen.fieldtests.tables import header_of, read_table


def decompose_file(path: Path, reading: Reading, quality: tuple[str, ...]) -> dict[str, Decomposition]:
    """Test profile -> level and spread, each profile against the control.

    quality   columns that were varied on purpose: numbers as they are, text as one indicator per value but the first
    Raises UnusableInput for a file with a row per pair (quality belongs to a message), and naming every answer that
    stands in no list and every empty cell.
    """
    header = header_of(path)
    roles = find_columns(header, reading.columns, quality)
    lacking = [role for role in ("listing", "profile", "outcome") if role not in roles]
    if lacking:
        raise UnusableInput("Quality belongs to a message", where=path.name, why="No column for " + ", ".join(lacking),
                            do="Give a file with one row per message")  # fmt: skip
    names = [column_named(header, name) for name in quality]
    parts = roles["profile"].split(",")
    raw = read_table(path, columns=list(dict.fromkeys([roles["listing"], roles["outcome"], *parts, *names])))
    known, outside = classify(
        raw[roles["outcome"]].unique().to_list(),
        positive=reading.positive, negative=reading.negative, empty=reading.empty,
    )  # fmt: skip
    problems = [f"outcome {value!r} stands in no list" for value in outside]
    for name in names:
        empty = [i + 2 for i, value in enumerate(raw[name]) if value is None or not value.strip()]
        problems += [f"{rows_text(empty)}: no {name}"] if empty else []
    if problems:
        raise UnusableInput("Rows cannot be used", where=path.name, problems=tuple(problems))
    frame = raw.select(
        pl.concat_str(parts, separator=".").alias("profile"),
        pl.col(roles["listing"]).rank("dense").alias("listing"),
        pl.col(roles["outcome"]).fill_null("").replace_strict(known, return_dtype=pl.Boolean).alias("outcome"),
    )
    columns = np.column_stack([part for name in names for part in _columns(raw[name])])
    control = control_among(frame["profile"].unique().to_list(), reading.control_profile)
    answered = frame["outcome"].is_not_null().to_numpy()
    out = {}
    for profile in sorted(set(frame["profile"]) - {control}):
        if reading.profiles and not any(plain_name(profile) == plain_name(name) for name in reading.profiles):
            continue
        rows = answered & frame["profile"].is_in([control, profile]).to_numpy()
        here = frame.filter(pl.Series(rows))
        test = (here["profile"] == profile).to_numpy()
        out[profile] = decompose(here["outcome"].to_numpy(), test, columns[rows], here["listing"].to_numpy())
    return out


def _columns(values: pl.Series) -> list[Array]:
    numbers = values.str.strip_chars().cast(pl.Float64, strict=False)
    if numbers.null_count() == 0:
        return [numbers.to_numpy()]
    return [(values == level).to_numpy().astype(np.float64) for level in sorted(values.unique().to_list())[1:]]
