"""Two readers on a sample; questions with their answers; an analysis that is private until it is published."""

import json

import pytest
from django.core.exceptions import PermissionDenied
from lxml import html

from navolgbaar.core.audit import System
from navolgbaar.people.actions import create_user, give_role
from navolgbaar.people.states import RoleKind
from navolgbaar.promises.actions import NotPossibleNow
from navolgbaar.promises.analysing import check_consultation, judge, publish_analysis
from navolgbaar.promises.models import Analysis, Consultation, Proposal, QuestionPart, Sample
from navolgbaar.promises.sampling import agreement_of, answer_sample, draw_sample, next_unanswered
from navolgbaar.promises.science import drawn
from navolgbaar.promises.states import Coverage, StatementKind
from navolgbaar.promises.words import quoted
from navolgbaar.sources.actions import import_document

pytestmark = [pytest.mark.django_db, pytest.mark.db]
QUESTIONS = """Den Haag, 6 september 2023

Betreft: antwoorden op vragen

Vraag 1
Hoeveel wijken krijgen dit jaar een nieuw speelveld, en wie betaalt dat?

Antwoord 1
Dit jaar krijgen twaalf wijken een nieuw speelveld.

Vraag 2
Wanneer is het laatste speelveld klaar?

Antwoord 2
Het laatste speelveld is in 2026 klaar. De gemeenten werken eraan.
"""


@pytest.fixture
def second(world):
    user = create_user(email="second@example.org", password="a long enough one", by=System())
    give_role(user=user, organisation=world.ministry, kind=RoleKind.EDITOR, by=world.administrator)
    return user


@pytest.fixture
def many(propose):
    words = ["Ik zal uw Kamer voor 1 januari 2024 informeren", "Ik streef ernaar dat alle buurten",
             "Gemeenten zijn vanaf 1 juli 2024 verplicht", "er komen gesprekken met de bewoners"]  # fmt: skip
    return [propose(quote) for quote in words]


def test_a_draw_is_that_of_its_seed(many):
    names = [proposal.pk for proposal in many]
    assert drawn("a", names, 2) == drawn("a", list(reversed(names)), 2)
    assert len({tuple(drawn(str(seed), names, 2)) for seed in range(40)}) > 3


def test_kappa_is_that_of_cohen_and_disagreements_are_named(world, second, many):
    sample = draw_sample(programme=world.programme, organisation=world.ministry, size=4, seed="s", by=world.editor)
    assert set(sample.proposals.all()) == set(many)
    first = [StatementKind.COMMITMENT, StatementKind.AIM, StatementKind.DUTY, ""]
    other = [StatementKind.COMMITMENT, StatementKind.AIM, StatementKind.AIM, ""]
    for user, kinds in ((world.editor, first), (second, other)):
        for proposal, kind in zip(many, kinds, strict=True):
            assert next_unanswered(sample, user) is not None
            answer_sample(sample=sample, proposal=proposal, kind=kind, by=user)
        assert next_unanswered(sample, user) is None
    found = agreement_of(sample)
    assert (found.alike, found.apart) == ([many[0], many[1], many[3]], [many[2]])
    # po = 3/4; pe = (1·1 + 1·2 + 1·0 + 1·1) / 16 = 1/4; kappa = (3/4 - 1/4) / (1 - 1/4)
    assert found.kappa == "0,67"
    third = create_user(email="third@example.org", password="a long enough one", by=System())
    give_role(user=third, organisation=world.ministry, kind=RoleKind.EDITOR, by=world.administrator)
    with pytest.raises(NotPossibleNow, match="Two readers"):
        answer_sample(sample=sample, proposal=many[0], kind="", by=third)
    for user in (world.publisher, world.outsider):
        with pytest.raises(PermissionDenied):
            answer_sample(sample=sample, proposal=many[0], kind="", by=user)
    with pytest.raises(PermissionDenied):
        draw_sample(programme=world.programme, organisation=world.ministry, by=world.outsider)


def test_a_reader_answers_at_the_desk_and_the_file_names_nobody(world, second, many, at_the_desk):
    client = at_the_desk("editor")
    here = "/redactie/programmas/versterken/toezeggingen/steekproeven/"
    page = client.post(here, {"organisation": "ministry"})["Location"]
    while client.get(page).status_code == 200:
        form = html.fromstring(client.get(page).content).xpath("//input[@name='proposal']/@value")
        client.post(page, {"proposal": form[0], "kind": "aim"})
    assert client.get(page)["Location"] == here
    assert client.get(page.rstrip("/") + ".json").status_code == 404  # nobody sees what another reader answered
    sample = Sample.objects.get()
    assert agreement_of(sample).alike == []
    for proposal in sample.proposals.all():
        answer_sample(sample=sample, proposal=proposal, kind=StatementKind.AIM, by=second)
    with pytest.raises(NotPossibleNow, match=r"does not change|verandert niet"):
        answer_sample(sample=sample, proposal=proposal, kind="", by=second)
    body = client.get(page.rstrip("/") + ".json")
    found = json.loads(body.content)
    assert {answer["reader"] for answer in found["answers"]} == {"reader 1", "reader 2"}
    assert len(agreement_of(sample).alike) == len(many)
    assert world.editor.email not in body.content.decode()
    assert client.post(page, {"proposal": "9" * 30, "kind": "aim"}).status_code == 404


