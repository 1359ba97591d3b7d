"""`navolgbaar serve` as a person runs it: from nothing, killed in every part, and started again."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from navolgbaar.ops.commands.serve import refuse_unsafe
from navolgbaar.ops.errors import CannotStart

pytestmark = [pytest.mark.db, pytest.mark.skipif(bool(os.environ.get("DATABASE_URL")), reason="the embedded server")]
EMAIL, PASSWORD = "editor@example.org", "a passphrase of some length"


class Installation:
    """One installation in a folder of its own, driven by the command line only."""

    def __init__(self, folder):
        self.folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        unwanted = ("NAVOLGBAAR_", "DATABASE_URL", "DJANGO_")
        kept = {k: v for k, v in os.environ.items() if not k.startswith(unwanted)}
        self.environment = {**kept, "NAVOLGBAAR_HOME": str(folder / "home"), "PYTHONWARNINGS": "default"}
        self.process = None

    def command(self, *words, given=""):
        code = "import sys; from navolgbaar.ops.cli import main; raise SystemExit(main(sys.argv[1:]))"
        return subprocess.run(
            [sys.executable, "-c", code, *words],
            input=given, text=True, capture_output=True, timeout=120, env=self.environment, cwd=self.folder,
        )  # fmt: skip

    def serve(self):
        code = "import sys; from navolgbaar.ops.cli import main; raise SystemExit(main(sys.argv[1:]))"
        self.process = subprocess.Popen(
            [sys.executable, "-c", code, "serve", "--port", str(self.port), "--workers", "1"],
            stdout=subprocess.PIPE, text=True, env=self.environment, cwd=self.folder,
        )  # fmt: skip
        line = self.process.stdout.readline()
        while line and "Navolgbaar is at" not in line:
            line = self.process.stdout.readline()
        return line.strip()

    def get(self, path):
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as response:
            return response.read().decode()

    def pids(self, word):
        """Processes of this installation with that word in their command line."""
        found = []
        for entry in Path("/proc").iterdir():
            try:
                line = (entry / "cmdline").read_bytes().decode().split("\0")
                environment = (entry / "environ").read_bytes().decode()
            except (OSError, UnicodeDecodeError):
                continue
            mine = str(self.folder) in environment or any(str(self.folder) in part for part in line)
            if mine and entry.name.isdigit() and any(word in part for part in line):
                found.append(int(entry.name))
        return sorted(found)

    def wait_until_well(self):
        for _ in range(300):
            try:
                if json.loads(self.get("/healthz")) == dict.fromkeys(
                    ("database", "migrations", "ledger", "store"), "ok"
                ):
                    return
            except (OSError, urllib.error.URLError, ValueError):
                pass
            time.sleep(0.1)
        pytest.fail("did not come back")

    def stop(self):
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            assert self.process.wait(60) == 0
        if self.process is not None:
            self.process.stdout.close()


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
    assert re.fullmatch(r"Navolgbaar is at http://127\.0\.0\.1:\d+", installation.serve())
    installation.wait_until_well()
    assert 'lang="nl"' in installation.get("/")
    second = installation.command("serve")
    assert second.returncode == 2
    assert "already in use by navolgbaar serve on http://127.0.0.1" in second.stderr
    for part in ("gunicorn", "db_worker", "bin/postgres"):
        before = installation.pids(part)
        assert before, part
        os.kill(before[0], signal.SIGKILL)
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
