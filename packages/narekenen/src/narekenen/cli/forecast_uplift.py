"""`narekenen forecast uplift`: how much longer than planned comparable projects took."""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from narekenen.errors import UnusableInput

if TYPE_CHECKING:
    from narekenen.forecasts.reference import Project, ReferenceClass

HELP = "how much longer than planned comparable projects took (reference class), at P50 and P80"


def add_arguments(parser: argparse.ArgumentParser, day: Callable[[str], date]) -> None:
    parser.add_argument("file", type=Path, help="projects: project, start, planned, and ended or known_on")
    parser.add_argument("--known-on", type=day, required=True, metavar="DATE", help="what was known on this day")
    parser.add_argument("--by", default="", metavar="COLUMN", help="a class for each value of this column")
    parser.add_argument("--start", type=day, metavar="DATE", help="of one's own plan")
    parser.add_argument("--end", type=day, metavar="DATE", help="the planned end of one's own plan")


def classes(arguments: argparse.Namespace) -> tuple[ReferenceClass, ...]:
    """One reference class, or one per value of a column."""
    from narekenen.forecasts.reference import reference_class
    from narekenen.forecasts.referencefile import read_projects

    if (arguments.start is None) != (arguments.end is None) or (arguments.start and arguments.end <= arguments.start):
        raise UnusableInput("A plan has a start and a later end", where="--start and --end", do="Give both, or neither")
    groups: dict[str, list[Project]] = defaultdict(list)
    for project in read_projects(arguments.file, known_on=arguments.known_on, by=arguments.by):
        groups[project.kind].append(project)
    return tuple(reference_class(tuple(group), name=name) for name, group in sorted(groups.items()))
