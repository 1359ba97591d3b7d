"""The command line: one file per command. Nothing heavy is imported before a command is chosen.

Exit status of every command: 0 done, nothing found; 1 done, and the check that was asked for found something;
2 unusable input or usage, with the message on stderr.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module

from narekenen import __version__
from narekenen.cli.usage import Parser, language_of
from narekenen.errors import UnusableInput

COMMANDS = {
    "check": "read documents and tell what does not add up",
    "compare": "put two letters side by side: each promise kept, moved, weakened or not mentioned",
    "replay": "recompute a published number from its bundle",
    "fieldtest": "analyse, plan, draw and verify matched field tests",
    "indicators": "count persons, compare areas, restate mergers, withhold small cells",
    "allocate": "divide a budget by a key, with a path, its reasons and its money-diff",
    "forecast": "forecast a programme, check targets, fit lead times, score forecasts",
}
# The module `narekenen.cli.<name>` has `add_arguments(parser)` and `run(arguments)`.


def _overview() -> str:
    width = max(len(name) for name in COMMANDS)
    lines = [f"  {name:<{width}}  {line}" for name, line in COMMANDS.items()]
    return "\n".join(
        [
            "usage: narekenen COMMAND [ARGUMENTS]   (narekenen COMMAND --help tells more)",
            "",
            "Read a government letter, check its sums, recompute a published number.",
            "",
            *lines,
            "",
            "Exit status: 0 nothing found, 1 something found, 2 unusable input.",
        ]
    )


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. Returns the exit status."""
    words = list(sys.argv[1:] if argv is None else argv)
    if not words or words[0] in ("-h", "--help"):
        print(_overview())
        return 0 if words else 2
    if words[0] in ("-V", "--version"):
        print(f"narekenen {__version__}")
        return 0
    if words[0] not in COMMANDS:
        print(f"narekenen: there is no command {words[0]!r}. Choose from: {', '.join(COMMANDS)}.", file=sys.stderr)
        return 2
    module = import_module(f"narekenen.cli.{words[0]}")
    lang, said = language_of(words)
    parser = Parser(prog=f"narekenen {words[0]}", description=COMMANDS[words[0]], lang=lang, helps=said)
    module.add_arguments(parser)
    arguments = parser.parse_args(words[1:])
    try:
        status = int(module.run(arguments))
        sys.stdout.flush()
        return status
    except BrokenPipeError:  # whoever reads our lines has seen enough, as `| head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except UnusableInput as problem:
        print(f"narekenen {words[0]}: {problem.in_language(getattr(arguments, 'lang', 'en'))}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print(f"narekenen {words[0]}: stopped by hand; nothing was written half.", file=sys.stderr)
        return 130
