"""`narekenen forecast vintage`: issue a forecast into a folder of forecasts that are never altered."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

HELP = "issue a forecast that never changes: scope ledger, bridge from the one before, scored farewell to it"


def add_arguments(parser: argparse.ArgumentParser, day: Callable[[str], date]) -> None:
    parser.add_argument("file", type=Path, help="the plan, in XLSX or TOML")
    parser.add_argument(
        "folder", type=Path, help="one folder per programme; the newest vintage in it is the one before"
    )
    parser.add_argument("--on", type=day, required=True, metavar="DATE", help="the day of issue")
    parser.add_argument("--ledger", type=Path, metavar="FILE", help="scope ledger: reason, change, left_out, which")
    parser.add_argument("--actual", type=Path, metavar="FILE", help="what was finished: year, actual")
    parser.add_argument("--replications", type=int, default=1000, metavar="N")
    parser.add_argument("--seed", default="narekenen", help="equal seeds give equal results")


def issue(arguments: argparse.Namespace, progress: Callable[[int, int], None]) -> dict[str, Any]:
    """Read the files and issue; nothing is written where one of them cannot be used."""
    from narekenen.forecasts.ledgerfile import read_actual, read_ledger
    from narekenen.forecasts.planvalue import read_value
    from narekenen.forecasts.vintagefile import issue_into

    value, _ = read_value(arguments.file)
    ledger = () if arguments.ledger is None else read_ledger(arguments.ledger)
    actual = {} if arguments.actual is None else read_actual(arguments.actual)
    return issue_into(
        arguments.folder, value, on=arguments.on, ledger=ledger, actual=actual, replications=arguments.replications,
        seed=arguments.seed, progress=progress,
    )  # fmt: skip
