"""The demonstration from nothing, its backup, and the way back: by the command line, in installations of their own."""

import hashlib
import json
import os
import shutil
import tempfile
import time
from pathlib import Path

import pytest
from one_installation import Installation

pytestmark = [
    pytest.mark.db,
    pytest.mark.slow,
    pytest.mark.skipif(bool(os.environ.get("DATABASE_URL")), reason="the embedded server"),
]
COUNT = """
import sys
from navolgbaar.ops.installation import installation
with installation():
    from navolgbaar.sources.models import Passage, Erasure
    from navolgbaar.publishing.models import Release
    words = Passage.objects.filter(text__contains="klusten teams")
    print(words.count(), Erasure.objects.count(), Release.objects.count())
"""


@pytest.fixture(scope="module")
def folder():
    made = Path(tempfile.mkdtemp(prefix="nb-backup-"))
    made.chmod(0o711)
    yield made
    shutil.rmtree(made)


@pytest.fixture(scope="module")
def elsewhere(folder):
    """elsewhere(name): another machine, as far as one machine can be two."""

    made = []

    def make(name):
        (folder / name).mkdir(mode=0o711)
        made.append(Installation(folder / name))
        return made[-1]

    yield make
    for installation in made:
        installation.stop()


@pytest.fixture(scope="module")
def house(elsewhere):
    """The demonstration, started from nothing, looked at, and stopped."""
    made = elsewhere("house")
    made.first_words = made.serve("demo", until="Ctrl-C")
    made.first_page = made.get("/")
    made.stop()
    return made


@pytest.fixture(scope="module")
def backup(house, folder):
    """(its folder, the sha256 that was printed)"""
    made = house.command("backup", str(folder / "backups"))
    assert made.returncode == 0, made.stderr
    place, printed = made.stdout.splitlines()
    return Path(place), printed.split()[1]


@pytest.fixture
def copy(backup, tmp_path):
    """A copy of the backup, to be altered."""
    return shutil.copytree(backup[0], tmp_path / "copy")


def numbers(installation):
    """(passages with the words, erasures, releases)"""
    done = installation.python(COUNT)
    assert done.returncode == 0, done.stderr
    return tuple(int(word) for word in done.stdout.split()[-3:])


def test_the_demo_from_nothing_says_what_it_does_and_how_to_log_in(house):
    assert [line[:4] for line in house.first_words if line[1:3] == "/5"] == ["1/5 ", "2/5 ", "3/5 ", "4/5 ", "5/5 "]
    said = "\n".join(house.first_words)
    for role in ("administrator", "editor", "publisher", "manager"):
        assert f"{role}@demo.example" in said
    for name in ("Buurtteams", "Monitor discriminatie", "Beschermd wonen", "Inspectie belastingen", "Versterken"):
        assert name in house.first_page


def test_the_second_start_goes_straight_to_the_first_page(house, backup):
    begun = time.monotonic()
    said = house.serve("demo", until="Ctrl-C")
    page = house.get("/")
    took = time.monotonic() - begun
    house.stop()
    assert not [line for line in said if "/5 " in line]
    assert "Buurtteams" in page
    assert took < 60, "seconds on a busy machine; the measured figure stands in docs/how-to/production.md"


def test_a_backup_is_verified_beside_and_ten_figures_are_recomputed(house, backup):
    place, sha = backup
    verified = house.command("verify-backup", str(place), "--expect", sha)
    assert verified.returncode == 0, verified.stdout + verified.stderr
    assert "Recomputed with narekenen alone: 10 of 10." in verified.stdout
    assert "not well" not in verified.stdout


def test_nothing_is_written_over(house, backup):
    refused = house.command("restore", str(backup[0]))
    assert refused.returncode == 2
    assert "There are data here already" in refused.stderr


def rewrite(copy, change):
    """Alter the manifest itself, so that it fits what was altered."""
    manifest = json.loads((copy / "manifest.json").read_text())
    change(manifest)
    (copy / "manifest.json").write_text(json.dumps(manifest))


def spoil(path):
    path.write_bytes(path.read_bytes()[:-1] + b"?")


