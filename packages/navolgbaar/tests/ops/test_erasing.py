"""Erasing: the words wherever they came in, on a ground, once; the list that travels holds no word of them."""

import argparse

import pytest
from django.core.exceptions import PermissionDenied

from navolgbaar.core.audit import System
from navolgbaar.core.models import AuditEvent
from navolgbaar.ops.commands.erase import erase
from navolgbaar.ops.erasure_lists import lines_of, merge_lists
from navolgbaar.ops.errors import CannotStart
from navolgbaar.programmes.actions import add_programme
from navolgbaar.publishing.queries import broken_releases
from navolgbaar.sources import store as bytestore
from navolgbaar.sources.actions import NotPossibleNow, erase_again, erase_passage, import_document
from navolgbaar.sources.models import Erasure, Finding, Passage
from navolgbaar.sources.store import NotedErasure, noted_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.db]
GROUND = "AVG art. 17"


@pytest.fixture
def passage(letter):
    return letter.passages.get(text__contains="1.229")


def arguments(world, found, **changed):
    said = {"document": found.document.public_id, "passage": found.ident, "ground": GROUND}
    return argparse.Namespace(**{**said, "email": world.administrator.email, **changed})


def test_words_go_digest_and_ground_stay_and_the_ledger_verifies(world, letter, passage, say, release):
    version = say("1229")
    release(version)
    erase(arguments(world, passage))
    passage.refresh_from_db()
    assert (passage.text, passage.source_text, passage.salt) == ("", "", "")
    assert not bytestore.has(letter.file.digest)
    kept = Erasure.objects.get()
    assert (kept.document, kept.passage, kept.file, kept.ground) == (
        letter.public_id, passage.ident, letter.file.digest, GROUND,
    )  # fmt: skip
    assert version.value == "1229"
    assert broken_releases() == []


def test_the_list_beside_the_store_says_what_and_why_and_not_one_word(world, letter, passage, store):
    words = passage.text.split()
    erase(arguments(world, passage))
    (line,) = lines_of(store)
    assert noted_in([line]) == [NotedErasure(letter.public_id, passage.ident, letter.file.digest, GROUND)]
    assert not [word for word in words if len(word) > 4 and word in line]


def test_the_same_file_in_another_programme_loses_the_same_words(world, letter, passage):
    other = add_programme(key="ander", name="Ander", organisation=world.ministry, by=world.administrator)
    twin = import_document(
        data=bytestore.get(letter.file.digest), name="zelfde.txt", programme=other, organisation=world.ministry,
        by=world.editor,
    )  # fmt: skip
    assert twin != letter
    erase(arguments(world, passage))
    assert not Passage.objects.filter(text__contains="1.229").exists()
    assert sorted(Erasure.objects.values_list("document", flat=True)) == sorted([letter.public_id, twin.public_id])


def test_what_was_found_in_those_words_goes_with_them(world, letter, passage):
    def found(start, end):
        return Finding.objects.create(
            document=letter, rule="sum", verdict="differs", severity="finding", printed="1.229", sentence="1.229",
            sentence_en="1,229", evidence=[[start, end, "term"]],
        )  # fmt: skip

    quoting, elsewhere = found(passage.start, passage.start + 3), found(passage.end, passage.end + 4)
    erase(arguments(world, passage))
    assert not Finding.objects.filter(pk=quoting.pk).exists()
    assert Finding.objects.filter(pk=elsewhere.pk).exists()


def test_lists_beside_the_backups_grow_with_it(world, passage, tmp_path, monkeypatch):
    places = [tmp_path / "here", tmp_path / "there"]
    monkeypatch.setenv("NAVOLGBAAR_BACKUPS", ", ".join(map(str, places)))
    erase(arguments(world, passage))
    assert [len(lines_of(place)) for place in places] == [1, 1]


def test_a_list_that_cannot_be_written_is_said_after_the_words_are_gone(world, passage, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("NAVOLGBAAR_BACKUPS", str(tmp_path / "file"))
    with pytest.raises(CannotStart, match=r"words are erased, but the list.*Copy"):
        erase(arguments(world, passage))
    assert Passage.objects.get(pk=passage.pk).text == ""


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"passage": "p999"}, "Check --as"),
        ({"document": "NB-D-1999-00001"}, "Check --as"),
        ({"email": "nobody@example.org"}, "Check --as"),
        ({"email": "editor@example.org"}, "no administrator"),
        ({"ground": " "}, "say which"),
    ],
)
def test_what_cannot_be_erased_stays_and_is_said(world, passage, changed, says):
    with pytest.raises(CannotStart, match=says):
        erase(arguments(world, passage, **changed))
    assert Passage.objects.get(pk=passage.pk).text
    assert not Erasure.objects.exists()


def test_erasing_twice_is_one_erasure(world, passage):
    erase_passage(passage=passage, ground=GROUND, by=world.administrator)
    erase_passage(passage=passage, ground=GROUND, by=world.administrator)
    assert Erasure.objects.count() == 1


def test_again_after_a_restore_once_and_by_the_platform_only(world, letter, passage):
    noted = NotedErasure(letter.public_id, passage.ident, letter.file.digest, GROUND)
    with pytest.raises(PermissionDenied):
        erase_again(noted=noted, by=world.administrator)
    assert erase_again(noted=noted, by=System()) == [passage]
    assert erase_again(noted=noted, by=System()) == []
    assert Passage.objects.get(pk=passage.pk).text == ""
    assert AuditEvent.objects.filter(event="sources.passage_erased_again").count() == 1
    assert not bytestore.has(letter.file.digest)


def test_another_file_under_the_same_id_is_left_alone(letter, passage):
    noted = NotedErasure(letter.public_id, passage.ident, "sha256:" + "0" * 64, GROUND)
    assert erase_again(noted=noted, by=System()) == []
    assert Passage.objects.get(pk=passage.pk).text


def test_a_file_that_was_erased_after_the_backup_cannot_come_in_again(world, letter, store):
    data = b"Er zijn 12 woningen."
    noted = NotedErasure("NB-D-2026-09999", "p0", bytestore.digest_of(data), GROUND)
    erase_again(noted=noted, by=System())
    with pytest.raises(NotPossibleNow, match="cannot be taken in again"):
        import_document(
            data=data, name="x.txt", programme=world.programme, organisation=world.ministry, by=world.editor
        )


def test_lists_are_brought_together_and_never_shrink(tmp_path):
    one, two, into = tmp_path / "one", tmp_path / "two", tmp_path / "into"
    for folder, text in ((one, "a\nb\n"), (two, "b\nc\n"), (into, "z\n")):
        folder.mkdir()
        (folder / "erasures.jsonl").write_text(text)
    assert merge_lists(into=into, sources=[one, two, tmp_path / "none"]) == ["z", "a", "b", "c"]
    assert merge_lists(into=into, sources=[]) == lines_of(into) == ["z", "a", "b", "c"]
    assert merge_lists(into=tmp_path / "empty", sources=[tmp_path / "none"]) == []
    assert not (tmp_path / "empty").exists()
