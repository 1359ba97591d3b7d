"""`narekenen indicators WHAT`: count persons, compare areas honestly, restate mergers, withhold small cells."""

from __future__ import annotations

import argparse

from narekenen.cli.indicators import counts, trends
from narekenen.cli.output import add_subcommands, run_subcommand

SUBS = {**counts.SUBS, **trends.SUBS}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_subcommands(parser, "indicators", SUBS)


def run(arguments: argparse.Namespace) -> int:
    return run_subcommand(arguments, SUBS)
