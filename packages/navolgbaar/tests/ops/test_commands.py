"""Commands on the database of the tests: what they find, what they leave alone."""

import argparse
import subprocess
import sys
import time

import pytest
from django.db import connection

from navolgbaar.ops.cli import COMMANDS, main
from navolgbaar.ops.commands.doctor import examine
from navolgbaar.ops.commands.take_in import import_files
from navolgbaar.ops.errors import CannotStart
from navolgbaar.sources import store as bytestore
from navolgbaar.sources.models import Document
from navolgbaar.website.refusals import DAMAGED


def arguments(world, **changed):
    values = {"programme": "versterken", "organisation": "ministry", "email": world.editor.email}
    said = {"origin": "https://example.org", "licence": "CC0", "processes": 1, "lang": "nl"}
    return argparse.Namespace(**{**values, **said, **changed})


@pytest.mark.django_db
@pytest.mark.db
def test_all_is_well(letter):
    assert [name for name, problem in examine(files=True) if problem] == []


@pytest.mark.django_db
@pytest.mark.db
def test_a_damaged_or_missing_file_is_named(letter, store):
    (file,) = (path for path in store.rglob("*") if path.is_file())
    file.write_bytes(b"changed")
    assert "have changed" in dict(examine(files=True))["stored files"]
    assert dict(examine(files=False))["stored files"] == ""
    file.unlink()
    assert letter.file.digest in dict(examine(files=False))["stored files"]


@pytest.mark.django_db
@pytest.mark.db
def test_loose_rights_and_a_trigger_that_is_off_are_told():
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("ALTER TABLE figures_run DISABLE TRIGGER append_only")
    found = dict(examine(files=False))
    assert "may rewrite" in found["rights on the ledger"]
    assert found["triggers on the ledger"] == "1 are off or gone: restore from a backup"


@pytest.mark.django_db
@pytest.mark.db
def test_import_goes_on_where_it_was_and_names_every_file_that_cannot_be_read(world, store, tmp_path, capsys):
    for name, data in (("a.txt", b"Er zijn 12 woningen."), ("b.pdf", b"%PDF- no"), ("c.txt", b"Er zijn 13 woningen.")):
        (tmp_path / name).write_bytes(data)
    files = sorted(tmp_path.glob("*.*"))
    outcomes = import_files(files, arguments(world))
    assert [(outcome.file.name, outcome.was_there) for outcome in outcomes] == [
        ("a.txt", False), ("b.pdf", False), ("c.txt", False)
    ]  # fmt: skip
    assert [outcome.why for outcome in outcomes if outcome.why] == [str(DAMAGED)]
    first = capsys.readouterr().out.splitlines()
    again = import_files(files, arguments(world))
    assert [outcome.was_there for outcome in again] == [True, False, True]
    assert capsys.readouterr().out.splitlines() == [f"{line}  (was er al)" for line in first]
    assert Document.objects.count() == 2
    assert Document.objects.first().origin == "https://example.org"


@pytest.mark.django_db
@pytest.mark.db
@pytest.mark.parametrize("wrong", [{"programme": "x"}, {"organisation": "x"}, {"email": "x@example.org"}])
def test_import_says_what_it_does_not_know(world, store, wrong):
    with pytest.raises(CannotStart, match="Check --as, --programme and --organisation"):
        import_files([], arguments(world, **wrong))


@pytest.mark.django_db
@pytest.mark.db
def test_import_is_for_editors(world, store, tmp_path):
    (tmp_path / "a.txt").write_bytes(b"Er zijn 12 woningen.")
    with pytest.raises(CannotStart, match="is no editor there"):
        import_files([tmp_path / "a.txt"], arguments(world, email=world.outsider.email))
    assert not bytestore.has(bytestore.digest_of(b"Er zijn 12 woningen."))


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command, capsys):
    with pytest.raises(SystemExit) as stopped:
        main([command, "--help"])
    assert stopped.value.code == 0
    assert COMMANDS[command][1][:30] in " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize("words", [[], ["demos"], ["serve", "--port", "x"]])
def test_wrong_usage_exits_with_2(words, capsys):
    with pytest.raises(SystemExit) as stopped:
        main(words)
    assert stopped.value.code == 2
    assert "usage: navolgbaar" in capsys.readouterr().err


def test_the_command_line_answers_before_django_is_loaded():
    code = "import sys, navolgbaar.ops.cli as c; c.COMMANDS; print('django' in sys.modules)"
    begun = time.monotonic()
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
    assert time.monotonic() - begun < 5
