"""The embedded PostgreSQL with its traps: every one of them was met on a real machine."""

import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg
import pytest

from navolgbaar.ops import postgres
from navolgbaar.ops.binaries import refuse_closed_parents
from navolgbaar.ops.errors import AlreadyRunning, CannotStart
from navolgbaar.ops.home import Home
from navolgbaar.ops.launcher import announce, running_database

pytestmark = pytest.mark.skipif(bool(os.environ.get("DATABASE_URL")), reason="tests the embedded server itself")
FAST = {"fsync": "off"}


@pytest.fixture
def home():
    """An empty installation in a short path that the account of the database may enter."""
    path = Path(tempfile.mkdtemp(prefix="nb-"))
    path.chmod(0o711)
    yield Home(path / "home")
    shutil.rmtree(path)


def value(url, query):
    with psycopg.connect(url) as connection:
        return connection.execute(query).fetchone()[0]


def owner_in_another_process(home):
    """A process that holds the database until it is killed; returns it once the database answers."""
    code = (
        "import sys,time; from pathlib import Path; from navolgbaar.ops.home import Home;"
        "from navolgbaar.ops.launcher import running_database\n"
        "with running_database(Home(Path(sys.argv[1]))) as d: print(d.process.pid, flush=True); time.sleep(600)"
    )
    process = subprocess.Popen([sys.executable, "-c", code, str(home.path)], stdout=subprocess.PIPE, text=True)
    with process.stdout as lines:
        return process, int(lines.readline())


def test_starts_from_nothing_stops_and_keeps_what_was_written(home):
    with running_database(home, FAST) as database, psycopg.connect(database.owner_url) as connection:
        connection.execute("CREATE TABLE kept (n int)")
        connection.execute("INSERT INTO kept VALUES (7)")
    assert not postgres.answers(home)
    assert not (home.postgres / "postmaster.pid").exists()
    with running_database(home, FAST) as database:
        assert value(database.owner_url, "SELECT n FROM kept") == 7


def test_application_role_owns_nothing_and_is_no_superuser(home):
    with running_database(home, FAST) as database:
        url = database.application_url
        assert value(url, "SELECT current_user") == "navolgbaar_app"
        rights = "SELECT rolsuper OR rolcreatedb OR rolcreaterole FROM pg_roles WHERE rolname = current_user"
        assert value(url, rights) is False
        with pytest.raises(psycopg.errors.InsufficientPrivilege), psycopg.connect(url) as connection:
            connection.execute("CREATE TABLE public.mine (n int)")


def test_second_start_is_told_who_holds_it(home):
    with running_database(home, FAST):
        announce(home, "navolgbaar demo on http://127.0.0.1:8000")
        second = running_database(home, FAST)
        with pytest.raises(AlreadyRunning, match="already in use by navolgbaar demo on http"):
            second.__enter__()


def test_nothing_survives_an_owner_killed_with_9_and_the_next_start_works(home):
    owner, database_pid = owner_in_another_process(home)
    owner.send_signal(signal.SIGKILL)
    owner.wait()
    with running_database(home, FAST) as database:
        assert value(database.owner_url, "SELECT 1") == 1
    assert not postgres.is_server_of(database_pid, home)


def test_a_server_left_behind_is_taken_over_and_stopped(home):
    """Where the kernel cannot tie the server to its owner, the next owner finds it running."""
    with running_database(home, FAST) as database:
        left = database.process
        database.process = None
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(postgres, "stop", lambda *_: None)
            database_url = database.owner_url
            patch.setattr("navolgbaar.ops.launcher.postgres.stop", lambda *_: None)
            pid = left.pid
            # leave the inner owner without stopping: as after kill -9 on a system without PR_SET_PDEATHSIG
            database.home.owner_lock.unlink()
            with running_database(home, FAST) as second:
                assert second.taken_over
                assert second.process is None
                assert value(database_url, "SELECT 1") == 1
        assert postgres.answers(home)
    assert not postgres.answers(home)
    assert left.wait(10) == 0
    assert pid == left.pid


def test_database_killed_with_9_comes_back_with_its_data(home):
    with running_database(home) as database:
        with psycopg.connect(database.owner_url) as connection:
            connection.execute("CREATE TABLE kept (n int)")
            connection.execute("INSERT INTO kept VALUES (7)")
        assert database.restart_if_down() is False
        os.kill(database.process.pid, signal.SIGKILL)
        database.process.wait()
        assert database.restart_if_down() is True
        assert value(database.owner_url, "SELECT n FROM kept") == 7


def test_stale_pid_file_of_another_program_is_not_believed(home):
    with running_database(home, FAST):
        pass
    (home.postgres / "postmaster.pid").write_text(f"{os.getpid()}\n{home.postgres}\n0\n5432\n\n\n0 0\nready\n")
    begun = time.monotonic()
    with running_database(home, FAST) as database:
        assert not database.taken_over
    assert time.monotonic() - begun < 20
    os.kill(os.getpid(), 0)


def test_long_paths_get_a_private_socket_folder(home):
    deep = Home(home.path / ("a" * 60) / ("b" * 60))
    with running_database(deep, FAST) as database:
        folder = postgres.socket_folder(deep)
        assert folder != deep.socket
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert value(database.application_url, "SELECT 1") == 1
    shutil.rmtree(folder)


def test_a_closed_parent_is_refused_and_stays_closed(tmp_path):
    closed = tmp_path / "private"
    closed.mkdir(mode=0o700)
    with pytest.raises(CannotStart, match=r"That folder stays closed.*NAVOLGBAAR_HOME"):
        refuse_closed_parents(closed / "navolgbaar" / "postgres")
    assert stat.S_IMODE(closed.stat().st_mode) == 0o700


def test_socket_and_data_are_closed_to_others(home):
    with running_database(home, FAST):
        assert stat.S_IMODE(home.postgres.stat().st_mode) == 0o700
        assert stat.S_IMODE(postgres.socket_folder(home).stat().st_mode) == 0o700


def test_secret_key_is_made_once_and_is_private(home):
    key = home.secret_key()
    assert len(key) > 60
    assert home.secret_key() == key
    assert stat.S_IMODE((home.path / "secret.key").stat().st_mode) == 0o600
