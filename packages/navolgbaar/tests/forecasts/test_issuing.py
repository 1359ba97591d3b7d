"""From a plan to a published forecast: what is said, what may not be said, and that outsiders can compute it again."""

import json
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from narekenen.errors import UnusableInput
from narekenen.replay import replay
from navolgbaar.core.append_only import LedgerIsAppendOnly
from navolgbaar.core.models import AuditEvent
from navolgbaar.figures.bundles import bundle_of
from navolgbaar.figures.models import FigureVersion
from navolgbaar.forecasts import science
from navolgbaar.forecasts.actions import (
    NotPossibleNow,
    assume,
    bring_plan,
    issue,
    prepare_release,
    take_leave,
)
from navolgbaar.forecasts.models import Home, Place, Plan, Vintage
from navolgbaar.forecasts.queries import published_vintages, says, years_over
from navolgbaar.programmes.lines import Asked, Line, lines_of
from navolgbaar.programmes.models import Subject
from navolgbaar.publishing.actions import approve, send_back, submit

pytestmark = [pytest.mark.django_db, pytest.mark.db, pytest.mark.usefixtures("in_english")]


def test_a_plan_keeps_homes_apart(plan):
    assert Home.objects.count() == Place.objects.count() == 12
    said = json.dumps(plan.value)
    assert "Voorbeeldstraat" not in said
    assert "9999" not in said
    assert set(Place.objects.values_list("unit", flat=True)) == {f"A3-{i:05}" for i in range(1, 13)}


def test_a_fault_changes_nothing_and_is_named_by_cell(world, make_workbook):
    import io

    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(make_workbook()))
    book["capaciteit"]["B2"] = "gauw"
    book["fasen"]["B3"] = -3
    wrong = io.BytesIO()
    book.save(wrong)
    with pytest.raises(UnusableInput) as refusal:
        bring_plan(
            data=wrong.getvalue(), name="plan.xlsx", title="x", programme=world.programme, organisation=world.ministry,
            by=world.editor,
        )  # fmt: skip
    lines = science.problems_of(refusal.value)
    assert any("capaciteit!B2" in line for line in lines)
    assert any("fasen!B3" in line for line in lines)
    assert not Plan.objects.exists()
    assert not Home.objects.exists()


def test_only_editors_of_the_organisation_bring_and_issue(world, plan, make_workbook):
    with pytest.raises(PermissionDenied):
        bring_plan(
            data=make_workbook(), name="plan.xlsx", title="x", programme=world.programme, organisation=world.ministry,
            by=world.outsider,
        )  # fmt: skip
    with pytest.raises(PermissionDenied):
        issue(plan=plan, issued_on=date(2026, 1, 15), ledger=[], replications=5, by=world.publisher)


def test_what_is_issued_is_what_narekenen_computes(plan, issued):
    vintage = issued()
    told = says(vintage)
    found = science.estimates(plan.value, [], 60)
    assert told["date 95 at 80"].value == found["date 95 at 80"].value
    assert told["year 2026"].value == str(found["year 2026"].value)
    assert told["year 2026"].low == str(found["year 2026"].low)
    assert told["date 95 at 50"].value < told["date 95 at 80"].value <= told["date 95 at 95"].value
    assert {"date 50 at 80", "date 80 at 80", "date 100 at 80", "addresses", "curve"} <= set(told)


def test_every_number_of_a_forecast_replays_from_its_bundle(issued):
    for version in says(issued()).values():
        assert replay(bundle_of(version)).same, version.estimate


def test_ten_times_as_many_homes_take_no_more_queries(world, make_workbook, django_assert_num_queries):
    said = {"name": "plan.xlsx", "programme": world.programme, "organisation": world.ministry, "by": world.editor}
    few, many = make_workbook(10), make_workbook(100)
    with CaptureQueriesContext(connection) as taken:
        bring_plan(data=few, title="klein", **said)
    with django_assert_num_queries(len(taken)):
        plan = bring_plan(data=many, title="groot", **said)
    assert Home.objects.count() == 100  # those of the plan before are the same homes
    assert plan.places.count() == 100


