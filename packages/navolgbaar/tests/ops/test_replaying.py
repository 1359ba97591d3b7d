"""Recomputing without the platform: narekenen in a process of its own, against the manifest of the release."""

import subprocess
import sys

import pytest

from navolgbaar.figures.states import FigureKind
from navolgbaar.ops.replaying import ALONE, replay_some
from navolgbaar.sources.actions import erase_passage, move_document
from navolgbaar.sources.states import DocumentState

pytestmark = [pytest.mark.django_db, pytest.mark.db]


@pytest.fixture
def public(world, letter):
    return move_document(document=letter, state=DocumentState.PUBLIC, by=world.editor)


def test_the_platform_and_its_database_cannot_be_imported_there():
    code = ALONE.replace("raise SystemExit(main(sys.argv[1:]))", "")
    for name in ("navolgbaar", "django", "psycopg"):
        done = subprocess.run([sys.executable, "-c", f"{code}\nimport {name}"], capture_output=True, text=True)
        assert "ModuleNotFoundError" in done.stderr, name


def test_a_published_figure_comes_out_the_same(public, say, release, tmp_path):
    release(say("1229"))
    (one,) = replay_some(tmp_path, 10)
    assert (one.same, one.said) == (True, "The same: 1.229")


def test_a_bundle_that_is_not_the_one_of_the_manifest_is_told(public, say, release, tmp_path, monkeypatch):
    version = say("1229")
    release(version)
    from navolgbaar.publishing import frozen

    real = frozen.released_bundle
    monkeypatch.setattr(frozen, "released_bundle", lambda v: real(v).replace(b"1.229", b"1.230"))
    (one,) = replay_some(tmp_path, 10)
    assert not one.same
    assert "1.230" in one.said


def test_erased_words_leave_the_bundle_that_the_manifest_names_for_that(world, public, say, release, tmp_path):
    release(say("1229"))
    erase_passage(passage=public.passages.get(text__contains="1.229"), ground="AVG art. 17", by=world.administrator)
    (one,) = replay_some(tmp_path, 10)
    assert one.same
    assert "not public any more" in one.said


def test_as_many_as_were_asked_for_and_none_of_nothing(public, say, release, tmp_path):
    assert replay_some(tmp_path, 10) == []
    release(say("1229"), say("1400", FigureKind.TARGET))
    assert len(replay_some(tmp_path, 1)) == 1
