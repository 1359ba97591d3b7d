"""`navolgbaar serve` as a person runs it: from nothing, killed in every part, and started again."""

import os
import re
import shutil
import signal
import tempfile
import time
from pathlib import Path

import pytest
from one_installation import Installation

from navolgbaar.ops.commands.serve import refuse_unsafe
from navolgbaar.ops.errors import CannotStart

pytestmark = [pytest.mark.db, pytest.mark.skipif(bool(os.environ.get("DATABASE_URL")), reason="the embedded server")]
EMAIL, PASSWORD = "editor@example.org", "a passphrase of some length"


@pytest.fixture
def installation():
    folder = Path(tempfile.mkdtemp(prefix="nb-serve-"))
    folder.chmod(0o711)
    made = Installation(folder)
    yield made
    made.stop()
    shutil.rmtree(folder)


@pytest.mark.slow
def test_from_nothing_to_a_page_killed_in_every_part_and_back(installation):
    assert re.fullmatch(r"Navolgbaar is at http://127\.0\.0\.1:\d+", installation.serve()[-1])
    installation.wait_until_well()
    assert 'lang="nl"' in installation.get("/")
    second = installation.command("serve")
    assert second.returncode == 2
    assert "already in use by navolgbaar serve on http://127.0.0.1" in second.stderr
    made = installation.command("doctor")
    assert made.returncode == 2, "the installation is in use"
    for part, which in (("gunicorn", 0), ("gunicorn", -1), ("navolgbaar.ops.working", 0), ("bin/postgres", 0)):
        before = installation.pids(part)
        assert len(before) > abs(which), part
        os.kill(before[which], signal.SIGKILL)
        time.sleep(0.5)
        installation.wait_until_well()
    installation.process.kill()
    installation.process.wait()
    installation.process.stdout.close()
    assert installation.serve(), "a second start after kill -9 of everything"
    installation.wait_until_well()
    installation.stop()
    assert installation.pids("bin/postgres") == []
    assert installation.pids("gunicorn") == []


@pytest.mark.slow
def test_the_commands_in_the_order_of_a_new_installation(installation):
    assert "run `navolgbaar migrate`" in installation.command("doctor").stdout
    assert installation.command("migrate", "--quiet").returncode == 0
    assert installation.command("migrate", "--quiet").returncode == 0
    short = installation.command("createuser", EMAIL, given="short\n")
    assert short.returncode == 2
    assert "Choose another password" in short.stderr
    made = installation.command("createuser", EMAIL, "--administrator", given=PASSWORD + "\n")
    assert made.stdout == f"{EMAIL} can log in now.\n"
    again = installation.command("createuser", EMAIL.upper(), given=PASSWORD + "\n")
    assert (again.returncode, again.stdout) == (2, "")
    assert PASSWORD not in made.stdout + made.stderr + again.stderr
    well = installation.command("doctor", "--files")
    assert well.returncode == 0, well.stdout
    assert "not well" not in well.stdout
    missing = installation.command("import", "nowhere.pdf", "--programme", "x", "--organisation", "y", "--as", EMAIL)
    assert (missing.returncode, missing.stdout) == (2, "")
    assert "nowhere.pdf does not exist" in missing.stderr


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.1", "::", "navolgbaar.example"])
def test_the_embedded_database_is_not_served_to_others(host, monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    with pytest.raises(CannotStart, match="Set DATABASE_URL"):
        refuse_unsafe(host)


@pytest.mark.parametrize(("name", "host"), [("NAVOLGBAAR_TLS", "127.0.0.1"), ("NAVOLGBAAR_DEBUG", "127.0.0.1")])
def test_production_on_the_embedded_database_or_with_debug_is_refused(name, host, monkeypatch):
    monkeypatch.setenv(name, "1")
    with pytest.raises(CannotStart):
        refuse_unsafe(host)


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost"])
def test_this_machine_is_fine(host):
    refuse_unsafe(host)


def test_a_server_elsewhere_may_be_served_to_others(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://somewhere/else")
    refuse_unsafe("0.0.0.0")
