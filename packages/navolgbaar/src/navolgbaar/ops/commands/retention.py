"""`navolgbaar retention`: what is past its term; with --apply it is removed."""

from __future__ import annotations

import argparse

from navolgbaar.ops.installation import installation


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--apply", action="store_true", help="remove it; without this it is only told")


def run(arguments: argparse.Namespace) -> int:
    with installation():
        from navolgbaar.core.audit import System
        from navolgbaar.ops.retention import forget_overdue, overdue

        for term, count in overdue():
            print(f"{count:>7} {term.name}{'' if term.forget else ' (a person decides)'}")
        if arguments.apply:
            print(f"Removed: {sum(forget_overdue(by=System()).values())}.")
    return 0
