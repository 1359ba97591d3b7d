"""What is written about plans and forecasts: bringing a plan, assuming otherwise, issuing, taking leave."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from navolgbaar.core import audit
from navolgbaar.core.ids import hold
from navolgbaar.core.permission import require
from navolgbaar.figures.models import FigureVersion
from navolgbaar.figures.states import FigureKind
from navolgbaar.forecasts import science
from navolgbaar.forecasts.issuing import (
    write_bridge,
    write_differences,
    write_forecast,
    write_ledger,
    write_ledger_days,
    write_track,
)
from navolgbaar.forecasts.models import Farewell, Home, Place, Plan, TrackRecord, Vintage
from navolgbaar.forecasts.queries import latest_vintage, says, years_over
from navolgbaar.forecasts.recording import Saying, write, year_of
from navolgbaar.forecasts.rivals import with_rivals
from navolgbaar.forecasts.words import QUANTITIES
from navolgbaar.people.models import Organisation, User
from navolgbaar.programmes.actions import add_subject
from navolgbaar.programmes.models import Programme
from navolgbaar.programmes.states import SubjectKind
from navolgbaar.publishing.actions import prepare
from navolgbaar.publishing.models import Proposal
from navolgbaar.publishing.states import Category, ProposalState

Ledger = Sequence[science.LedgerLine | tuple[str, int, int]]
AT_ONCE = 2000
"""Rows in one statement to the database."""
MONTHS = (
    ("januari", "January"), ("februari", "February"), ("maart", "March"), ("april", "April"), ("mei", "May"),
    ("juni", "June"), ("juli", "July"), ("augustus", "August"), ("september", "September"), ("oktober", "October"),
    ("november", "November"), ("december", "December"),
)  # fmt: skip


class NotPossibleNow(Exception):
    """What stands in the way, in words for the person who asked: `lines`."""

    def __init__(self, *lines: str) -> None:
        self.lines = lines
        super().__init__(" ".join(lines))


@transaction.atomic
def bring_plan(
    *, data: bytes, name: str, title: str, programme: Programme, organisation: Organisation, by: User
) -> Plan:
    """Take a plan in. The addresses of the file are kept apart from the plan, which knows them under other names.

    Raises narekenen.errors.UnusableInput naming every fault by sheet and cell; then nothing has changed.
    """
    plan = Plan(title=title, programme=programme, organisation=organisation)
    require("forecasts.bring_plan", by, plan)
    plan.value, whose = science.read_plan(data, name)
    plan.digest = science.digest_of(plan.value)
    plan.save()
    wanted = {(each.postcode, each.house_number): each for each in whose}
    Home.objects.bulk_create(
        [Home(programme=programme, postcode=a, house_number=b, label=w.label) for (a, b), w in wanted.items()],
        batch_size=AT_ONCE, ignore_conflicts=True,
    )  # fmt: skip
    homes = Home.objects.filter(programme=programme).values_list("postcode", "house_number", "pk") if whose else []
    Place.objects.bulk_create(
        [Place(home_id=pk, plan=plan, unit=wanted[a, b].unit) for a, b, pk in homes if (a, b) in wanted],
        batch_size=AT_ONCE,
    )
    audit.record(
        "forecasts.plan_brought", by=by, target=plan.public_id, programme=programme.key, homes=len(whose),
        digest=plan.digest,
    )  # fmt: skip
    return plan


@transaction.atomic
def assume(*, plan: Plan, assumptions: list[dict[str, Any]], title: str, organisation: Organisation, by: User) -> Plan:
    """Keep somebody's own assumptions on a plan, as a plan of their own organisation. Raises UnusableInput."""
    require("forecasts.see_plan", by, plan)
    made = Plan(
        title=title, programme=plan.programme, organisation=organisation, value=plan.value, based_on=plan,
        assumptions=assumptions,
    )  # fmt: skip
    require("forecasts.bring_plan", by, made)
    if plan.assumptions or not assumptions:
        raise NotPossibleNow(gettext("Assume otherwise than the plan itself, in at least one thing."))
    science.estimates(plan.value, assumptions, 1)
    made.digest = science.digest_of([plan.value, assumptions])
    made.save()
    audit.record(
        "forecasts.plan_assumed", by=by, target=made.public_id, programme=plan.programme_key, on=plan.public_id
    )
    return made


@transaction.atomic
def issue(*, plan: Plan, issued_on: date, ledger: Ledger, replications: int = science.PUBLISHED, by: User) -> Vintage:
    """Issue a forecast: its numbers enter the ledger, to be released by a second person.

    ledger   explains every address that entered or left the scope since the forecast before; addresses that are
             knowingly left out are a line too. What each line does in days is computed and kept
    Raises NotPossibleNow where it does not add up, where a year of the forecast before was not scored yet, or where so
    few addresses are alike that somebody could be recognised; narekenen.errors.UnusableInput for a line that fits no
    addresses of the plan.
    """
    require("forecasts.issue", by, plan)
    lines = [science.LedgerLine(*line) for line in ledger]
    hold(f"forecasts of {plan.organisation_id} in {plan.programme_key}")
    before = latest_vintage(plan)
    if problems := _in_the_way(plan, before, issued_on, lines):
        raise NotPossibleNow(*problems)
    nl, en = MONTHS[issued_on.month - 1]
    subject = add_subject(
        kind=SubjectKind.OTHER, programme=plan.programme, organisation=plan.organisation,
        name=f"Verwachting van {issued_on.day} {nl} {issued_on.year}, {plan.organisation.name}",
        name_en=f"Forecast of {issued_on.day} {en} {issued_on.year}, "
        f"{plan.organisation.name_en or plan.organisation.name}",
        summary=f"Wat het plan “{plan.title}” naar verwachting oplevert, hoe zeker dat is en waarom het veranderde.",
        summary_en=f"What the plan “{plan.title}” is expected to bring, how sure that is and why it changed.", by=by,
    )  # fmt: skip
    vintage = Vintage.objects.create(
        plan=plan, subject=subject, programme=plan.programme, organisation=plan.organisation, issued_on=issued_on,
        seed=science.SEED, replications=replications, before=None if plan.assumptions else before,
    )  # fmt: skip
    write_forecast(vintage, by)
    write_differences(vintage, by)
    write_ledger(vintage, lines, by)
    write_ledger_days(vintage, lines, by)
    if vintage.before:
        write_bridge(vintage, vintage.before, by)
    audit.record("forecasts.vintage_issued", by=by, target=subject.public_id, programme=plan.programme_key)
    return vintage


