"""Tables that a plan is made of: strata with what is expected, and listings to draw from."""

from __future__ import annotations

from pathlib import Path

from narekenen.errors import UnusableInput
from narekenen.fieldtests.assignment import Listing
from narekenen.fieldtests.columns import ACCEPTED, column_named, plain_name
from narekenen.fieldtests.planning import Stratum
from narekenen.fieldtests.tables import read_table

STRATA = {  # field -> accepted column names
    "name": ("name", "naam", "stratum", "groep"),
    "pairs": ("pairs", "paren", "tests", "n"),
    "any_positive": ("any_positive", "minstens_een_positief", "any"),
    "discordant": ("discordant", "verschillend"),
    "effect": ("effect", "verschil"),
    "cost": ("cost", "kosten"),
    "landlords": ("landlords", "verhuurders", "agencies", "makelaars"),
}
NEEDED = ("name", "pairs", "any_positive", "discordant", "effect")


def as_number(text: str) -> float:
    """ "12,5" and "12.5%" as 12.5. Raises ValueError when it is no number."""
    return float(text.strip().rstrip("%").strip().replace(",", "."))


def read_strata(path: Path) -> tuple[Stratum, ...]:
    """Strata from CSV or XLSX; any_positive, discordant and effect are percentages (32 or 32%).

    Raises UnusableInput naming every missing column or every cell that is no number.
    """
    frame = read_table(path)
    plain = {plain_name(name): name for name in frame.columns}
    found = {
        field: next((plain[plain_name(name)] for name in names if plain_name(name) in plain), None)
        for field, names in STRATA.items()
    }
    if lacking := [field for field in NEEDED if found[field] is None]:
        raise UnusableInput(
            f"No column for {', '.join(lacking)}", where=path.name, why="The file has " + ", ".join(frame.columns)
        )
    strata, problems = [], []
    for line, row in enumerate(frame.iter_rows(named=True), start=2):
        cells = {field: row[name] or "" for field, name in found.items() if name}
        values = {}
        for field, text in cells.items():
            if field == "name" or (not text and field not in NEEDED):
                continue
            try:
                values[field] = as_number(text)
            except ValueError:
                problems.append(f"row {line}: {field} is {text!r}, which is no number")
        if len(values.keys() & set(NEEDED)) == len(NEEDED) - 1:
            strata.append(stratum(cells["name"], values))
    if problems:
        raise UnusableInput("Cells are no numbers", where=path.name, problems=tuple(problems))
    return tuple(strata)


def stratum(name: str, values: dict[str, float]) -> Stratum:
    """A stratum from numbers as people write them: percentages for the three shares."""
    landlords = values.get("landlords")
    return Stratum(
        name, int(values["pairs"]), values["any_positive"] / 100, values["discordant"] / 100, values["effect"] / 100,
        values.get("cost", 0.0), None if landlords is None else int(landlords),
    )  # fmt: skip


def read_listings(path: Path, block: tuple[str, ...] = (), party: str = "") -> tuple[Listing, ...]:
    """Listings to draw from: the id column by its accepted names, blocks by one or more columns, the party by one.

    Raises UnusableInput when a column is missing or an id is empty.
    """
    frame = read_table(path)
    plain = {plain_name(name): name for name in frame.columns}
    key = next((plain[plain_name(name)] for name in ACCEPTED["listing"] if plain_name(name) in plain), None)
    lacking = [name for name in (*block, *([party] if party else [])) if plain_name(name) not in plain]
    if key is None or lacking:
        raise UnusableInput(
            "No column for " + ", ".join([*(["the listing"] if key is None else []), *lacking]), where=path.name,
            why="The file has " + ", ".join(frame.columns),
        )  # fmt: skip
    columns = [column_named(frame.columns, name) for name in block]
    empty = [str(i) for i, value in enumerate(frame[key], start=2) if not value]
    if empty:
        raise UnusableInput("Listings have no id", where=path.name, problems=("rows " + ", ".join(empty),))
    offered_by = column_named(frame.columns, party) if party else ""
    return tuple(
        Listing(row[key], " / ".join(row[c] or "" for c in columns), (row[offered_by] or "") if offered_by else "")
        for row in frame.iter_rows(named=True)
    )
