"""docs/how-to/production.md, followed: on a PostgreSQL of the distribution, with the roles and settings of the page."""

import configparser
import os
import pwd
import re
import shutil
import socket
import subprocess
import tempfile
import urllib.error
import urllib.request
from pathlib import Path

import psycopg
import pytest
from one_installation import Installation

from navolgbaar.ops.cli import COMMANDS

PAGE = Path(__file__).resolve().parents[4] / "docs" / "how-to" / "production.md"
SERVERS = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: int(path.parts[-3]))


def blocks(kind):
    """The blocks of the page in that language."""
    return re.findall(rf"```{kind}\n(.*?)```", PAGE.read_text(), flags=re.DOTALL)


def settings():
    """The two files of secrets as one environment."""
    return dict(line.split("=", 1) for block in blocks("ini") for line in block.splitlines())


@pytest.fixture(scope="module")
def server():
    """(superuser URL, port) of a cluster with the distribution's programs, listening on this machine only."""
    if not SERVERS:
        if os.environ.get("CI"):
            pytest.fail("CI requires a PostgreSQL of the distribution.")
        pytest.skip("no PostgreSQL of the distribution here")
    account = pwd.getpwnam("postgres") if os.geteuid() == 0 else None
    who = {"user": account.pw_uid, "group": account.pw_gid} if account else {}
    folder = Path(tempfile.mkdtemp(prefix="nb-production-"))
    folder.chmod(0o711)
    if account:
        os.chown(folder, account.pw_uid, account.pw_gid)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    programs, data = SERVERS[-1].parent, folder / "data"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "check": True, "cwd": "/"}
    subprocess.run([programs / "initdb", "-D", data, "-A", "trust", "-U", "postgres"], **quiet, **who)
    options = f"-c listen_addresses=127.0.0.1 -p {port} -k {folder} -c fsync=off"
    control = [programs / "pg_ctl", "-D", data]
    subprocess.run([*control, "-o", options, "-l", folder / "log", "-w", "start"], **quiet, **who)
    yield f"postgresql://postgres@127.0.0.1:{port}/postgres", port
    subprocess.run([*control, "-m", "immediate", "stop"], **quiet, **who)
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    return tmp_path_factory.mktemp("production")


def roles(url):
    with psycopg.connect(url, autocommit=True) as connection:
        for statement in blocks("sql")[0].split(";"):
            if statement.strip():
                connection.execute(statement)


def installation(request, folder, port, database="navolgbaar"):
    """The environment of the page; only where things are is of this machine."""
    folder.mkdir()
    made = Installation(folder)
    said = {name: value for name, value in settings().items() if "SMTP" not in name}
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL"):
        said[name] = said[name].replace("@localhost/navolgbaar", f"@127.0.0.1:{port}/{database}")
    here = {"NAVOLGBAAR_HOME": str(folder / "home"), "NAVOLGBAAR_BACKUPS": str(folder / "backups")}
    made.environment |= {**said, **here, "NAVOLGBAAR_PG_BIN": str(SERVERS[-1].parent)}
    request.addfinalizer(made.stop)
    return made


@pytest.mark.slow
def test_the_page_from_roles_to_a_restored_backup(request, server, place):
    url, port = server
    roles(url)
    house = installation(request, place / "house", port)
    assert "run `navolgbaar migrate`" in house.command("doctor").stdout
    assert "Run `navolgbaar migrate` first" in house.command("serve").stderr
    migrated = house.command("migrate", "--quiet")
    assert migrated.returncode == 0, migrated.stderr
    made = house.command(
        "createuser", "first@navolgbaar.example", "--administrator", given="a passphrase of some length\n"
    )
    assert made.returncode == 0, made.stderr
    well = house.command("doctor", "--files")
    assert well.returncode == 0, well.stdout

    house.serve()
    house.wait_until_well()
    page = urllib.request.Request(f"http://127.0.0.1:{house.port}/", headers={"Host": "navolgbaar.example"})
    page.add_header("X-Forwarded-Proto", "https")
    with urllib.request.urlopen(page, timeout=20) as response:
        assert "max-age=31536000" in response.headers["Strict-Transport-Security"]
    page.add_header("Host", "elsewhere.example")
    with pytest.raises(urllib.error.HTTPError, match="400") as refused:
        urllib.request.urlopen(page, timeout=20)
    refused.value.close()
    house.stop()

    backup = house.command("backup", str(place / "backups"))
    assert backup.returncode == 0, backup.stderr
    folder, sha = backup.stdout.splitlines()[0], backup.stdout.split("sha256 ")[1].split()[0]
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE DATABASE another OWNER navolgbaar_owner ENCODING 'UTF8' TEMPLATE template0")
    other = installation(request, place / "other", port, "another")
    restored = other.command("restore", folder, "--expect", sha)
    assert restored.returncode == 0, restored.stderr
    assert other.command("doctor", "--files").returncode == 0
    assert "There are data here already" in other.command("restore", folder).stderr
    app = other.environment["DATABASE_URL"]
    for statement in (
        "UPDATE core_auditevent SET actor = 'x'",
        "DELETE FROM core_auditevent",
        "DROP TABLE people_user",
    ):
        with psycopg.connect(app) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(statement)
    with psycopg.connect(app) as connection:
        assert connection.execute("SELECT email FROM people_user").fetchall() == [("first@navolgbaar.example",)]


def test_every_command_of_the_page_is_there():
    said = re.findall(r"^(?:\S*/)?navolgbaar ([\w-]+)", "\n".join(blocks("sh")), flags=re.MULTILINE)
    said += re.findall(r"/bin/navolgbaar ([\w-]+)", PAGE.read_text())
    assert {"migrate", "createuser", "doctor", "serve", "backup", "verify-backup", "restore", "retention"} <= set(said)
    assert set(said) <= set(COMMANDS)


def test_the_units_name_the_files_and_folders_of_the_page():
    units = [configparser.ConfigParser(strict=False, interpolation=None) for _ in blocks("systemd")]
    for unit, text in zip(units, blocks("systemd"), strict=True):
        unit.read_string(text)
        service = unit["Service"]
        assert service["user"] == "navolgbaar"
        assert service["execstart"].startswith("/opt/navolgbaar/bin/navolgbaar ")
        assert "/etc/navolgbaar/" in service["environmentfile"]
        assert settings()["NAVOLGBAAR_HOME"] in service["readwritepaths"]
    assert settings()["NAVOLGBAAR_BACKUPS"] in units[1]["Service"]["readwritepaths"]


def test_every_setting_of_the_page_is_read_somewhere():
    house = Path(__file__).resolve().parents[2] / "src" / "navolgbaar"
    source = "\n".join(path.read_text() for path in house.rglob("*.py"))
    named = set(settings()) | set(re.findall(r"`(NAVOLGBAAR_\w+|DATABASE_\w+)`", PAGE.read_text()))
    assert [name for name in named if f'"{name}"' not in source and f"`{name}`" not in source] == []
