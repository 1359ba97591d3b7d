"""From a proposal to a figure at the desk, and what a correction does to what rests on it."""

from dataclasses import replace

import pytest
from django.urls import reverse

from navolgbaar.figures.actions import AnsweredMeanwhile, NotConfirmed, Question, answer_reading, record_run, refresh
from navolgbaar.figures.descent import stale_versions
from navolgbaar.figures.forms import CorrectionForm
from navolgbaar.figures.models import FigureVersion, Quantity, Reading
from navolgbaar.figures.queries import latest_answer, open_proposals, proposals_of
from navolgbaar.figures.states import FigureKind, Verdict

pytestmark = [pytest.mark.django_db, pytest.mark.db]
FIGURES = "/redactie/programmas/versterken/cijfers/"
FIRST = {
    "kind": "observed", "first": "2022-01-01", "last": "2022-12-31", "issued_on": "2023-09-06", "name": "Adressen",
    "name_en": "Addresses", "unit": "adressen", "decimals": "0",
}  # fmt: skip


@pytest.fixture
def client(at_the_desk):
    return at_the_desk("editor")


def answer(client, proposal, verdict="confirmed", seen=0, **said):
    address = reverse("figures:answer", args=[proposal.pk])
    return client.post(address, {"verdict": verdict, "seen": seen, **said})


def record(client, proposal, world, **said):
    address = reverse("figures:record", args=[proposal.pk])
    return client.post(address, {**FIRST, "subject": world.subject.pk, "issuer": world.ministry.pk, **said})


def test_enter_after_enter_every_reading_gets_its_answer(client, letter):
    waiting = list(open_proposals(letter))
    address = reverse("figures:reading", args=[waiting[0].pk])
    for _ in waiting:
        page = client.get(address)
        assert page.content.decode().count("autofocus") == 1
        address = answer(client, page.context["proposal"])["Location"]
    assert address == reverse("figures:document", args=[letter.public_id])
    assert not open_proposals(letter).exists()
    assert {latest_answer(proposal).verdict for proposal in waiting} == {Verdict.CONFIRMED}


def test_what_was_passed_over_comes_back_after_the_last(client, letter):
    waiting = list(open_proposals(letter))
    assert answer(client, waiting[-1])["Location"] == reverse("figures:reading", args=[waiting[0].pk])


def test_a_confirmed_reading_becomes_a_figure_with_a_new_quantity(client, world, letter):
    proposal = proposals_of(letter).get(value="1229")
    assert answer(client, proposal, "confirmed record")["Location"] == reverse("figures:record", args=[proposal.pk])
    assert record(client, proposal, world).status_code == 302
    version = FigureVersion.objects.get()
    assert (version.value, version.published, str(version.figure.quantity)) == ("1229", "1.229", "Adressen")
    assert (version.figure.kind, str(version.figure.period)) == ("observed", "2022")


def test_the_next_figure_finds_the_choices_of_the_last_one(client, world, letter):
    first, second = (proposals_of(letter).get(value=value) for value in ("1229", "1400"))
    for proposal in (first, second):
        answer(client, proposal)
    record(client, first, world)
    page = client.get(reverse("figures:record", args=[second.pk]))
    initial = page.context["form"].initial
    quantity = Quantity.objects.get()
    assert (initial["quantity"], initial["kind"], initial["first"]) == (quantity.pk, "observed", "2022-01-01")
    said = {name: initial[name] for name in initial if initial[name]}
    assert record(client, second, world, **{**said, "kind": "target", "name": "", "name_en": ""}).status_code == 302
    assert FigureVersion.objects.count() == 2
    assert Quantity.objects.count() == 1


def test_a_figure_needs_a_quantity_and_a_reason_for_another_answer(client, world, letter):
    proposal = proposals_of(letter).get(value="1229")
    answer(client, proposal)
    empty = record(client, proposal, world, name="", name_en="")
    assert empty.status_code == 422
    assert {"name", "name_en"} <= set(empty.context["form"].errors)
    backwards = record(client, proposal, world, last="2021-01-01")
    assert set(backwards.context["form"].errors) == {"last"}
    record(client, proposal, world)
    again = record(client, proposal, world)
    assert set(again.context["form"].errors) == {"reason"}
    assert record(client, proposal, world, reason="Nog eens gelezen").status_code == 302
    assert [version.number for version in FigureVersion.objects.order_by("pk")] == [1, 2]


def test_nothing_is_made_of_what_nobody_confirmed(client, world, letter):
    proposal = proposals_of(letter).get(value="1229")
    assert record(client, proposal, world)["Location"] == reverse("figures:reading", args=[proposal.pk])
    answer(client, proposal, "rejected")
    record(client, proposal, world)
    assert not FigureVersion.objects.exists()


