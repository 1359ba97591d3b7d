"""The one owner of the embedded database.

`with running_database(home) as database:` makes it, starts it, or takes over one that an owner killed with -9 left
behind; hands out the two URLs; and stops it at the end. A lock that the kernel releases with its process says who
the owner is, so a second start is told so instead of fighting over the files.
"""

from __future__ import annotations

import fcntl
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO

from navolgbaar.ops import postgres
from navolgbaar.ops.errors import AlreadyRunning
from navolgbaar.ops.home import Home
from navolgbaar.ops.roles import APPLICATION, DATABASE, OWNER, make_roles


@dataclass(slots=True)
class EmbeddedDatabase:
    """A running embedded database.

    owner_url   for migrations; application_url   for everything else
    taken_over  the server was already running, left behind by an owner that was killed
    """

    home: Home
    owner_url: str
    application_url: str
    taken_over: bool
    settings: Mapping[str, str]
    process: subprocess.Popen[bytes] | None

    def environment(self) -> dict[str, str]:
        """What a child process needs to know."""
        return {
            "DATABASE_URL": self.application_url,
            "DATABASE_OWNER_URL": self.owner_url,
            "NAVOLGBAAR_HOME": str(self.home.path),
        }

    def restart_if_down(self) -> bool:
        """Start the server again when it is gone. Returns whether that was needed."""
        if postgres.answers(self.home):
            return False
        if self.process is not None:
            self.process.wait()
        if postgres.is_left_running(self.home):
            return False
        self.process = postgres.start(self.home, self.settings)
        return True


@contextmanager
def running_database(home: Home, settings: Mapping[str, str] | None = None) -> Iterator[EmbeddedDatabase]:
    """The embedded database of an installation, running. Raises AlreadyRunning or CannotStart.

    `settings` are PostgreSQL settings by name; tests switch durability off with them.
    """
    postgres.refuse_unreachable(home)
    home.path.mkdir(parents=True, exist_ok=True)
    with _ownership(home):
        postgres.make(home)
        taken_over = postgres.is_left_running(home)
        process = None if taken_over else postgres.start(home, settings or {})
        make_roles(postgres.url(home, role=postgres.SUPERUSER, database="postgres"))
        database = EmbeddedDatabase(
            home=home,
            owner_url=postgres.url(home, role=OWNER, database=DATABASE),
            application_url=postgres.url(home, role=APPLICATION, database=DATABASE),
            taken_over=taken_over,
            settings=settings or {},
            process=process,
        )
        try:
            yield database
        finally:
            postgres.stop(home, database.process)


@contextmanager
def _ownership(home: Home) -> Iterator[IO[str]]:
    with home.owner_lock.open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            holder = lock.read().strip() or "another process"
            raise AlreadyRunning(
                f"This installation ({home.path}) is already in use by {holder}.",
                do="Use that one, stop it first, or set NAVOLGBAAR_HOME to another folder.",
            ) from None
        yield lock


def announce(home: Home, words: str) -> None:
    """Write down who holds the installation, e.g. "navolgbaar demo on http://127.0.0.1:8000"."""
    home.owner_lock.write_text(words)
