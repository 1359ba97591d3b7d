"""The command line of an installation. Nothing heavy is imported before a command is chosen."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module

from navolgbaar.ops.errors import CannotStart

COMMANDS = {
    "demo": ("demo", "from nothing to a served site with the demonstration programmes, on this machine"),
    "serve": ("serve", "serve the platform on one address, with its worker, until Ctrl-C"),
    "import": ("take_in", "take documents in, as an editor; what is read in them are proposals"),
    "doctor": ("doctor", "tell what is well and what is not; exit status 1 when something is not"),
    "migrate": ("migrate", "bring the database to this version, and set the rights of the application role"),
    "backup": ("backup", "one moment of the database and every stored file, with a manifest that names each"),
    "restore": ("restore", "bring a backup back into an empty installation, with every erasure applied again"),
    "verify-backup": ("verify_backup", "restore a backup beside, and recompute published figures with narekenen alone"),
    "remind": ("remind", "tell followers which promises fall due or are overdue; to be run once a day"),
    "retention": ("retention", "tell what is past its term; with --apply it is removed"),
    "erase": ("erase", "erase the words of a passage on a legal ground, also from backups when they are restored"),
    "forget": ("forget", "forget one person's address wherever it stands, and close the account"),
    "createuser": ("createuser", "make an account; the password is read from the terminal or from standard input"),
    "exchange": ("exchange", "signed releases out, and those of other organisations in, read-only"),
    "vault": ("vault", "the key to which tested parties are sealed; the keeper opens or removes them"),
    "witness": ("witness", "tell the outside witnesses of releases, or compare with what one keeps (--verify)"),
}
"""name -> (module in `navolgbaar.ops.commands`, what it does). A module has `add_arguments(parser)` and
`run(arguments) -> int`."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. Exit status 0: done; 1: done, and something was found; 2: cannot, with the reason on stderr."""
    parser = argparse.ArgumentParser(prog="navolgbaar", description="Public programmes that can be followed.")
    words = list(sys.argv[1:] if argv is None else argv)
    chosen = words[0] if words and words[0] in COMMANDS else None
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, (module, line) in COMMANDS.items():
        command = commands.add_parser(name, help=line, description=line)
        if name == chosen:
            import_module(f"navolgbaar.ops.commands.{module}").add_arguments(command)
    arguments = parser.parse_args(words)
    try:
        module, _ = COMMANDS[arguments.command]
        return int(import_module(f"navolgbaar.ops.commands.{module}").run(arguments))
    except CannotStart as problem:
        print(f"navolgbaar {arguments.command}: {problem}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
