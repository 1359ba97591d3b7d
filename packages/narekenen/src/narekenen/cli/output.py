"""What commands with subcommands share: --json and --lang, the JSON itself, tables on a terminal."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from narekenen.errors import UnusableInput, say
from narekenen.trace.canonical import plain

Sub = tuple[str, Callable[[argparse.ArgumentParser], None], Callable[[argparse.Namespace], int]]
NEEDED = ("numpy", "scipy", "polars", "numba", "openpyxl")


def add_subcommands(parser: argparse.ArgumentParser, command: str, subs: Mapping[str, Sub]) -> None:
    """One subparser per entry, each with --json and --lang."""
    commands = parser.add_subparsers(dest="sub", required=True, metavar="WHAT")
    for name, (help_text, arguments, _) in subs.items():
        sub = commands.add_parser(name, help=help_text, description=help_text)
        arguments(sub)
        sub.add_argument(
            "--json", action="store_true", help=f'the complete result, "schema": "narekenen/{command}.{name}/1"'
        )
        sub.add_argument("--lang", choices=("nl", "en"), default="nl", help="language of the report")


def run_subcommand(arguments: argparse.Namespace, subs: Mapping[str, Sub]) -> int:
    """Run the one that was chosen. A package that is not installed is named in words."""
    try:
        return subs[arguments.sub][2](arguments)
    except ModuleNotFoundError as problem:
        if (problem.name or "").partition(".")[0] not in NEEDED:
            raise
        raise UnusableInput(
            say("This command needs {package}, which is not installed", package=problem.name),
            do="pip install 'narekenen[science]'",
        ) from problem


def show(
    command: str, arguments: argparse.Namespace, result: Mapping[str, Any], lines: Sequence[str],
    tables: Sequence[tuple[str, Sequence[str], Sequence[Sequence[str]]]] = (),
) -> None:  # fmt: skip
    """The result as JSON, or sentences and tables (title, columns, rows of text)."""
    if arguments.json:
        print(
            json.dumps(
                {"schema": f"narekenen/{command}.{arguments.sub}/1", **plain(result)}, ensure_ascii=False, indent=1
            )
        )
        return
    from rich.console import Console
    from rich.table import Table

    console = Console(width=None if sys.stdout.isatty() else 160, highlight=False)
    for line in lines:
        console.print(line, markup=False)
    for title, columns, rows in tables:
        table = Table(*columns, title=title, title_justify="left", show_edge=False)
        for row in rows:
            table.add_row(*row)
        console.print(table)
