"""`narekenen allocate WHAT`: what a key does with money, and how much of that hangs on the key."""

from __future__ import annotations

import argparse

from narekenen.cli.allocate import grants, model
from narekenen.cli.output import add_subcommands, run_subcommand

SUBS = {**grants.SUBS, **model.SUBS}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_subcommands(parser, "allocate", SUBS)


def run(arguments: argparse.Namespace) -> int:
    return run_subcommand(arguments, SUBS)
