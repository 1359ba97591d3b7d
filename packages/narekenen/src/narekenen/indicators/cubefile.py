"""The cube of a Parquet file that does not fit in memory: persons in parts, each read and counted by itself."""

from __future__ import annotations

from functools import reduce
from pathlib import Path

import polars as pl

from narekenen.errors import UnusableInput, say
from narekenen.indicators.cube import Cube, add, unique_persons


def unique_persons_in_file(path: Path, person: str, sizes: dict[str, int], *, parts: int = 8) -> Cube:
    """Unique persons per margin of the columns named in `sizes` (codes from 0 to size - 1).

    person   column of pseudonyms, text or integers; text is hashed to 64 bits, which for ten million persons confuses
             two of them once in 400,000 files
    parts    the file is read so many times, each time for another part of the persons, which add up
    Raises UnusableInput when a column lacks, is no code, or is empty somewhere.
    """
    try:
        rows = pl.scan_parquet(path)
        there = rows.collect_schema().names()
    except (pl.exceptions.PolarsError, OSError) as problem:
        raise UnusableInput(
            "The Parquet file cannot be read", where=path.name, why=str(problem).split("\n")[0]
        ) from problem
    lacking = [column for column in (person, *sizes) if column not in there]
    if lacking or parts < 1:
        raise UnusableInput(
            say("There is no column {names}", names=", ".join(lacking)) if lacking else "No parts", where=path.name
        )
    key = pl.col(person).hash(seed=1).alias("key")
    cubes = []
    for part in range(parts):
        frame = rows.select(key, *sizes).filter(pl.col("key") % parts == part).collect(engine="streaming")
        if any(frame[name].null_count() or not frame[name].dtype.is_integer() for name in sizes):
            raise UnusableInput("Every column of codes holds whole numbers, none empty", where=path.name)
        codes = {name: frame[name].to_numpy() for name in sizes}
        cubes.append(unique_persons(frame["key"].to_numpy(), dict(codes), sizes))
    return reduce(add, cubes)
