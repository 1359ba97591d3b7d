"""The queue and the desk over HTTP: who comes second is told, what is refused says why, reports are proposed."""

import pytest
from lxml import html

from navolgbaar.promises.actions import confirm, reject
from navolgbaar.promises.following import link
from navolgbaar.promises.models import Event, Link, Measure, Proposal, Report, Statement
from navolgbaar.promises.queries import open_proposals
from navolgbaar.promises.science import papers_in
from navolgbaar.promises.states import ProposalState, Rejection, ReportState
from navolgbaar.sources.actions import import_document

pytestmark = [pytest.mark.django_db, pytest.mark.db]
DESK = "/redactie/programmas/versterken/toezeggingen/"


def said(response):
    return " ".join(html.fromstring(response.content).find(".//main").text_content().split())


def fields(client, address):
    """What the first form of a page would send, untouched."""
    form = html.fromstring(client.get(address).content).xpath("//form[@data-keys]")[0]
    return {name: value or "" for name, value in form.form_values() if name != "csrfmiddlewaretoken"}


def test_confirming_untouched_is_confirming_as_proposed(world, proposal, at_the_desk):
    client, here = at_the_desk("editor"), f"/redactie/uitspraken/{proposal.pk}/"
    response = client.post(f"{here}besluit", {**fields(client, here), "act": "confirm"})
    assert response["Location"] == DESK
    statement = Statement.objects.get()
    assert (statement.due, statement.actor, statement.strength) == ("../2023-12-31", "minister", "toezegging")


def test_the_doubts_of_the_reader_are_told_in_the_language_of_the_page(propose, at_the_desk):
    proposal = propose("Ik zal uw Kamer", doubts=["who acts is taken from a name in the sentence"])
    here = f"/redactie/uitspraken/{proposal.pk}/"
    assert "Wie het doet is afgeleid uit een naam in de zin." in said(at_the_desk("editor").get(here))
    assert "Who acts is taken from a name in the sentence." in said(at_the_desk("editor").get(f"/en{here}"))


def test_who_comes_second_sees_what_the_first_decided(world, proposal, at_the_desk):
    client, here = at_the_desk("editor"), f"/redactie/uitspraken/{proposal.pk}/"
    mine = {**fields(client, here), "act": "confirm"}
    reject(proposal=proposal, reason=Rejection.DOUBLE, seen=1, by=world.editor)
    response = client.post(f"{here}besluit", mine, follow=True)
    assert "Een collega heeft hier intussen over besloten." in said(response)
    assert "staat al ergens anders" in said(response)
    assert not Statement.objects.exists()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"due": "volgende week"}, "Zo schrijven we hier geen termijn"),
        ({"quote": "Dit staat nergens in de brief"}, "Deze woorden staan niet in dat document"),
        ({"kind": "belofte"}, "belofte"),
    ],
)
def test_a_correction_that_cannot_be_says_why_and_keeps_what_was_typed(world, proposal, at_the_desk, change, says):
    client, here = at_the_desk("editor"), f"/redactie/uitspraken/{proposal.pk}/"
    response = client.post(f"{here}besluit", {**fields(client, here), **change, "act": "confirm"})
    assert response.status_code == 422
    assert says in response.content.decode()
    assert next(iter(change.values())) in response.content.decode()
    assert not Statement.objects.exists()


@pytest.mark.parametrize("seen", ["", "-1", "x", "9" * 40])
def test_a_version_that_is_none_decides_nothing(world, proposal, at_the_desk, seen):
    at_the_desk("editor").post(f"/redactie/uitspraken/{proposal.pk}/besluit", {"act": "reject other", "seen": seen})
    proposal.refresh_from_db()
    assert proposal.is_open