def test_the_page_opens_with_the_approval_and_not_before(world, issued):
    vintage = issued()
    proposal = submit(proposal=prepare_release(thing=vintage, by=world.editor), by=world.editor)
    assert not Subject.objects.get(pk=vintage.subject_id).is_public
    assert prepare_release(thing=vintage, by=world.editor) == proposal  # it waits already
    send_back(proposal=proposal, remark="Nog niet", by=world.publisher)
    assert not Subject.objects.get(pk=vintage.subject_id).is_public
    approve(proposal=submit(proposal=proposal, by=world.editor), by=world.publisher)
    assert Subject.objects.get(pk=vintage.subject_id).is_public
    with pytest.raises(NotPossibleNow, match="Everything that it says was published"):
        prepare_release(thing=vintage, by=world.editor)


def test_a_vintage_never_changes(issued):
    vintage = issued()
    with pytest.raises(LedgerIsAppendOnly):
        Vintage.objects.filter(pk=vintage.pk).update(seed="another")


def test_a_forecast_is_public_after_a_second_person_and_stands_on_the_subject_page(world, issued, public):
    vintage = issued()
    assert not published_vintages(None).exists()
    public(vintage)
    assert list(published_vintages(None)) == [vintage]
    found = dict(lines_of(Asked(world.subject, None, [])))
    assert Line.PLANNED in found
    assert AuditEvent.objects.filter(event="forecasts.vintage_issued").count() == 1


def test_so_few_alike_that_somebody_could_be_recognised_is_refused(world, make_workbook):
    small = bring_plan(
        data=make_workbook(4), name="plan.xlsx", title="klein", programme=world.programme, organisation=world.ministry,
        by=world.editor,
    )  # fmt: skip
    with pytest.raises(NotPossibleNow, match="somebody could be recognised: 4 x"):
        issue(plan=small, issued_on=date(2026, 1, 15), ledger=[], replications=5, by=world.editor)


@pytest.mark.parametrize(
    ("complexes", "named"),
    [
        ([12, 12], []), ([6, 6], []), ([], []),
        ([4, 30], ["4 in a complex of 4, region zuid"]),
        ([9, 1], ["9 in a complex of 9, region zuid"]),
    ],
    ids=["large", "two of six", "none", "small beside large", "nine"],
)  # fmt: skip
def test_the_only_complex_of_its_size_could_be_recognised(complexes, named):
    alone = [{"name": "A0", "region": "zuid", "count": 20}]
    rows = [{"name": f"A{i}", "region": "zuid", "complex": f"C{i}", "count": n} for i, n in enumerate(complexes, 1)]
    assert science.left_out_kinds({"addresses": alone + rows}) == tuple(named)


@pytest.fixture
def next_plan(world, make_workbook):
    return bring_plan(
        data=make_workbook(more=30, start=date(2027, 1, 1), design=160), name="plan.xlsx", title="Plan 2027",
        programme=world.programme, organisation=world.ministry, by=world.editor,
    )  # fmt: skip


LEDGER = [("nieuw aangemeld", 35, 0), ("gesloopt", -5, 0), ("bekend maar niet meegeteld", 0, 411)]


def test_the_scope_ledger_must_explain_every_address(world, issued, next_plan):
    issued()
    with pytest.raises(NotPossibleNow) as refusal:
        issued(next_plan, on=date(2027, 1, 15), ledger=[("nieuw", 5, 0)])
    assert "The plan has +30 addresses since the forecast before; the lines explain +5." in refusal.value.lines
    assert "The year 2026 of the forecast before is over and was not laid beside what happened." in refusal.value.lines
    with pytest.raises(NotPossibleNow, match="choose a later day"):
        issued(next_plan, on=date(2026, 1, 10), ledger=LEDGER)


def measured(world, values):
    """Observed figures per year, each a sum of one term."""
    from navolgbaar.figures.actions import Question, record_run, register_quantity
    from navolgbaar.figures.states import FigureKind
    from navolgbaar.forecasts.recording import year_of

    quantity = register_quantity(key="klaar", name="Klaar", name_en="Done", by=world.editor)
    return {
        year: record_run(
            question=Question(world.subject, quantity, year_of(year), FigureKind.OBSERVED, world.ministry,
                              date(year + 1, 1, 10), world.ministry),
            recipe="arithmetic.sum@1", inputs={"terms": [str(value)]}, by=world.editor,
        )
        for year, value in values.items()
    }  # fmt: skip


