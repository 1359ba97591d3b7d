"""The commands about witnesses and signed releases, without starting an installation."""

import argparse

import pytest

from navolgbaar.ops.commands import exchange, witness
from navolgbaar.ops.errors import CannotStart
from navolgbaar.publishing.models import OrganisationKey
from navolgbaar.publishing.signing import public_key

pytestmark = [pytest.mark.django_db, pytest.mark.db]


@pytest.fixture
def command(settings, tmp_path):
    settings.SIGNING_KEYS = tmp_path / "keys"

    def run(*words):
        parser = argparse.ArgumentParser()
        exchange.add_arguments(parser)
        return exchange.perform(parser.parse_args([str(word) for word in words]))

    return run


def test_a_release_goes_out_and_ours_does_not_come_in_again(command, world, say, release, tmp_path, capsys):
    published = release(say("1229"))
    file = tmp_path / "release.json"
    assert command("export", published, file) == 0
    assert f"{file.stat().st_size} bytes" in capsys.readouterr().out
    where = ["--organisation", "ministry", "--programme", "versterken", "--as", world.editor.email]
    assert command("import", file, *where, "--subject", f"X={world.subject.public_id}") == 1
    assert "No key of ministry is pinned here" in capsys.readouterr().err


def test_a_key_is_shown_and_pinned_by_an_administrator_alone(command, world, capsys):
    assert command("key", "inspectorate") == 0
    key = capsys.readouterr().out.strip()
    assert key == public_key(world.inspectorate)
    assert command("pin", "inspectorate", key, "brief", "--as", world.editor.email) == 1
    assert command("pin", "inspectorate", key, "brief", "--as", world.administrator.email) == 0
    assert OrganisationKey.objects.get().how == "brief"


def test_what_is_not_there_is_said(command, world, tmp_path):
    for words in (["key", "nobody"], ["export", "NB-R-2026-99999", tmp_path / "x"]):
        with pytest.raises(CannotStart, match="Check the names and the file"):
            command(*words)
    where = ["--organisation", "inspectorate", "--programme", "versterken", "--as", world.editor.email]
    with pytest.raises(CannotStart, match="No such file"):
        command("import", tmp_path / "none.json", *where)


def test_the_witness_is_told_and_compared(settings, say, release, tmp_path, capsys):
    settings.WITNESS_FILE = str(tmp_path / "witness.txt")
    published = release(say("1229"))
    assert witness.tell() == 0
    assert capsys.readouterr().out == "lines sent: 1\n"
    assert witness.verify(tmp_path / "witness.txt") == 0
    text = (tmp_path / "witness.txt").read_text()
    digest = published.digest.removeprefix("sha256:")
    (tmp_path / "other.txt").write_text(text.replace(digest, "0" * 64))
    assert witness.verify(tmp_path / "other.txt") == 1
    assert f"first difference: {published}: the witness keeps another manifest" in capsys.readouterr().out
    with pytest.raises(CannotStart, match="does not exist"):
        witness.verify(tmp_path / "none.txt")


def test_a_witness_that_is_not_reached_is_said(settings, say, release, tmp_path, capsys):
    settings.WITNESS_FILE = str(tmp_path / "no" / "folder.txt")
    release(say("1229"))
    assert witness.tell() == 1
    assert "Not reached: file: FileNotFoundError" in capsys.readouterr().err
