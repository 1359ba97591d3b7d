"""`navolgbaar remind`: tell followers which promises fall due or are overdue. Run it once a day; twice is once."""

from __future__ import annotations

import argparse

from navolgbaar.ops.installation import installation


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """It takes none."""


def run(arguments: argparse.Namespace) -> int:
    with installation():
        from navolgbaar.promises.tasks import tell_what_falls_due

        tell_what_falls_due.call()
        print("Followers were told what falls due.")
    return 0
