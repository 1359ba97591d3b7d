"""The real papers taken in: every reading stands where it says, replays, and nothing is public yet."""

import pytest

from navolgbaar.figures.bundles import readings_again
from navolgbaar.figures.models import Reading
from navolgbaar.figures.queries import proposals_of
from navolgbaar.sources import store as bytestore
from navolgbaar.sources.actions import import_document
from navolgbaar.sources.models import Anchor, Document, Passage
from navolgbaar.sources.queries import documents_for
from navolgbaar.sources.science import read

pytestmark = [pytest.mark.django_db, pytest.mark.db, pytest.mark.shared]


@pytest.fixture
def taken_in(world, store, papers):
    return [
        import_document(
            data=path.read_bytes(), name=path.name, programme=world.programme, organisation=world.ministry,
            by=world.editor,
        )
        for path in papers
    ]  # fmt: skip


def test_every_reading_stands_in_its_sentence(taken_in):
    assert len(taken_in) >= 5
    for document in taken_in:
        text = read(bytestore.get(document.file.digest), document.title).source.text
        readings = list(proposals_of(document))
        assert readings, document.title
        for reading in readings:
            anchor = reading.anchor
            assert text[anchor.start : anchor.end].strip(), reading
            assert 0 <= anchor.at < anchor.to <= len(anchor.passage.text)
    assert Anchor.objects.filter(readings__isnull=False).count() == Reading.objects.count() > 200
    assert Passage.objects.filter(text="").count() == 0


def test_every_reading_is_read_again_in_its_own_passage_or_in_its_table(taken_in):
    """None needs the word of a person for it."""
    readings = [reading for document in taken_in for reading in proposals_of(document)]
    again = [[run.estimates[0].value for run in readings_again(reading)] for reading in readings]
    missing = [(r.value, values) for r, values in zip(readings, again, strict=True) if r.value not in values]
    assert missing == []


def test_nothing_of_it_is_seen_before_somebody_publishes(taken_in, world, client):
    from django.contrib.auth.models import AnonymousUser

    assert not documents_for(AnonymousUser()).exists()
    assert {client.get(document.get_absolute_url()).status_code for document in taken_in} == {404}
    assert client.get("/zoeken?q=discriminatie").content.count(b"<blockquote") == 0


def test_the_editor_sees_each_as_paper_with_a_margin(taken_in, world, client):
    client.force_login(world.editor, backend="allauth.account.auth_backends.AuthenticationBackend")
    for document in Document.objects.all():
        body = client.get(document.get_absolute_url()).content.decode()
        assert body.count("<mark>") > 10, document.title
        assert 'class="remark"' in body