@pytest.mark.parametrize(
    ("written", "value"),
    [("1.230", "1230"), ("1230", "1230"), ("12,5", "12.5"), ("1.234.567,89", "1234567.89"), ("-3", "-3")],
)
def test_a_correction_is_written_as_dutch_writes_numbers(client, letter, written, value):
    proposal = proposals_of(letter).get(value="1229")
    answer(client, proposal, "corrected", value=written)
    assert latest_answer(proposal).value == value


@pytest.mark.parametrize("written", ["", "drie", "1.23", "1,2,3", "12.34.56", "1e5", "NaN", "١٢"])
def test_what_is_no_number_is_said_to_be_none(client, letter, written):
    proposal = proposals_of(letter).get(value="1229")
    response = answer(client, proposal, "corrected", value=written)
    assert response.status_code == 422
    assert "value" in response.context["form"].errors
    assert latest_answer(proposal) is None


@pytest.mark.parametrize(("written", "is_fine"), [("2023-09-06", True), ("2023", True), ("6 september", False)])
def test_a_date_is_corrected_as_a_date(letter, written, is_fine):
    proposal = proposals_of(letter).filter(kind="date").first()
    assert CorrectionForm({"value": written}, reading=proposal).is_valid() is is_fine


def test_an_answer_of_a_colleague_is_shown_before_it_is_overruled(client, world, letter):
    proposal = proposals_of(letter).get(value="1229")
    answer_reading(proposal=proposal, verdict=Verdict.REJECTED, by=world.editor)
    response = answer(client, proposal, "confirmed", seen=0)
    assert response["Location"] == reverse("figures:reading", args=[proposal.pk])
    assert Reading.objects.filter(answers=proposal).count() == 1
    assert "intussen beantwoord" in client.get(response["Location"]).content.decode()


@pytest.fixture
def chain(world, say):
    """A figure, a computation on it, and a computation on that."""
    below = say("1229")
    question = Question(**{name: getattr(below.figure, name) for name in Question.__slots__})

    def compute(version, kind):
        asked = replace(question, kind=kind)
        return record_run(question=asked, recipe="arithmetic.sum@1", inputs={"terms": [version]}, by=world.editor)

    middle = compute(below, FigureKind.FORECAST)
    return below, middle, compute(middle, FigureKind.TARGET)


def test_a_correction_leads_through_everything_that_rests_on_it(client, world, letter, chain):
    below, middle, top = chain
    proposal = proposals_of(letter).get(value="1229")
    page = client.get(reverse("figures:reading", args=[proposal.pk]))
    answer(client, proposal, "corrected", seen=len(page.context["answers"]), value="1.230")
    assert [version for version, _ in client.get(FIGURES).context["stale"]] == [below, middle, top]
    for version in (top, middle, below):  # the wrong way round: what lies above waits
        client.post(reverse("figures:refresh", args=[version.figure.public_id]), {"reason": "Tabel 2"})
    assert FigureVersion.objects.count() == 4
    for version in (middle, top):
        client.post(reverse("figures:refresh", args=[version.figure.public_id]), {"reason": "Volgt de correctie"})
    assert not stale_versions().exists()
    latest = [version.figure.versions.order_by("-number")[0] for version in chain]
    assert [(version.number, version.value) for version in latest] == [(2, "1230")] * 3
    assert [version.reason for version in latest] == ["Tabel 2", "Volgt de correctie", "Volgt de correctie"]
    assert client.get(FIGURES).context["stale"] == []


def test_a_figure_whose_reading_was_rejected_is_not_said_again(client, world, letter, chain):
    below, middle, _ = chain
    answer_reading(proposal=below.reading.answers, verdict=Verdict.REJECTED, by=world.editor)
    with pytest.raises(NotConfirmed):
        refresh(version=below, reason="x", by=world.editor)
    with pytest.raises(AnsweredMeanwhile, match="go first"):
        refresh(version=middle, reason="x", by=world.editor)
    page = client.post(reverse("figures:refresh", args=[below.figure.public_id]), {"reason": "x"}, follow=True)
    assert "is afgewezen" in page.content.decode()


def test_saying_again_needs_a_reason_and_something_stale(client, chain):
    below = chain[0]
    address = reverse("figures:refresh", args=[below.figure.public_id])
    assert "Zeg waarom" in client.post(address, {"reason": ""}, follow=True).content.decode()
    assert "intussen veranderd" in client.post(address, {"reason": "x"}, follow=True).content.decode()
    assert FigureVersion.objects.count() == 3
