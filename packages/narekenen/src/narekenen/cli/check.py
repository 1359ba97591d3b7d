"""`narekenen check FILE…`: read documents and tell what does not add up."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from narekenen.errors import UnusableInput

if TYPE_CHECKING:
    from narekenen.report.reading import Checked
    from narekenen.report.words import Lang


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="text, PDF, DOCX, HTML or KOOP XML")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help='the complete result, "schema": "narekenen/check/1"')
    form.add_argument(
        "--as-predictions",
        action="store_true",
        help="spans and values only, to score; exits 0 when every file was read",
    )
    parser.add_argument(
        "--html", type=Path, metavar="OUT", help="write a page per document: a file, or a folder for many"
    )
    parser.add_argument("--lang", choices=("nl", "en"), default="nl", help="language of the report")
    parser.add_argument("--no-hints", action="store_true", help="leave out what needs judgement")
    parser.add_argument("--repairs", action="store_true", help="tell what was mended in the text before it was read")
    parser.add_argument("--confirmations", action="store_true", help="also show the sums that hold")


def run(arguments: argparse.Namespace) -> int:
    from narekenen.report.result import result

    checked, problems = _read_all(arguments.files, arguments.lang)
    if arguments.html:
        _write_pages(arguments.html, checked, arguments.files, arguments.lang)
    if arguments.json:
        print(json.dumps(result(checked, problems), ensure_ascii=False, indent=1))
    elif arguments.as_predictions:
        print(json.dumps(_predictions(checked), ensure_ascii=False))
    else:
        _print_report(checked, arguments)
    for name, message in problems:
        print(f"narekenen check: {message if message.startswith(name) else f'{name}: {message}'}", file=sys.stderr)
    if problems:
        return 2
    found = any(letter.of("finding") for letter in checked)
    return 1 if found and not arguments.as_predictions else 0


def _read_all(paths: list[Path], lang: Lang) -> tuple[list[Checked], list[tuple[str, str]]]:
    """Every file that can be read, checked; and the others with what is wrong with them."""
    from narekenen.arithmetic.checks import check
    from narekenen.cli.files import open_safely
    from narekenen.readings.letter import read_letter
    from narekenen.report.reading import Checked

    checked: list[Checked] = []
    problems: list[tuple[str, str]] = []
    with _progress(len(paths)) as step:
        for path in paths:
            try:
                letter = read_letter(open_safely(path))
                checked.append(Checked(letter, check(letter)))
            except UnusableInput as problem:
                problems.append((path.name, problem.in_language(lang)))
            step(path.name)
    return checked, problems


@contextmanager
def _progress(total: int) -> Iterator[Callable[[str], None]]:
    """A bar on a terminal when there is more than one file; silent in a pipe."""
    if total < 2 or not sys.stderr.isatty():
        yield lambda name: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total)
        yield lambda name: bar.update(task, advance=1, description=name[:40])


def _predictions(checked: list[Checked]) -> dict[str, object]:
    from narekenen.report.names import keys
    from narekenen.report.predictions import predictions

    names = keys([letter.letter.source.name for letter in checked])
    return {name: predictions(letter) for name, letter in zip(names, checked, strict=True)}


def _print_report(checked: list[Checked], arguments: argparse.Namespace) -> None:
    from narekenen.arithmetic.same_quantity import conflicts
    from narekenen.documents.damage import damage_report
    from narekenen.report.text import between, report

    for letter in checked:
        print(report(letter, arguments.lang, hints=not arguments.no_hints, confirmations=arguments.confirmations))
        if arguments.repairs:
            print(f"\n{damage_report(letter.letter.running).text(arguments.lang)}")
        print()
    if not arguments.no_hints and len(checked) > 1:
        said = between(checked, conflicts([letter.letter for letter in checked]), arguments.lang)
        print(f"{said}\n" if said else "", end="")


def _write_pages(out: Path, checked: list[Checked], read: list[Path], lang: Lang) -> None:
    """A page per document. No page takes the place of another, or of a file that was read.

    Raises UnusableInput where `out` cannot be written.
    """
    from narekenen.report.names import page_names
    from narekenen.report.page import page

    single = len(checked) == 1 and out.suffix.lower() in (".html", ".htm")
    names = [letter.letter.source.name for letter in checked]
    targets = [out] if single else [out / name for name in page_names(names)]
    where = f"--html {out.name}"
    if {target.resolve() for target in targets} & {path.resolve() for path in read}:
        why, do = "A page would take the place of a file that was read", "Name another folder"
        raise UnusableInput("the pages are not written", where=where, why=why, do=do)
    try:
        (out.parent if single else out).mkdir(parents=True, exist_ok=True)
        for target, letter in zip(targets, checked, strict=True):
            target.write_text(page(letter, lang), encoding="utf-8")
    except OSError as problem:
        why, do = problem.strerror or str(problem), "Name a folder that you may write in"
        raise UnusableInput("the pages cannot be written", where=where, why=why, do=do) from problem