def test_split_merge_and_undo_by_button(world, proposal, propose, at_the_desk):
    propose("Ik streef ernaar dat alle buurten", kind="aim")
    client = at_the_desk("editor")
    at = client.post(f"/redactie/uitspraken/{proposal.pk}/besluit", {"act": "merge", "seen": "1"})["Location"]
    made = Proposal.objects.get(state=ProposalState.OPEN)
    assert at == f"/redactie/uitspraken/{made.pk}/"
    parts = {"act": "split", "seen": "1", "parts": "informeren over de uitkomsten"}
    assert client.post(f"{at}besluit", parts).status_code == 422
    parts["parts"] += "\nalle buurten in 2025"
    assert client.post(f"{at}besluit", parts).status_code == 302
    assert open_proposals(proposal.document).count() == 2
    made.refresh_from_db()
    assert client.post(f"{at}besluit", {"act": "undo", "seen": str(made.version)})["Location"] == at
    assert list(open_proposals(proposal.document)) == [made]
    only = client.post(f"{at}besluit", {"act": "merge", "seen": str(made.version + 1)}, follow=True)
    assert "geen volgend voorstel" in said(only)


def test_words_that_were_passed_by_are_added_at_the_desk(world, paper, at_the_desk):
    client = at_the_desk("editor")
    wrong = client.post(DESK, {"document": paper.pk, "quote": "staat er niet echt", "kind": "aim"})
    assert wrong.status_code == 422
    at = client.post(DESK, {"document": paper.pk, "quote": "stand van zaken", "kind": "aim"})["Location"]
    assert "stand van zaken" in said(client.get(at))


def test_following_up_over_http(world, promise, later, at_the_desk):
    client, here = at_the_desk("editor"), f"/redactie/toezeggingen/{promise.public_id}/"
    good = {"kind": "execution", "on": "2024-03-20", "execution": "done", "grade": "document", "document": later.pk,
            "quote": "De uitkomsten zijn op 12 februari 2024"}  # fmt: skip
    for change in ({"grade": ""}, {"quote": "iets anders dan daar"}, {"on": "2100-01-01"}, {"execution": ""},
                   {"document": "", "quote": ""}, {"document": "", "figure": "NB-2026-00099"}):  # fmt: skip
        assert client.post(here, {**good, **change}).status_code == 422, change
    assert Event.objects.count() == 1
    assert client.post(here, good).status_code == 302
    promise.standing.refresh_from_db()
    assert promise.standing.execution == "done"


def test_what_it_hangs_together_with_over_http(world, promise, propose, at_the_desk):
    other = confirm(proposal=propose("Ik streef ernaar", kind="aim"), seen=1, by=world.editor)
    client, here = at_the_desk("editor"), f"/redactie/toezeggingen/{promise.public_id}/verbanden"
    wanted = {"link": "repeats", "other": other.public_id, "partner": world.inspectorate.pk, "measure": "Toezicht"}
    assert client.post(here, wanted).status_code == 302
    assert (Link.objects.count(), Measure.objects.count()) == (1, 1)
    back = f"/redactie/toezeggingen/{other.public_id}/verbanden"
    refused = client.post(back, {"link": "changes", "other": promise.public_id})
    assert refused.status_code == 422
    assert "dat zou een kring zijn" in refused.content.decode()
    for wrong in ({"other": "NB-T-2026-99999"}, {"measure": "zonder partner"}, {"target": "NB-2026-99999"}):
        assert client.post(here, {"link": "repeats", **wrong}).status_code == 422


def test_a_link_that_was_a_mistake_is_taken_away_with_a_reason(world, promise, propose, at_the_desk):
    other = confirm(proposal=propose("Ik streef ernaar", kind="aim"), seen=1, by=world.editor)
    made = link(source=promise, kind="repeats", target=other, by=world.editor)
    here = f"/redactie/toezeggingen/{promise.public_id}/"
    away = f"/redactie/verbanden/{made.pk}/weg"
    assert away in at_the_desk("editor").get(here).content.decode()
    assert "Zeg waarom" in said(at_the_desk("editor").post(away, {"reason": "zomaar"}, follow=True))
    assert at_the_desk("outsider").post(away, {"reason": "not_related"}).status_code == 404
    assert Link.objects.count() == 1
    assert at_the_desk("editor").post(away, {"reason": "not_related"})["Location"] == here
    assert Link.objects.count() == 0