def test_no_new_baseline_without_a_scored_farewell_to_the_old_one(world, issued, next_plan, public, release):
    old = issued()
    seen = measured(world, {2025: 60, 2026: 75})
    with pytest.raises(NotPossibleNow):
        take_leave(vintage=old, year=2026, actual=seen[2025], by=world.editor)
    take_leave(vintage=old, year=2026, actual=seen[2026], by=world.editor)
    scored = says(old, part="farewell")
    assert float(scored["naive 2026"].value) == 15
    assert float(scored["score 2026"].value) > 0
    assert years_over(old, date(2027, 1, 15)) == []
    new = issued(next_plan, on=date(2027, 1, 15), ledger=LEDGER)
    assert new.before == old
    assert {k: v.value for k, v in says(new, part="ledger").items()} == {"nieuw aangemeld": "35", "gesloopt": "-5"}
    assert says(new, part="left out")["bekend maar niet meegeteld"].value == "411"
    days = {name: float(v.value) for name, v in says(new, part="ledger days").items()}
    assert set(days) == {"nieuw aangemeld", "gesloopt", ""}
    assert days["nieuw aangemeld"] + days["gesloopt"] == pytest.approx(days[""], abs=1e-3)
    assert days["nieuw aangemeld"] > 0 > days["gesloopt"]
    outside = says(new, part="left days")["bekend maar niet meegeteld"]
    assert 0 < float(outside.low) <= float(outside.value) <= float(outside.high)
    bridge = {name: float(v.value) for name, v in says(new, part="bridge").items()}
    assert set(bridge) == {"days", "progress", "lead times"} | ({"capacity"} if "capacity" in bridge else set())
    assert sum(value for name, value in bridge.items() if name != "days") == pytest.approx(bridge["days"], abs=1e-3)
    for version in [
        *says(new, part="bridge").values(),
        outside,
        *says(new, part="ledger days").values(),
        *says(old, part="farewell").values(),
    ]:
        assert replay(bundle_of(version)).same
    release(*seen.values())
    public(old)
    assert list(published_vintages(None)) == [old]


def test_an_inspector_re_runs_the_same_plan_and_publishes_the_difference_per_assumption(world, plan, issued, public):
    assumptions = [
        {"kind": "duration", "name": "ontwerp", "value": 180}, {"kind": "capacity", "name": "bouw", "value": 0.8},
    ]  # fmt: skip
    with pytest.raises(PermissionDenied):  # the plan is not public yet
        assume(plan=plan, assumptions=assumptions, title="x", organisation=world.inspectorate, by=world.outsider)
    public(issued())
    own = assume(
        plan=plan, assumptions=assumptions, title="Eigen aannamen", organisation=world.inspectorate, by=world.outsider
    )
    vintage = issued(own, by=world.outsider)
    told = {name: float(v.value) for name, v in says(vintage, part="difference").items()}
    assert told["days"] == pytest.approx(told["days duration ontwerp"] + told["days capacity bouw"], abs=1e-3)
    assert told["days duration ontwerp"] > 0
    assert told["addresses"] <= 0
    issuers = set(FigureVersion.objects.filter(figure__subject=vintage.subject).values_list(
        "figure__issuer__key", "figure__owner__key"))  # fmt: skip
    assert issuers == {("inspectorate", "inspectorate")}
    assert says(vintage)["date 95 at 80"].value > says(vintage.plan.based_on.vintages.get())["date 95 at 80"].value


def test_assumptions_that_the_plan_does_not_know_are_refused(world, plan):
    for wrong, says_ in (
        ([], NotPossibleNow), ([{"kind": "duration", "name": "dromen", "value": 3}], UnusableInput),
    ):  # fmt: skip
        with pytest.raises(says_):
            assume(plan=plan, assumptions=wrong, title="x", organisation=world.ministry, by=world.editor)