@pytest.fixture
def consultation(world, store):
    document = import_document(
        data=QUESTIONS.encode(), name="vragen.txt", title="Antwoorden", programme=world.programme,
        organisation=world.ministry, by=world.editor,
    )  # fmt: skip
    return Consultation.objects.get(document=document)


def test_questions_stand_with_their_whole_answers_for_editors_first(consultation, opened, client, at_the_desk):
    here = f"/overleg/{consultation.document.public_id}/"
    opened(consultation.document)
    assert client.get(here).status_code == 404
    page = html.fromstring(at_the_desk("editor").get(here).content)
    exchanges = page.find_class("exchange")
    assert [
        [" ".join(part.text_content().split()) for part in exchange.find_class("answered")] for exchange in exchanges
    ] == [
        ["Dit jaar krijgen twaalf wijken een nieuw speelveld."],
        ["Het laatste speelveld is in 2026 klaar.De gemeenten werken eraan."],
    ]
    at_the_desk("editor").post(f"/redactie{here}nagekeken", {"act": "check"})
    assert client.get(here).status_code == 200
    assert client.get(f"/en{here}").status_code == 200
    at_the_desk("editor").post(f"/redactie{here}nagekeken", {"act": "open"})
    assert client.get(here).status_code == 404


def test_an_analysis_is_its_authors_until_it_is_published_under_a_name(
    world, consultation, opened, client, at_the_desk
):
    here = f"/overleg/{consultation.document.public_id}/"
    opened(consultation.document)
    check_consultation(consultation=consultation, is_checked=True, by=world.editor)
    part = QuestionPart.objects.filter(question__consultation=consultation).order_by("question", "position").last()
    reader = at_the_desk("outsider")
    said = {f"part-{part.pk}": "open", f"words-{part.pk}": "Het jaar staat er, de maand niet."}
    assert reader.post(f"/redactie{here}", said).status_code == 302
    for who in (client, at_the_desk("editor")):
        assert "de maand niet" not in who.get(here).content.decode()
    assert "de maand niet" not in at_the_desk("editor").get(f"/redactie{here}").content.decode()
    assert "de maand niet" in reader.get(f"/redactie{here}").content.decode()
    assert reader.post(f"/redactie{here}publiceren", {"organisation": "ministry"}).status_code == 403
    assert reader.post(f"/redactie{here}publiceren", {"organisation": "inspectorate"}).status_code == 302
    body = " ".join(html.fromstring(client.get(here).content).text_content().split())
    assert "Wat onbeantwoord bleef, volgens Inspectie" in body
    assert "Het jaar staat er, de maand niet." in body
    assert "outsider" not in body
    with pytest.raises(NotPossibleNow, match="is published"):
        judge(consultation=consultation, said={part: (Coverage.ADDRESSED, "")}, by=world.outsider)
    reader.post(f"/redactie{here}publiceren", {"organisation": ""})
    assert "de maand niet" not in client.get(here).content.decode()


def test_nothing_is_published_before_the_pairs_are(world, consultation, opened):
    part = QuestionPart.objects.filter(question__consultation=consultation).first()
    analysis = judge(consultation=consultation, said={part: (Coverage.OPEN, "")}, by=world.editor)
    with pytest.raises(NotPossibleNow, match="not public yet"):
        publish_analysis(analysis=analysis, organisation=world.ministry, by=world.editor)
    with pytest.raises(PermissionDenied):
        publish_analysis(analysis=analysis, organisation=world.ministry, by=world.outsider)
    assert Analysis.objects.get().published_on is None


def test_a_role_in_one_programme_publishes_nothing_in_another_one(world, consultation, opened, client, at_the_desk):
    """An editor of an organisation in one programme speaks for it in that programme alone."""
    opened(consultation.document)
    check_consultation(consultation=consultation, is_checked=True, by=world.editor)
    consultation = Consultation.objects.get(pk=consultation.pk)
    elsewhere = create_user(email="elsewhere@example.org", password="a long enough one", by=System())
    give_role(
        user=elsewhere, organisation=world.ministry, programme="anders", kind=RoleKind.EDITOR, by=world.administrator
    )
    part = QuestionPart.objects.filter(question__consultation=consultation).first()
    analysis = judge(consultation=consultation, said={part: (Coverage.OPEN, "")}, by=elsewhere)
    with pytest.raises(PermissionDenied):
        publish_analysis(analysis=analysis, organisation=world.ministry, by=elsewhere)
    give_role(
        user=elsewhere, organisation=world.ministry, programme="versterken", kind=RoleKind.EDITOR,
        by=world.administrator,
    )  # fmt: skip
    assert publish_analysis(analysis=analysis, organisation=world.ministry, by=elsewhere).published_on is not None


def test_a_letter_without_questions_is_no_consultation(paper):
    assert not Consultation.objects.filter(document=paper).exists()


def test_a_letter_comes_in_with_proposals_of_the_reader_that_lead_to_its_words(world, store):
    text = "Den Haag, 6 september 2023\n\nIk zal uw Kamer voor 1 januari 2024 informeren over de uitkomsten.\n"
    document = import_document(
        data=text.encode(), name="b.txt", programme=world.programme, organisation=world.ministry, by=world.editor
    )
    (proposal,) = Proposal.objects.filter(document=document)
    assert (proposal.kind, proposal.state, proposal.due) == ("commitment", "open", "../2023-12-31")
    assert proposal.rule.startswith("commitment")
    assert "informeren over de uitkomsten" in quoted(proposal.anchors.get())
