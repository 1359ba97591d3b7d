"""`navolgbaar witness`: tell the outside witnesses what they were not told yet, or compare with what one keeps."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from navolgbaar.ops.errors import CannotStart
from navolgbaar.ops.installation import installation


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--verify", type=Path, metavar="FILE", help="the witness's file, or a mailbox with its mails")


def run(arguments: argparse.Namespace) -> int:
    with installation():
        return verify(arguments.verify) if arguments.verify else tell()


def verify(file: Path) -> int:
    """Compare with what a witness keeps. 1 where something differs, with the first difference."""
    from navolgbaar.publishing.witness import first_difference

    if not file.is_file():
        raise CannotStart(f"{file} does not exist.", do="Give the file that the witness keeps.")
    difference = first_difference(file.read_text(encoding="utf-8", errors="replace"))
    print(f"first difference: {difference}" if difference else "as the witness keeps it")
    return 1 if difference else 0


def tell() -> int:
    """Send what was not sent yet. 1 where a witness was not reached."""
    from navolgbaar.publishing.witness import WitnessNotReached, tell_witnesses

    try:
        print(f"lines sent: {tell_witnesses()}")
    except WitnessNotReached as problem:
        print(f"navolgbaar witness: {problem}", file=sys.stderr)
        return 1
    return 0
