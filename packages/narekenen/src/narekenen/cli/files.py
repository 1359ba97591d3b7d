"""Reading the files that people name on the command line."""

from __future__ import annotations

from pathlib import Path

from narekenen.errors import UnusableInput


def read_bytes(path: Path) -> bytes:
    """The bytes of a file. Raises UnusableInput in words when there is none, or it is a folder or may not be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise UnusableInput("this file does not exist", where=path.name, do="check the name and the folder") from None
    except IsADirectoryError:
        raise UnusableInput("this is a folder", where=path.name, do="name the files in it") from None
    except PermissionError:
        raise UnusableInput("this file may not be read", where=path.name, do="ask its owner for permission") from None
    except (OSError, ValueError) as problem:
        raise UnusableInput("this file cannot be read", where=str(path)[:80], why=str(problem)[:120]) from None