@transaction.atomic
def take_leave(*, vintage: Vintage, year: int, actual: FigureVersion, by: User) -> Farewell:
    """Lay a year of a forecast beside what happened, beside "last year again" where that is known.

    actual   what was measured for that year, and counted by the same rule; the year before is its naive forecast
    """
    require("forecasts.issue", by, vintage)
    said = says(vintage).get(f"year {year}")
    if said is None or actual.figure.kind != FigureKind.OBSERVED or actual.figure.period.first.year != year:
        says_ = gettext("The forecast says nothing about %(year)s, or this is no measurement of that year.")
        raise NotPossibleNow(says_ % {"year": year})
    inputs: dict[str, Any] = {"low": said.low, "high": said.high, "actual": actual}
    last = (
        FigureVersion.objects.filter(
            figure__subject=actual.figure.subject, figure__quantity=actual.figure.quantity,
            figure__kind=FigureKind.OBSERVED, figure__period=year_of(year - 1), value__isnull=False,
        ).order_by("-figure__issued_on", "-number").first()
    )  # fmt: skip
    if last is not None:
        inputs["naive"] = last
    for name in ("score", "naive") if last is not None else ("score",):
        saying = Saying("farewell", f"{name} {year}", QUANTITIES[name], name, year_of(year), kind=FigureKind.OBSERVED)
        write(vintage, saying, "forecast.farewell@1", inputs, by)
    farewell = Farewell.objects.create(vintage=vintage, year=year)
    audit.record(
        "forecasts.leave_taken", by=by, target=vintage.subject.public_id, programme=vintage.programme_key, year=year
    )
    return farewell


@transaction.atomic
def bring_track(
    *, title: str, statements: bytes, history: bytes | None, names: tuple[str, str], programme: Programme,
    organisation: Organisation, by: User,
) -> TrackRecord:  # fmt: skip
    """Score dated statements, per quantity, beside "last year again", the pace so far and earned schedule.

    Raises UnusableInput naming every cell.
    """
    inputs = with_rivals(science.read_track(statements, history, names))
    record = TrackRecord(programme=programme, organisation=organisation)
    require("forecasts.issue", by, record)
    record.subject = add_subject(
        kind=SubjectKind.OTHER, programme=programme, organisation=organisation, name=f"Uitgekomen? {title}",
        name_en=f"Came true? {title}", by=by,
    )  # fmt: skip
    record.save()
    write_track(record, inputs, by)
    audit.record("forecasts.track_brought", by=by, target=record.subject.public_id, programme=programme.key)
    return record


@transaction.atomic
def prepare_release(*, thing: Vintage | TrackRecord, by: User) -> Proposal:
    """Put all numbers of a forecast, or of a track record, together to be published. What waits for a second person
    already is not prepared again: then that proposal is given back. Raises NotPossibleNow where nothing is left."""
    require("forecasts.issue", by, thing)
    newest = FigureVersion.objects.filter(figure__subject=thing.subject).order_by("figure_id", "-number")
    unpublished = FigureVersion.objects.filter(pk__in=newest.distinct("figure_id").values("pk"), publications=None)
    waiting = Proposal.objects.filter(versions__in=unpublished).exclude(state=ProposalState.APPROVED).order_by("-pk")
    versions = unpublished.exclude(proposals__in=waiting).order_by("figure_id")
    audit.record("forecasts.release_prepared", by=by, target=thing.subject.public_id, programme=thing.programme_key)
    if not versions and (prepared := waiting.first()) is not None:
        return prepared
    if not versions:
        raise NotPossibleNow(gettext("Everything that it says was published."))
    return prepare(
        title=thing.subject.name, programme=thing.programme, organisation=thing.organisation, versions=list(versions),
        category=Category.PLAN, by=by,
    )  # fmt: skip


def _in_the_way(plan: Plan, before: Vintage | None, issued_on: date, lines: list[science.LedgerLine]) -> list[str]:
    """Why a forecast cannot be issued, all of it at once."""
    alike = gettext("Fewer than ten addresses are alike, so somebody could be recognised: %(kind)s.")
    found = [alike % {"kind": kind} for kind in science.left_out_kinds(plan.value)[:10]]
    if before is None or plan.assumptions:
        return found
    if before.issued_on >= issued_on:
        says_ = gettext("The forecast before was issued on %(day)s: choose a later day.")
        found.append(says_ % {"day": before.issued_on.isoformat()})
    needed = science.number_of_addresses(plan.value) - science.number_of_addresses(before.plan.value)
    explained = sum(line.change for line in lines)
    if needed != explained:
        says_ = gettext("The plan has %(needed)s addresses since the forecast before; the lines explain %(explained)s.")
        found.append(says_ % {"needed": f"{needed:+d}", "explained": f"{explained:+d}"})
    unscored = gettext("The year %(year)s of the forecast before is over and was not laid beside what happened.")
    found += [unscored % {"year": year} for year in years_over(before, issued_on)]
    return found
