"""`navolgbaar import`: take documents in, as an editor, with everything read as proposals.

Each document is one transaction; one that is there already is passed over, so a run that was killed goes on.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from navolgbaar.ops.errors import CannotStart
from navolgbaar.ops.installation import installation


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", type=Path, help="documents, or folders of documents")
    parser.add_argument("--programme", required=True, help="key of the programme")
    parser.add_argument("--organisation", required=True, help="key of the organisation that takes them in")
    parser.add_argument("--as", required=True, dest="email", help="address of the editor")
    parser.add_argument("--origin", default="", help="where they were obtained, e.g. a URL")
    parser.add_argument("--licence", default="")


def run(arguments: argparse.Namespace) -> int:
    files = [file for path in arguments.files for file in _files_in(path)]
    with installation():
        refused = import_files(files, arguments)
    for file, why in refused:
        print(f"navolgbaar import: {file.name}: {why}", file=sys.stderr)
    return 1 if refused else 0


def _files_in(path: Path) -> list[Path]:
    if not path.exists():
        raise CannotStart(f"{path} does not exist.", do="Give files or folders that do.")
    return sorted(file for file in path.rglob("*") if file.is_file()) if path.is_dir() else [path]


def import_files(files: list[Path], arguments: argparse.Namespace) -> list[tuple[Path, str]]:
    """Take the files in. Returns those that could not be, each with the reason; the others are in."""
    from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
    from rich.progress import track

    from navolgbaar.people.models import Organisation, User
    from navolgbaar.programmes.models import Programme
    from navolgbaar.sources.actions import CannotTakeIn, import_document

    try:
        by = User.objects.get(email=arguments.email.lower())
        programme = Programme.objects.get(key=arguments.programme)
        organisation = Organisation.objects.get(key=arguments.organisation)
    except ObjectDoesNotExist as problem:
        raise CannotStart(f"{problem}", do="Check --as, --programme and --organisation.") from None
    refused: list[tuple[Path, str]] = []
    for file in track(files, description="Taking in", disable=not sys.stdout.isatty()):
        try:
            document = import_document(
                data=file.read_bytes(), name=file.name, programme=programme, organisation=organisation,
                origin=arguments.origin, licence=arguments.licence, by=by,
            )  # fmt: skip
        except CannotTakeIn as problem:
            refused.append((file, str(problem)))
        except OSError as problem:
            refused.append((file, str(problem)))
        except PermissionDenied:
            raise CannotStart(f"{arguments.email} is no editor there.", do="Ask for that role.") from None
        else:
            print(f"{document.public_id}  {file.name}", flush=True)
    return refused
