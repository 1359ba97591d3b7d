"""The registers of the demonstration: five programmes, events through the years, each figure from a stated source."""

import pytest
from crawling import bare_numbers
from lxml import html

from navolgbaar.programmes.models import Programme
from navolgbaar.promises.models import Consultation, Event, Measure, ProgressReport, Proposal, Standing, Statement
from navolgbaar.promises.queries import in_programme, observed_for, promised_version, public_statements
from navolgbaar.promises.reporting import shown
from navolgbaar.promises.standing import folded
from navolgbaar.promises.states import EventKind, ProposalState

pytestmark = pytest.mark.db


def check_every_programme_has_a_living_register():
    for programme in Programme.objects.all():
        statements = in_programme(public_statements(), programme.key)
        assert statements.count() >= 4, programme.key
        assert len(set(statements.values_list("kind", flat=True))) >= 2
    assert Event.objects.exclude(kind=EventKind.RECORDED).count() >= 12
    years = {event.on.year for event in Event.objects.all()}
    assert set(range(2021, 2026)) <= years


def check_the_yearly_targets_stand_beside_what_was_realised():
    """661, 1,038, 1,122 and 1,229 against 1,000-1,200, 1,000-1,500, 1,100 and 1,400."""
    found = {}
    for statement in Statement.objects.filter(programme__key="versterken", kind="aim").order_by("said_on"):
        (target,) = statement.targets.all()
        promised, (measured,) = promised_version(target.figure), observed_for(target.figure)
        assert promised.figure.quantity == measured.figure.quantity
        found[promised.figure.period.first.year] = (promised.value, promised.high, measured.value)
        assert statement.standing.evidence == "effect"
    assert found == {
        2021: ("1000", "1200", "661"), 2022: ("1000", "1500", "1038"), 2023: ("1100", "", "1122"),
        2024: ("1400", "", "1229"),
    }  # fmt: skip


def check_a_deadline_was_moved_and_the_first_one_stays():
    promise = Statement.objects.get(wording__title_en="The strengthening is finished in 2028")
    assert (promise.due, promise.standing.due, promise.standing.moved) == ("2028", "2031/2032", 1)
    assert promise.linked_from.count() == 4


def check_the_minister_and_the_evidence_stand_apart():
    promise = Statement.objects.get(wording__title_en="Inform parliament on the progress in 2023")
    assert (promise.standing.said, promise.standing.seen, promise.standing.evidence) == ("done", "done", "document")


def check_every_event_rests_on_something_public_and_measures_have_partners():
    for event in Event.objects.exclude(kind=EventKind.RECORDED):
        assert event.figure is not None or event.passage.passage.document.state == "public"
    assert Measure.objects.values("partner").distinct().count() >= 4


def check_how_each_stands_follows_from_its_events():
    for standing in Standing.objects.select_related("statement"):
        now = folded(standing.statement, standing.statement.events.all())
        assert {name: getattr(standing, name) for name in now} == now


def check_questions_stand_with_their_answers_and_something_is_left_to_decide():
    consultation = Consultation.objects.get(document__programme__key="toezicht")
    assert consultation.is_checked
    assert [row.answered.count() for row in consultation.questions.order_by("position")] == [1, 1]
    assert Proposal.objects.filter(state=ProposalState.REJECTED).count() + Proposal.objects.filter(
        state=ProposalState.CONFIRMED
    ).count() >= 24  # fmt: skip


def check_the_second_report_shows_its_difference_from_the_first():
    first, second = ProgressReport.objects.filter(programme__key="versterken").order_by("last")
    assert second.before == first
    lines = shown(second.items, first.items).lines
    assert [(line.was["due"], line.due) for line in lines if "due" in line.was] == [("2028", "2031/2032")]
    assert any(line.is_new for line in lines)
    assert any(line.figures for line in lines)


CHECKS = [
    check_the_second_report_shows_its_difference_from_the_first,
    check_every_programme_has_a_living_register,
    check_the_yearly_targets_stand_beside_what_was_realised,
    check_a_deadline_was_moved_and_the_first_one_stays,
    check_the_minister_and_the_evidence_stand_apart,
    check_every_event_rests_on_something_public_and_measures_have_partners,
    check_how_each_stands_follows_from_its_events,
    check_questions_stand_with_their_answers_and_something_is_left_to_decide,
]


def test_the_registers_of_the_demonstration(demonstration, subtests, client):
    for check in CHECKS:
        with subtests.test(check.__name__):
            check()
    for statement in Statement.objects.order_by("programme", "kind", "pk").distinct("programme", "kind"):
        for prefix in ("", "/en"):
            response = client.get(prefix + f"/toezeggingen/{statement.public_id}/")
            assert response.status_code == 200
            assert bare_numbers(html.fromstring(response.content)) == []
    report = f"/toezeggingen/voortgang/{ProgressReport.objects.order_by('last').last().public_id}/"
    for form, start in (("pdf", b"%PDF"), ("docx", b"PK")):
        assert client.get(f"{report.rstrip('/')}.{form}").content.startswith(start)
    for page in (
        report,
        f"/en{report}",
        "/toezeggingen/",
        "/toezeggingen/maatregelen/",
        "/en/toezeggingen/?termijn=verstreken",
    ):
        assert bare_numbers(html.fromstring(client.get(page).content)) == []
