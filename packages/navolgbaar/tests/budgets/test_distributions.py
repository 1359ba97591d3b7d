"""From two tables to what each municipality gets: conserved to the cent, in the ledger, replayed by an outsider."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from threading import Barrier

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from narekenen.errors import UnusableInput
from narekenen.replay import replay
from navolgbaar.budgets import science
from navolgbaar.budgets.actions import NotPossibleNow, issue, prepare_release
from navolgbaar.budgets.models import Distribution, Model
from navolgbaar.budgets.queries import found_for, public_distributions, says
from navolgbaar.core.append_only import LedgerIsAppendOnly
from navolgbaar.core.models import AuditEvent
from navolgbaar.figures.bundles import bundle_of
from navolgbaar.publishing.actions import approve, submit
from navolgbaar.publishing.models import Proposal

CHANGED = """code;nu;inwoners;nood
GM0014;4.000,00;200;30
GM0363;9.000,00;800;90
GM0344;3.000,00;300;20
GM0599;6.000,00;600;70
GM0518;5.000,00;500;60
GM0448;3.000,00;100;0
"""

pytestmark = [pytest.mark.django_db, pytest.mark.db]


def test_money_is_conserved_to_the_cent_in_every_year(bring):
    found = science.outcome(bring().value)
    assert int(found.now.sum()) == 3_000_000
    assert (found.paid.sum(axis=1) == 3_000_000).all()
    assert found.finished == 3


def test_all_faults_of_the_tables_are_named_and_nothing_is_kept(bring):
    with pytest.raises(UnusableInput) as told:
        bring(units="code;nu;inwoners;nood\nGM0014;x;0;\nGM0014;5;5;5\n")
    for said in ("row 2, nu: 'x' is no number", "nood is empty", "'GM0014' occurs twice"):
        assert said in str(told.value)
    assert not Model.objects.exists()


def test_who_may_bring_and_issue(world, bring):
    with pytest.raises(PermissionDenied):
        bring(by=world.outsider)
    model = bring()
    with pytest.raises(PermissionDenied):
        issue(model=model, issued_on=date(2026, 1, 1), by=world.publisher)
    assert AuditEvent.objects.filter(event="budgets.model_brought", target=model.public_id).count() == 1


def test_a_model_is_never_changed_and_issued_once(world, bring):
    model = bring()
    model.title = "Other"
    with pytest.raises(LedgerIsAppendOnly):
        model.save()
    issue(model=model, issued_on=date(2026, 1, 1), codes=[], by=world.editor)
    with pytest.raises(NotPossibleNow):
        issue(model=model, issued_on=date(2026, 1, 2), by=world.editor)


def together(act, refusal):
    """What came of two who do the same at the same moment, sorted: what the act returned, or "refused"."""
    ready = Barrier(2)

    def run(_):
        try:
            ready.wait(10)
            return str(act())
        except refusal:
            return "refused"
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        return sorted(pool.map(run, range(2)))


@pytest.mark.django_db(transaction=True)
def test_two_people_at_the_very_same_time_make_one_distribution_and_one_proposal(world, bring):
    """The lock, not the unique row, tells who comes second: in words, and with nothing written twice."""
    model = bring()
    came = together(lambda: issue(model=model, issued_on=date(2026, 1, 1), codes=[], by=world.editor), NotPossibleNow)
    made = Distribution.objects.get()
    assert came == [str(made), "refused"]
    assert made.says.count() == 3
    assert AuditEvent.objects.filter(event="budgets.distribution_issued").count() == 1
    proposals = together(lambda: prepare_release(distribution=made, by=world.editor).pk, NotPossibleNow)
    assert proposals[0] == proposals[1]
    assert Proposal.objects.count() == 1


def test_what_is_issued_is_not_public_before_a_second_person_releases_it(world, bring):
    made = issue(model=bring(), issued_on=date(2026, 1, 1), by=world.editor)
    assert len(says(made)) == 3
    assert list(says(made, "GM0014")) == ["now", "end", "change"]
    proposal = prepare_release(distribution=made, by=world.editor)
    assert prepare_release(distribution=made, by=world.editor) == proposal
    assert not public_distributions().exists()
    made.subject.refresh_from_db()
    assert not made.subject.is_public
    approve(proposal=submit(proposal=proposal, by=world.editor), by=world.publisher)
    made.subject.refresh_from_db()
    assert made.subject.is_public


def test_where_only_names_are_shown_the_numbers_of_a_model_are_not_read(client, world, published):
    """A model of all municipalities is hundreds of kilobytes."""
    client.force_login(world.editor)
    with CaptureQueriesContext(connection) as asked:
        assert "Model 2026" in client.get(reverse("budgets:desk", args=[world.programme.key])).content.decode()
        assert "Model 2026" in client.get(reverse("budgets:overview")).content.decode()
        assert len(list(found_for("amster", None))) == 1
    said = [query["sql"] for query in asked.captured_queries]
    assert any('"budgets_model"."title"' in sql for sql in said)
    assert not any('"budgets_model"."value"' in sql or 'T4."value"' in sql for sql in said)


def test_figures_of_a_municipality_hold_a_margin_and_add_up(published):
    town = says(published, "GM0363", only_public=True)
    assert town["now"].value == "9000"
    low, value, high = (Decimal(getattr(town["end"], part)) for part in ("low", "value", "high"))
    assert low < value < high
    assert float(town["change"].value) == pytest.approx(float(value - 9000) / 800)
    assert town["end"].figure.part == "Amsterdam"
    assert says(published, "GM0014") == {}


def test_an_outsider_replays_the_grant_of_a_municipality_to_the_same_string(published):
    version = says(published, "GM0448", only_public=True)["end"]
    data = bundle_of(version)
    assert json.loads(data)["published"] == version.published
    assert replay(data).same


def test_other_numbers_show_their_euros_before_anyone_decides(bring):
    first = bring()
    second = bring(title="Andere cijfers", units=CHANGED, based_on=first)
    found = science.money_diff(first.value, second.value, second.names)
    assert [(name, maatstaf) for name, maatstaf, _, _ in found.changed] == [("Groningen", "nood")]
    assert {name for name, *_ in found.rows} >= {"Groningen", "Amsterdam"}
    assert science.same_key(first.value, second.value)


def test_a_visitor_finds_a_municipality_by_name(published):
    hits = list(found_for("amster", None))
    assert [hit.address for hit in hits] == [f"/geld/{published.subject.public_id}/GM0363/"]
