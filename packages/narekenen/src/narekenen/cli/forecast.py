"""`narekenen forecast WHAT`: when will it be done, and were earlier forecasts right."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable
from fractions import Fraction
from pathlib import Path
from typing import Any

from narekenen.errors import UnusableInput
from narekenen.trace.canonical import plain

Run = Callable[[argparse.Namespace], int]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    commands = parser.add_subparsers(dest="sub", required=True, metavar="WHAT")
    for name, (help_text, arguments, _) in SUBS.items():
        sub = commands.add_parser(name, help=help_text, description=help_text)
        arguments(sub)
        sub.add_argument(
            "--json", action="store_true", help=f'the complete result, "schema": "narekenen/forecast.{name}/1"'
        )
        sub.add_argument("--lang", choices=("nl", "en"), default="nl", help="language of the report")


def run(arguments: argparse.Namespace) -> int:
    try:
        return SUBS[arguments.sub][2](arguments)
    except ModuleNotFoundError as problem:
        if (problem.name or "").partition(".")[0] not in ("numpy", "scipy", "numba", "openpyxl"):
            raise
        raise UnusableInput(
            f"This command needs {problem.name}, which is not installed", do="pip install 'narekenen[science]'"
        ) from problem


def _show(arguments: argparse.Namespace, result: dict[str, Any], lines: Iterable[str]) -> None:
    if arguments.json:
        value = {"schema": f"narekenen/forecast.{arguments.sub}/1", **plain(result)}
        sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=1) + "\n")
        return
    sys.stdout.write("\n".join(lines) + "\n")


def _share(text: str) -> Fraction:
    try:
        return Fraction(text.strip().rstrip("%").replace(",", ".")) / 100
    except (ValueError, ZeroDivisionError) as problem:
        raise argparse.ArgumentTypeError(f"{text!r} is no percentage, such as 95") from problem


def _targets_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="yearly targets in XLSX or CSV: year, production, cumulative")
    parser.add_argument("--share", type=_share, default=Fraction(95, 100), metavar="PERCENT", help="to be reached")
    parser.add_argument("--end", type=int, metavar="YEAR", help="by the end of this year")
    parser.add_argument("--scope", type=int, metavar="N", help="everything; left out: the highest total")


def _targets(arguments: argparse.Namespace) -> int:
    from narekenen.forecasts.measures import building_months
    from narekenen.forecasts.targetfile import read_targets
    from narekenen.forecasts.targets import check_targets
    from narekenen.forecasts.targetwords import measure_sentence, sentences

    columns, measures = read_targets(arguments.file)
    checks = [
        check_targets(rows, name=name, share=arguments.share, scope=arguments.scope, end=arguments.end)
        for name, rows in columns.items()
    ]
    lines = [line for check in checks for line in sentences(check, arguments.lang)]
    lines += [measure_sentence(measure, arguments.lang) for measure in measures]
    sizes = [
        {"name": measure.name, "building_months": [float(value) for value in building_months(measure)]}
        for measure in measures
    ]
    _show(arguments, {"columns": checks, "measures": sizes}, lines)
    return int(any(check.sums or check.possible is False for check in checks))


SUBS: dict[str, tuple[str, Callable[[argparse.ArgumentParser], None], Run]] = {
    "targets": ("does a table of yearly targets add up, and can it reach its own end date", _targets_arguments,
                _targets),
}  # fmt: skip
