"""PostgreSQL's own programs, run on a database URL without its password on the command line."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict

from navolgbaar.ops.binaries import binary
from navolgbaar.ops.errors import CannotStart

VARIABLES = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD", "dbname": "PGDATABASE",
             "sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT"}  # fmt: skip


def program(name: str) -> Path:
    """The path of a program such as "pg_dump": in `NAVOLGBAAR_PG_BIN` where that is set, else that of the wheel."""
    folder = os.environ.get("NAVOLGBAAR_PG_BIN")
    return Path(folder) / name if folder else binary(name)


def run_on(url: str, name: str, *options: str) -> None:
    """Run a program on the database of a URL. Raises CannotStart with what it said."""
    parts = conninfo_to_dict(url)
    environment = {VARIABLES[key]: str(value) for key, value in parts.items() if key in VARIABLES and value}
    try:
        done = subprocess.run(
            [program(name), *options], env={**os.environ, **environment}, capture_output=True, text=True
        )
    except FileNotFoundError:
        raise CannotStart(f"{program(name)} is not there.", do="Set NAVOLGBAAR_PG_BIN to its folder.") from None
    if done.returncode:
        raise CannotStart(
            f"{name} refused: {done.stderr.strip()}",
            do="Where it names a version: set NAVOLGBAAR_PG_BIN to the programs of the server's own version.",
        )