def test_two_editions_are_compared_at_the_desk(world, promise, later, at_the_desk):
    client, here = at_the_desk("editor"), "/redactie/programmas/versterken/toezeggingen/uitgaven"
    assert client.post(here, {"former": promise.document_id, "edition": promise.document_id}).status_code == 422
    assert client.post(here, {"former": later.pk, "edition": promise.document_id}).status_code == 422  # no statements
    assert html.fromstring(client.get(here).content).xpath("//details[@open]//select[@name='former']")
    told = said(client.post(here, {"former": promise.document_id, "edition": later.pk}, follow=True))
    assert "de woorden staan er niet meer: 1" in told
    assert Event.objects.get(kind="source").edition == "gone"
    # an editor of another organisation in this programme is offered neither
    assert at_the_desk("outsider").post(here, {"former": promise.document_id, "edition": later.pk}).status_code == 422
    assert Event.objects.filter(kind="source").count() == 1


def test_only_documents_that_this_editor_may_see_are_offered_as_evidence(world, promise, later, opened, at_the_desk):
    import_document(
        data=b"Den Haag, 1 mei 2024\n\nDe inspectie zag iets.\n", name="i.txt", title="Van de inspectie",
        programme=world.programme, organisation=world.inspectorate, by=world.outsider,
    )  # fmt: skip
    client, here = at_the_desk("editor"), f"/redactie/toezeggingen/{promise.public_id}/"

    def offered():
        page = html.fromstring(client.get(here).content)
        return set(page.xpath("//select[@name='document']/option[@value != '']/text()"))

    assert offered() == {"Brief van september", "Brief van maart"}
    opened(promise.document)
    assert offered() == {"Brief van september"}
    opened(later)
    assert offered() == {"Brief van september", "Brief van maart"}


PAPER = "Kamerstukken II, 2022/23, 32 847, nr. 1079"


@pytest.fixture
def reported(world, store, promise):
    """A later letter that names the paper in which the promise stands."""
    type(promise.document).objects.filter(pk=promise.document_id).update(origin=f"{PAPER}, https://example.org")
    text = "Den Haag, 20 maart 2024\n\nZie mijn brief (Kamerstukken 32 847, nr. 1079). De uitkomsten zijn verstuurd.\n"
    import_document(
        data=text.encode(), name="later.txt", programme=world.programme, organisation=world.ministry, by=world.editor
    )
    return Report.objects.get(statement=promise)


def test_a_letter_that_names_the_paper_may_report_on_it(reported, promise, at_the_desk):
    assert reported.reference == "kst-32847-1079"
    client = at_the_desk("editor")
    address = f"/redactie/toezeggingen/{promise.public_id}/?melding={reported.pk}"
    assert address in client.get(DESK).content.decode()
    page = html.fromstring(client.get(address).content)
    assert "Zie mijn brief" in page.xpath("//textarea[@name='quote']")[0].text_content()
    happened = {"kind": "execution", "on": "2024-03-20", "execution": "done", "grade": "own",
                "document": reported.anchor.passage.document_id, "quote": "De uitkomsten zijn verstuurd."}  # fmt: skip
    assert client.post(address, happened).status_code == 302
    reported.refresh_from_db()
    promise.standing.refresh_from_db()
    assert (reported.state, promise.standing.said, promise.standing.seen) == (ReportState.ACCEPTED, "done", "")


def test_a_report_that_is_none_is_refused_once(reported, at_the_desk):
    client = at_the_desk("editor")
    for _ in range(2):
        assert client.post(f"/redactie/meldingen/{reported.pk}/niet")["Location"] == DESK
    reported.refresh_from_db()
    assert reported.state == ReportState.REFUSED


def test_papers_are_read_in_a_line_of_text():
    assert papers_in(PAPER) == {"kst-32847-1079"}
    assert papers_in("") == papers_in("een brief zonder nummer") == set()


def test_a_proposal_that_is_not_there_is_404(world, at_the_desk):
    assert at_the_desk("editor").get("/redactie/uitspraken/123456/").status_code == 404
