"""What was released stays what can be downloaded, whatever happens to the document afterwards."""

import hashlib
import json
from dataclasses import replace

import pytest
from django.db import connection

from narekenen.replay import replay
from navolgbaar.figures.actions import Question, record_run
from navolgbaar.figures.bundles import bundle_of
from navolgbaar.figures.states import FigureKind
from navolgbaar.publishing.frozen import freeze, released_bundle, released_sha256, without_words
from navolgbaar.publishing.queries import broken_releases
from navolgbaar.sources.actions import erase_passage, move_document
from navolgbaar.sources.states import DocumentState

pytestmark = [pytest.mark.django_db, pytest.mark.db]


@pytest.fixture
def public(world, letter):
    return move_document(document=letter, state=DocumentState.PUBLIC, by=world.editor)


def owner(statement, values=()):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("RESET ROLE")
        cursor.execute(statement, values)
        cursor.execute("SET ROLE navolgbaar_app")


def sha(data):
    return "sha256:" + hashlib.sha256(data).hexdigest()


def line_of(release):
    (line,) = release.manifest["figures"]
    return line


def test_the_manifest_holds_the_digest_of_the_bytes_that_are_served(client, public, say, release):
    version = say("1229")
    published = release(version)
    served = client.get(f"/cijfers/{version}.json").content
    assert sha(served) == line_of(published)["bundle"]
    assert released_sha256(version) in client.get(f"/cijfers/{version}/").content.decode()
    assert b"adressen versterkt" in served
    assert replay(served, expect=line_of(published)["bundle"]).same


def test_no_words_of_a_document_stand_in_the_ledger(public, say, release):
    (kept,) = release(say("1229")).bundles.all()
    assert "adressen versterkt" not in kept.text
    assert sha(kept.text.encode()) == kept.without_words != kept.sha256


def test_a_document_that_opens_after_the_release_changes_nothing(world, letter, say, release):
    version = say("1229")
    published = release(version)
    before = released_bundle(version)
    assert sha(before) == line_of(published)["bundle"] == line_of(published)["without_words"]
    move_document(document=letter, state=DocumentState.PUBLIC, by=world.editor)
    version.refresh_from_db()
    assert bundle_of(version) != before
    assert released_bundle(version) == before


def test_a_withdrawn_document_takes_its_words_back_and_brings_them_again(world, public, say, release):
    version = say("1229")
    line, whole = line_of(release(version)), released_bundle(version)
    for state, name in ((DocumentState.WITHDRAWN, "without_words"), (DocumentState.PUBLIC, "bundle")):
        move_document(document=public, state=state, by=world.editor)
        found = type(version).objects.get(pk=version.pk)
        assert sha(released_bundle(found)) == line[name]
    assert released_bundle(found) == whole
    assert broken_releases() == []


def test_erased_words_leave_a_bundle_that_the_release_vouches_for(world, public, say, release):
    version = say("1229")
    line = line_of(release(version))
    erase_passage(passage=version.reading.anchor.passage, ground="AVG art. 17", by=world.administrator)
    served = released_bundle(type(version).objects.get(pk=version.pk))
    assert b"adressen versterkt" not in served
    assert sha(served) == line["without_words"] != line["bundle"]
    assert json.loads(served)["published"] == "1.229"
    assert broken_releases() == []


def test_an_unreleased_version_has_the_bundle_of_today(public, say):
    version = say("1229")
    assert released_bundle(version) == bundle_of(version)


def test_a_bundle_without_passages_is_released_as_it_is(world, public, say, release):
    part = say("1229")
    question = Question(**{name: getattr(part.figure, name) for name in Question.__slots__})
    total = record_run(
        question=replace(question, kind=FigureKind.CLAIMED),
        recipe="arithmetic.sum@1",
        inputs={"terms": [part, part]},
        by=world.editor,
    )
    frozen = freeze(total)
    assert frozen.sha256 == frozen.without_words == sha(bundle_of(total))
    assert without_words(bundle_of(total)) == bundle_of(total)
    release(part, total)
    assert broken_releases() == []


def test_a_rewritten_bundle_is_found(public, say, release):
    version = say("1229")
    published = release(version)
    owner("ALTER TABLE publishing_releasedbundle DISABLE TRIGGER append_only")
    owner("UPDATE publishing_releasedbundle SET text = replace(text, '1.229', '1.500')")
    assert broken_releases() == [f"{published}: {version}: the bundle is not the one that was released"]
    owner("DELETE FROM publishing_releasedbundle")
    assert broken_releases() == [f"{published}: {version}: the bundle is not the one that was released"]


def test_rewritten_words_are_found(public, say, release):
    version = say("1229")
    published = release(version)
    passage = version.reading.anchor.passage
    passage.source_text = passage.source_text.replace("1.229", "1.500")
    passage.save()
    assert broken_releases() == [f"{published}: {version}: the words are not those that it was read from"]
    assert sha(released_bundle(version)) == line_of(published)["without_words"]


def test_a_rewritten_computation_is_found(world, public, say, release):
    part = say("1229")
    question = Question(**{name: getattr(part.figure, name) for name in Question.__slots__})
    total = record_run(
        question=replace(question, kind=FigureKind.CLAIMED),
        recipe="arithmetic.sum@1",
        inputs={"terms": [part, part]},
        by=world.editor,
    )
    published = release(part, total)
    owner("ALTER TABLE figures_runinput DISABLE TRIGGER append_only")
    owner('UPDATE figures_runinput SET value = \'["1", "2457"]\' WHERE run_id = %s', [total.run_id])
    assert broken_releases() == [f"{published}: {total}: the ledger holds another computation than the bundle"]
