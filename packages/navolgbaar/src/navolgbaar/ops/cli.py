"""The command line of an installation. Nothing heavy is imported before a command is chosen."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module

from navolgbaar.ops.errors import CannotStart

COMMANDS = {
    "migrate": "bring the database to this version, and set the rights of the application role",
    "createuser": "make an account; the password is read from the terminal or from standard input",
}
# The module `navolgbaar.ops.commands.<name>` has `add_arguments(parser)` and `run(arguments) -> int`.


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. Exit status 0: done; 1: done, and something was found; 2: cannot, with the reason on stderr."""
    parser = argparse.ArgumentParser(prog="navolgbaar", description="Public programmes that can be followed.")
    words = list(sys.argv[1:] if argv is None else argv)
    chosen = words[0] if words and words[0] in COMMANDS else None
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, line in COMMANDS.items():
        command = commands.add_parser(name, help=line, description=line)
        if name == chosen:
            import_module(f"navolgbaar.ops.commands.{name}").add_arguments(command)
    arguments = parser.parse_args(words)
    try:
        return int(import_module(f"navolgbaar.ops.commands.{arguments.command}").run(arguments))
    except CannotStart as problem:
        print(f"navolgbaar {arguments.command}: {problem}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
