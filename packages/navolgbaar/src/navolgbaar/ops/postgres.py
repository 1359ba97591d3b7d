"""One embedded PostgreSQL: made, started, found again after a crash, and stopped.

Its socket lies in a folder that only its owner may enter, and it listens on no network address; that is why the
connections need no password. It dies with the process that started it (on Linux the kernel sees to that).
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import psycopg

from navolgbaar.ops.binaries import binary, refuse_closed_parents, service_account
from navolgbaar.ops.errors import CannotStart
from navolgbaar.ops.home import Home
from navolgbaar.ops.processes import die_with_parent

SUPERUSER = "postgres"
START_SECONDS = 60.0  # recovery after a crash may take a while
SOCKET_PATH_LIMIT = 100  # bytes; the kernel allows 107 including the file name's end
_FAST_SHUTDOWN = signal.SIGINT


def socket_folder(home: Home) -> Path:
    """Where the socket lies: in the installation, or in a private folder of its own where that path is too long."""
    if len(bytes(home.socket / ".s.PGSQL.5432")) <= SOCKET_PATH_LIMIT:
        return home.socket
    note = home.path / "run.path"
    if not note.exists() or not Path(note.read_text()).is_dir():
        note.write_text(tempfile.mkdtemp(prefix="navolgbaar-"))
    return Path(note.read_text())


def url(home: Home, *, role: str, database: str) -> str:
    return f"postgresql://{role}@/{database}?host={socket_folder(home)}"


def answers(home: Home) -> bool:
    """Whether a server answers on the socket. The only proof that counts: a pid in a file proves nothing."""
    try:
        with psycopg.connect(url(home, role=SUPERUSER, database="postgres"), connect_timeout=5) as connection:
            row = connection.execute("SHOW data_directory").fetchone()
    except psycopg.OperationalError:
        return False
    return row is not None and Path(row[0]) == home.postgres


def make(home: Home) -> None:
    """Make the cluster where there is none: under another name first, so that a half-made one is never started."""
    account = service_account()
    home.path.mkdir(parents=True, exist_ok=True)
    _own_folder(socket_folder(home), account)
    if (home.postgres / "PG_VERSION").exists():
        return
    new = home.postgres.with_suffix(".new")
    if new.exists():
        shutil.rmtree(new)
    _own_folder(new, account)
    options = ["--auth-local=trust", "--auth-host=reject", "--encoding=UTF8", "--locale-provider=builtin"]
    command = [str(binary("initdb")), *options, "--locale=C.UTF-8", "-U", SUPERUSER, "-D", str(new)]
    done = subprocess.run(command, capture_output=True, text=True, **_as(account))
    if done.returncode:
        raise CannotStart(f"The database could not be made: {done.stderr.strip()}", do="Read the message above.")
    new.rename(home.postgres)


def refuse_unreachable(home: Home) -> None:
    """Raise CannotStart where the account of the database could not reach its files. Changes nothing."""
    if service_account() is not None:
        refuse_closed_parents(home.postgres)
        refuse_closed_parents(binary("postgres"))


def _own_folder(folder: Path, account: pwd.struct_passwd | None) -> None:
    folder.mkdir(mode=0o700, exist_ok=True)
    if account is not None:
        os.chown(folder, account.pw_uid, account.pw_gid)


def is_left_running(home: Home) -> bool:
    """Whether an earlier owner left a server behind that answers. One that is going down or recovering is waited for.

    A pid file whose process is gone, or is no server of this folder, is removed.
    """
    deadline = time.monotonic() + START_SECONDS
    while (pid := _pid(home)) is not None and is_server_of(pid, home):
        if answers(home):
            return True
        if time.monotonic() > deadline:
            os.kill(pid, signal.SIGQUIT)
            deadline += START_SECONDS
        time.sleep(0.02)
    (home.postgres / "postmaster.pid").unlink(missing_ok=True)
    return False


def start(home: Home, settings: Mapping[str, str]) -> subprocess.Popen[bytes]:
    """Start the server and wait until it answers. `settings` are PostgreSQL settings by name."""
    given = {"listen_addresses": "", "unix_socket_directories": str(socket_folder(home)), **settings}
    flags = [part for name, value in given.items() for part in ("-c", f"{name}={value}")]
    deadline = time.monotonic() + START_SECONDS
    while True:
        with home.postgres_log.open("ab") as log:
            process = subprocess.Popen(
                [binary("postgres"), "-D", home.postgres, *flags],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd="/",
                start_new_session=True,  # Ctrl-C goes to us, we stop the database last
                preexec_fn=die_with_parent(_FAST_SHUTDOWN),
                **_as(service_account()),
            )
        if _wait(home, process, deadline):
            return process
        if time.monotonic() > deadline:
            raise CannotStart("The database did not start.", do=f"The reason stands at the end of {home.postgres_log}.")
        time.sleep(0.5)  # children of a killed server may still hold its shared memory for a moment


def stop(home: Home, process: subprocess.Popen[bytes] | None) -> None:
    """Stop the server, ours or one that an earlier owner left behind. Returns when it is down."""
    pid = process.pid if process is not None else _pid(home)
    if pid is None or not answers(home):
        return
    os.kill(pid, _FAST_SHUTDOWN)
    if process is not None:
        process.wait(START_SECONDS)
        return
    deadline = time.monotonic() + START_SECONDS
    while _pid(home) is not None and time.monotonic() < deadline:
        time.sleep(0.02)


def _wait(home: Home, process: subprocess.Popen[bytes], deadline: float) -> bool:
    while time.monotonic() < deadline:
        if process.poll() is not None:
            return False
        if answers(home):
            return True
        time.sleep(0.02)
    process.kill()
    process.wait()
    return False


def _pid(home: Home) -> int | None:
    with suppress(FileNotFoundError, ValueError, IndexError):
        return int((home.postgres / "postmaster.pid").read_text().splitlines()[0])
    return None


def is_server_of(pid: int, home: Home) -> bool:
    """Whether that process is a PostgreSQL on this folder, by its command line."""
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except OSError:
        listed = subprocess.run(["ps", "-p", str(pid), "-o", "command="], capture_output=True)
        words = listed.stdout.strip().split(b" ")
    return bytes(home.postgres) in words and words[0].endswith(b"postgres")


def _as(account: pwd.struct_passwd | None) -> dict[str, Any]:
    """How to start a program as that account."""
    if account is None:
        return {}
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
