"""The command line. Importing it loads nothing heavy: each command imports its own science when it runs."""

import sys


def main() -> None:
    sys.exit(2)
