"""`navolgbaar import`: take documents in, as an editor, with everything read as proposals.

Files are read on every core, each document is one transaction, and one that is there already is passed over: a run
that was killed goes on where it was.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from navolgbaar.ops.errors import CannotStart
from navolgbaar.ops.importing import Job, Outcome, take_in
from navolgbaar.ops.installation import installation

if TYPE_CHECKING:
    from rich.console import Console

SUMMARY = {
    "nl": "Opgenomen: {new}. Was er al: {known}. Geweigerd: {refused}. In {seconds:.0f} s.",
    "en": "Taken in: {new}. Already there: {known}. Refused: {refused}. In {seconds:.0f} s.",
}
KNOWN = {"nl": "(was er al)", "en": "(already there)"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", type=Path, help="documents, or folders of documents")
    parser.add_argument("--programme", required=True, help="key of the programme")
    parser.add_argument("--organisation", required=True, help="key of the organisation that takes them in")
    parser.add_argument("--as", required=True, dest="email", help="address of the editor")
    parser.add_argument("--origin", default="", help="where they were obtained, e.g. a URL")
    parser.add_argument("--licence", default="")
    parser.add_argument("--processes", type=int, default=0, help="that read at once (default: one per core)")
    parser.add_argument("--lang", choices=("nl", "en"), default="en", help="of the reasons for which files are refused")


def run(arguments: argparse.Namespace) -> int:
    files = [file for path in arguments.files for file in _files_in(path)]
    begun = time.monotonic()
    with installation():
        outcomes = import_files(files, arguments)
    refused = [outcome for outcome in outcomes if outcome.why]
    known = sum(outcome.was_there for outcome in outcomes)
    for outcome in refused:
        print(f"navolgbaar import: {outcome.file.name}: {outcome.why}", file=sys.stderr)
    new, seconds = len(outcomes) - known - len(refused), time.monotonic() - begun
    said = SUMMARY[arguments.lang].format(new=new, known=known, refused=len(refused), seconds=seconds)
    print(said, file=sys.stderr, flush=True)
    return 1 if refused else 0


def _files_in(path: Path) -> list[Path]:
    if not path.exists():
        raise CannotStart(f"{path} does not exist.", do="Give files or folders that do.")
    return sorted(file for file in path.rglob("*") if file.is_file()) if path.is_dir() else [path]


def import_files(files: Sequence[Path], arguments: argparse.Namespace) -> list[Outcome]:
    """Take the files in, with a line of each that is in on standard output and progress on a terminal. What came of
    each, in the order in which they were ready. Raises CannotStart before the first where nothing could be taken in."""
    from rich.progress import track

    job = _job(arguments)
    outcomes = []
    shown = sys.stderr.isatty()
    taking = take_in(files, job, processes=arguments.processes)
    for outcome in track(taking, total=len(files), description="Taking in", disable=not shown, console=_console()):
        outcomes.append(outcome)
        if not outcome.why and not (shown and sys.stdout.isatty()):
            known = f"  {KNOWN[arguments.lang]}" if outcome.was_there else ""
            print(f"{outcome.public_id}  {outcome.file.name}{known}", flush=True)
    return outcomes


def _console() -> Console:
    from rich.console import Console

    return Console(stderr=True)


def _job(arguments: argparse.Namespace) -> Job:
    """Where the files go, after it was made sure that this person may do that."""
    from django.core.exceptions import ObjectDoesNotExist

    from navolgbaar.core.permission import granted
    from navolgbaar.people.models import Organisation, User
    from navolgbaar.programmes.models import Programme
    from navolgbaar.sources.models import Document

    try:
        by = User.objects.get(email=arguments.email.strip().lower())
        programme = Programme.objects.get(key=arguments.programme)
        organisation = Organisation.objects.get(key=arguments.organisation)
    except ObjectDoesNotExist as problem:
        raise CannotStart(f"{problem}", do="Check --as, --programme and --organisation.") from None
    if not granted("sources.import_document", by, Document(programme=programme, organisation=organisation)):
        raise CannotStart(f"{arguments.email} is no editor there.", do="Ask for that role.")
    return Job(
        programme=programme.pk, organisation=organisation.pk, by=by.pk, origin=arguments.origin,
        licence=arguments.licence, lang=arguments.lang,
    )  # fmt: skip
