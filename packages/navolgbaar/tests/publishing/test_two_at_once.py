"""Two people, or one impatient person, at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from navolgbaar.publishing.actions import NotPossibleNow, approve, prepare, submit
from navolgbaar.publishing.models import Release
from navolgbaar.publishing.queries import broken_releases
from navolgbaar.sources.actions import import_document
from navolgbaar.sources.models import Document, Passage

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.db]


def at_once(*acts):
    """The results of these acts, begun at the same moment; an exception is its own result."""
    start = Barrier(len(acts))

    def run(act):
        try:
            start.wait()
            return act()
        except NotPossibleNow as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_a_double_click_publishes_once(world, say):
    proposal = prepare(
        title="Voortgang", programme=world.programme, organisation=world.ministry, versions=[say("1229")],
        by=world.editor,
    )  # fmt: skip
    submit(proposal=proposal, by=world.editor)
    results = at_once(*[lambda: approve(proposal=proposal, by=world.publisher)] * 2)
    assert sorted(type(result).__name__ for result in results) == ["NotPossibleNow", "Release"]
    assert Release.objects.count() == 1


def test_two_releases_at_once_stand_in_one_chain(world, say):
    first, second = (
        prepare(
            title=value, programme=world.programme, organisation=world.ministry, versions=[version], by=world.editor
        )
        for value, version in (("a", say("1229")), ("b", say("1229", reason="Nog eens gelezen")))
    )
    for proposal in (first, second):
        submit(proposal=proposal, by=world.editor)
    at_once(lambda: approve(proposal=first, by=world.publisher), lambda: approve(proposal=second, by=world.publisher))
    assert Release.objects.count() == 2
    assert broken_releases() == []


def test_the_same_file_twice_at_once_is_one_document(world, store):
    def take_in():
        return import_document(
            data=b"Er zijn 12 woningen in 2023.", name="a.txt", programme=world.programme,
            organisation=world.ministry, by=world.editor,
        )  # fmt: skip

    one, other = at_once(take_in, take_in)
    assert one == other
    assert Document.objects.count() == 1
    assert Passage.objects.filter(document=one).count() == Passage.objects.count()
