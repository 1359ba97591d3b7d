"""`narekenen compare OLD NEW`: what became of each promise of an earlier letter in a later one."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from narekenen.errors import UnusableInput

if TYPE_CHECKING:
    from narekenen.comparison.model import Comparison
    from narekenen.comparison.words import Lang
    from narekenen.readings.model import Letter


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("old", type=Path, metavar="OLD", help="the earlier letter: text, PDF, DOCX, HTML or KOOP XML")
    parser.add_argument("new", type=Path, metavar="NEW", help="the later letter")
    parser.add_argument("--json", action="store_true", help='the complete result, "schema": "narekenen/compare/1"')
    parser.add_argument("--html", type=Path, metavar="OUT", help="write the comparison as a page")
    parser.add_argument("--lang", choices=("nl", "en"), default="nl", help="language of the report")


def run(arguments: argparse.Namespace) -> int:
    from narekenen.comparison.comparing import compare

    comparison = compare(*_both(arguments.old, arguments.new))
    if arguments.html:
        _write_page(arguments.html, comparison, arguments)
    if arguments.json:
        from narekenen.comparison.result import result

        print(json.dumps(result(comparison), ensure_ascii=False, indent=1))
    else:
        from narekenen.comparison.text import report

        print(report(comparison, arguments.lang))
    return 1 if comparison.alarming else 0


def _both(old: Path, new: Path) -> tuple[Letter, Letter]:
    """Both letters. Raises UnusableInput that names every file that cannot be read."""
    from narekenen.cli.files import open_safely
    from narekenen.readings.letter import read_letter

    read: list[Letter] = []
    problems: list[UnusableInput] = []
    for path in (old, new):
        try:
            read.append(read_letter(open_safely(path)))
        except UnusableInput as problem:
            problems.append(problem)
    if len(problems) == 2:
        raise UnusableInput("neither letter can be read", problems=tuple(str(problem) for problem in problems))
    if problems:
        raise problems[0]
    return read[0], read[1]


def _write_page(out: Path, comparison: Comparison, arguments: argparse.Namespace) -> None:
    """Raises UnusableInput where `out` is one of the letters or cannot be written."""
    from narekenen.comparison.page import page

    lang: Lang = arguments.lang
    where = f"--html {out.name}"
    if out.resolve() in (arguments.old.resolve(), arguments.new.resolve()):
        why, do = "A page would take the place of a file that was read", "Name another folder"
        raise UnusableInput("the pages are not written", where=where, why=why, do=do)
    try:
        out.write_text(page(comparison, lang), encoding="utf-8")
    except OSError as problem:
        why, do = problem.strerror or str(problem), "Name a folder that you may write in"
        raise UnusableInput("the pages cannot be written", where=where, why=why, do=do) from problem
