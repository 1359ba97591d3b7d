"""`narekenen replay BUNDLE`: recompute a published number and compare it with what was published."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from narekenen.cli.files import read_bytes
from narekenen.errors import UnusableInput, in_language, say
from narekenen.replay import Replay, replay
from narekenen.trace.canonical import plain

SAYS = {
    "nl": ("Hetzelfde: {0}", "Niet hetzelfde: gepubliceerd {0}, nagerekend {1}", "sha256 van dit bestand"),
    "en": ("The same: {0}", "Not the same: published {0}, recomputed {1}", "sha256 of this file"),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("bundle", type=Path, help="the bundle of a figure, e.g. NB-2026-00123@2.json")
    parser.add_argument("--expect", default="", metavar="SHA", help="the sha256 that stands on the figure's page")
    parser.add_argument(
        "--input",
        action="append",
        default=[],
        metavar="NAME=FILE",
        help="a file for an input that the bundle leaves out",
    )
    parser.add_argument("--json", action="store_true", help="the complete result as JSON")
    parser.add_argument("--lang", choices=("nl", "en"), default="nl", help="language of the report")


def run(arguments: argparse.Namespace) -> int:
    given: dict[str, object] = {}
    for item in arguments.input:
        name, sign, file = item.partition("=")
        if not sign or not name or not file:
            raise UnusableInput(say("{item!r} is not NAME=FILE", item=item), do="write --input passage=letter.txt")
        given[name] = _given(Path(file))
    result = replay(read_bytes(arguments.bundle), where=arguments.bundle.name, expect=arguments.expect, given=given)
    print(_json(result) if arguments.json else _report(result, arguments.lang))
    return 0 if result.same else 1


def _given(path: Path) -> object:
    data = read_bytes(path)
    try:
        return json.loads(data)
    except ValueError:
        from narekenen.documents.opening import open_document

        return {"document": open_document(data, name=path.name).text}


def _json(result: Replay) -> str:
    return json.dumps(
        {
            "schema": "narekenen/replay/1",
            "figure": result.bundle.figure,
            "version": result.bundle.version,
            "recipe": result.bundle.run.recipe,
            "published": result.published,
            "recomputed": result.recomputed,
            "same": result.same,
            "sha256": result.sha256,
            "problems": plain(result.problems),
        },
        ensure_ascii=False,
        indent=1,
    )


def _report(result: Replay, lang: str) -> str:
    same, differs, sha = SAYS[lang]
    head = f"{result.bundle.figure}@{result.bundle.version}  {result.bundle.question}".rstrip()
    line = (same if result.same else differs).format(result.published, result.recomputed)
    lines = [head, line, *[f"  - {in_language(problem, lang)}" for problem in result.problems]]
    if sys.stdout.isatty() or result.same:
        lines.append(f"{sha}: {result.sha256}")
    return "\n".join(lines)
