"""A motion that asks more than one thing: each ask followed apart, with what the letter says was done about it."""

import pytest
from lxml import html

from navolgbaar.promises.actions import ChangedMeanwhile, NotPossibleNow, confirm, take_apart, take_back
from navolgbaar.promises.models import Proposal, Statement
from navolgbaar.promises.queries import open_proposals
from navolgbaar.promises.states import ProposalState
from navolgbaar.promises.words import quoted
from navolgbaar.sources.actions import import_document

pytestmark = [pytest.mark.django_db, pytest.mark.db]
LETTER = """Den Haag, 6 september 2023

Betreft: moties over bomen

De motie van het lid Vermeulen (Kamerstuk 31 234, nr. 12) verzoekt de regering de zieke bomen in de parken te tellen, \
en de kwekers een vergoeding voor de schade te geven. Aan deze motie is uitvoering gegeven. De zieke bomen in de \
parken zijn in april geteld. Ik dank de tellers.
"""
COUNTING = "verzoekt de regering de zieke bomen in de parken te tellen"
PAYING = "de kwekers een vergoeding voor de schade te geven"


@pytest.fixture
def motion(world, store):
    document = import_document(
        data=LETTER.encode(), name="m.txt", title="Brief over bomen", programme=world.programme,
        organisation=world.ministry, by=world.editor,
    )  # fmt: skip
    return Proposal.objects.get(document=document, kind="motion")


def words_of(proposal):
    return [quoted(anchor) for anchor in proposal.anchors.select_related("passage")]


def test_each_ask_becomes_a_proposal_with_its_own_claim(world, motion):
    counting, paying = take_apart(proposal=motion, seen=1, by=world.editor)
    assert (words_of(counting), words_of(paying)) == ([COUNTING], [PAYING])
    assert (counting.paper, paying.paper) == ("kst-31234-12", "kst-31234-12")
    assert (counting.claimed, quoted(counting.claim)) == (
        "running",
        "De zieke bomen in de parken zijn in april geteld.",
    )
    assert (paying.claimed, paying.claim) == ("", None)
    motion.refresh_from_db()
    assert motion.state == ProposalState.SPLIT
    with pytest.raises(ChangedMeanwhile):
        take_apart(proposal=motion, seen=1, by=world.editor)
    take_back(proposal=motion, seen=motion.version, by=world.editor)
    assert motion in open_proposals(motion.document)
    assert counting not in open_proposals(motion.document)


def test_asks_are_followed_apart_and_lead_to_each_other(world, motion, opened, client):
    counting, paying = (
        confirm(proposal=part, seen=1, by=world.editor) for part in take_apart(proposal=motion, seen=1, by=world.editor)
    )
    assert (counting.standing.said, paying.standing.said) == ("running", "")
    opened(motion.document)
    page = html.fromstring(client.get(counting.get_absolute_url()).content)
    assert "In dezelfde motie gevraagd" in page.text_content()
    assert page.xpath(f"//ul[@class='rows']//a[@href='{paying.get_absolute_url()}']")
    assert not page.xpath(f"//ul[@class='rows']//a[@href='{counting.get_absolute_url()}']")


def test_the_queue_shows_the_asks_and_takes_them_apart(world, motion, at_the_desk):
    client, here = at_the_desk("editor"), f"/redactie/uitspraken/{motion.pk}/"
    page = html.fromstring(client.get(here).content)
    (asks,) = page.find_class("asks")
    shown = " ".join(asks.text_content().split())
    assert COUNTING in shown
    assert "De zieke bomen in de parken zijn in april geteld." in shown
    assert "Het document zegt niet wat hieraan is gedaan." in shown
    there = client.post(f"{here}besluit", {"act": "apart", "seen": "1"})["Location"]
    assert PAYING in html.fromstring(client.get(there).content).text_content()
    assert open_proposals(motion.document).filter(kind="motion").count() == 2
    refused = client.post(there + "besluit", {"act": "apart", "seen": "1"}, follow=True)
    assert "geen aparte verzoeken" in refused.content.decode()


def test_what_asks_one_thing_is_not_taken_apart(world, proposal):
    with pytest.raises(NotPossibleNow, match="No separate asks"):
        take_apart(proposal=proposal, seen=1, by=world.editor)
    assert not Statement.objects.exists()