@pytest.mark.parametrize(
    ("alter", "says"),
    [
        (lambda copy: spoil(copy / "database.dump"), "database.dump was altered"),
        (lambda copy: (copy / "database.dump").unlink(), "database.dump is missing"),
        (lambda copy: (copy / "store" / "more").write_text("x"), "store/more was added"),
        (lambda copy: spoil(next(p for p in copy.rglob("store/*/*"))), "was altered"),
        (lambda copy: (copy / "manifest.json").unlink(), "is no backup"),
        (lambda copy: (copy / "manifest.json").write_text("{"), "is no backup"),
        (lambda copy: rewrite(copy, lambda m: m.update(schema="other/1")), "no backup of a kind known here"),
        (lambda copy: rewrite(copy, lambda m: m["ledger"].clear()), "not the one that was expected"),
    ],
)
def test_an_altered_backup_is_refused_and_nothing_is_made(elsewhere, backup, copy, alter, says):
    alter(copy)
    new = elsewhere(f"altered-{hashlib.sha256(str(copy).encode()).hexdigest()[:12]}")
    for command in ("restore", "verify-backup"):
        refused = new.command(command, str(copy), "--expect", backup[1])
        assert refused.returncode == 2, refused.stdout
        assert says in refused.stderr
    assert not (new.folder / "home" / "postgres").exists()


def test_a_consistently_altered_ledger_differs_from_its_manifest(elsewhere, backup, copy):
    rewrite(copy, lambda m: m["ledger"].update(figures_figureversion=1))
    new = elsewhere("rewritten")
    restored = new.command("restore", str(copy))
    assert restored.returncode == 1
    assert "figures_figureversion has" in restored.stderr


KEY = """
from navolgbaar.ops.installation import installation
with installation():
    from navolgbaar.people.models import Organisation
    from navolgbaar.publishing.signing import public_key
    print(public_key(Organisation.objects.order_by("key").first()))
"""


def test_a_bare_machine_says_which_keys_it_misses_and_with_them_it_is_the_same_one(house, elsewhere, folder):
    key = house.python(KEY).stdout
    assert key.startswith("ed25519:")
    made = house.command("backup", str(folder / "signed"), "--secrets", str(folder / "apart"))
    assert made.returncode == 0, made.stderr
    assert "Who has these can sign as you" in made.stderr
    place, sha = made.stdout.splitlines()[0], made.stdout.splitlines()[1].split()[1]
    assert not [path for path in Path(place).rglob("*") if path.name.endswith(".key")], "no secret is in a backup"
    assert {path.stat().st_mode & 0o777 for path in (folder / "apart").iterdir()} == {0o600}

    bare = elsewhere("bare")
    restored = bare.command("restore", place, "--expect", sha)
    assert restored.returncode == 0, restored.stderr
    assert "secret.key is not the one of the backup: links in mails" in restored.stderr
    assert restored.stderr.count("warning:") == len(list((folder / "apart").iterdir()))

    whole = elsewhere("whole")
    restored = whole.command("restore", place, "--expect", sha, "--secrets", str(folder / "apart"))
    assert (restored.returncode, restored.stderr) == (0, "")
    assert whole.python(KEY).stdout == key
    assert whole.command("doctor", "--files").returncode == 0
    assert whole.serve()[-1].startswith("Navolgbaar is at")
    whole.wait_until_well()
    assert "Buurtteams" in whole.get("/")
    whole.stop()


def test_what_was_erased_after_a_backup_is_erased_again_when_it_comes_back(house, backup, elsewhere, folder):
    document, passage = house.python(
        "from navolgbaar.ops.installation import installation\n"
        "with installation():\n"
        "    from navolgbaar.sources.models import Passage\n"
        "    found = Passage.objects.get(text__contains='klusten teams')\n"
        "    print(found.document.public_id, found.ident)\n"
    ).stdout.split()
    before, _, releases = numbers(house)
    assert before == 1
    words = ("erase", document, passage, "--ground", "AVG art. 17", "--as")
    assert "is no administrator" in house.command(*words, "editor@demo.example").stderr
    house.environment["NAVOLGBAAR_BACKUPS"] = str(folder / "backups")
    erased = house.command(*words, "administrator@demo.example")
    assert erased.returncode == 0, erased.stderr
    assert numbers(house) == (0, 1, releases)
    assert house.command("doctor", "--files").returncode == 0

    shutil.rmtree(house.folder / "home" / "store")  # the machine is lost; the backups are elsewhere
    new = elsewhere("restored")
    restored = new.command("restore", str(backup[0]), "--expect", backup[1])
    assert restored.returncode == 0, restored.stderr
    assert "Passages erased again: 1." in restored.stdout
    assert numbers(new) == (0, 1, releases)
    well = new.command("doctor", "--files")
    assert well.returncode == 0, well.stdout
    held = [path.read_bytes() for path in (new.folder / "home" / "store").rglob("*") if path.is_file()]
    assert not [data for data in held if b"klusten teams" in data]
    again = new.command("backup", str(folder / "later"))
    later = again.stdout.splitlines()[0]
    verified = new.command("verify-backup", later, "--figures", "40")
    assert verified.returncode == 0, verified.stdout + verified.stderr
    assert (folder / "later" / "erasures.jsonl").read_text() == (folder / "backups" / "erasures.jsonl").read_text()
