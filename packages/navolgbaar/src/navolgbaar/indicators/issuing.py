"""From deliveries to figures: disclosure control first, then the ledger, then a second person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from navolgbaar.core import audit
from navolgbaar.core.ids import hold
from navolgbaar.core.permission import require
from navolgbaar.figures.actions import Question, record_estimates, record_run, register_quantity
from navolgbaar.figures.models import FigureVersion, Quantity
from navolgbaar.figures.states import FigureKind
from navolgbaar.indicators import science
from navolgbaar.indicators.actions import NotPossibleNow
from navolgbaar.indicators.models import Features, Issue, IssueFigure, Round
from navolgbaar.indicators.queries import public_issues, says_of_each, standing_deliveries
from navolgbaar.indicators.withholding import disclosed
from navolgbaar.indicators.words import CELLS, QUANTITIES, REASONS
from navolgbaar.people.models import User
from navolgbaar.programmes.actions import period
from navolgbaar.programmes.models import Area
from navolgbaar.programmes.queries import areas_on
from navolgbaar.publishing.actions import prepare
from navolgbaar.publishing.models import Proposal, Release
from navolgbaar.publishing.states import ProposalState


@dataclass(frozen=True, slots=True)
class Writing:
    """An issue while its figures are written: who writes, of which quantities and areas."""

    issue: Issue
    quantities: Mapping[str, Quantity]
    areas: Mapping[str, Area]
    by: User

    def question(self, name: str, code: str = "", month: str = "") -> Question:
        """What is asked of a municipality (or of all), over the period of the round or over one month of it."""
        asked = self.issue.round
        words = science.named(code)
        first = date.fromisoformat(month) if month else None
        return Question(
            subject=asked.subject, quantity=self.quantities[name], period=_month(first) if first else asked.period,
            kind=FigureKind.OBSERVED, issuer=asked.organisation, issued_on=self.issue.issued_on,
            owner=asked.organisation, area=self.areas.get(code),
            breakdown={"gemeente": code, "words": words, "words_en": words} if code else {},
        )  # fmt: skip

    def say(self, code: str, name: str, version: FigureVersion) -> None:
        IssueFigure.objects.create(issue=self.issue, code=code, name=name, figure=version.figure)

    def withhold(self, name: str, why: str, code: str = "", month: str = "") -> FigureVersion:
        return record_run(
            question=self.question(name, code, month), recipe="disclosure.withheld@1",
            inputs={"reason": REASONS[why][0]}, by=self.by,
        )  # fmt: skip


def _month(first: date) -> Any:
    after = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return period(first, date.fromordinal(after.toordinal() - 1))


@transaction.atomic
def issue(*, asked: Round, issued_on: date, features: Features | None = None, reason: str = "", by: User) -> Issue:
    """Make figures of the deliveries that stand now, to be released by a second person.

    Municipalities of which not everything was delivered get no number; small numbers and what would give them away are
    withheld, also beside what was released of this round before.
    Raises NotPossibleNow, and narekenen.errors.UnusableInput where a table cannot be protected.
    """
    require("indicators.keep", by, asked)
    hold(f"issue of {asked.pk}")
    deliveries = list(standing_deliveries(asked))
    if not deliveries:
        raise NotPossibleNow(gettext("Nobody has delivered yet."))
    former = asked.issues.order_by("issued_on").last()
    if former is not None and (former.issued_on >= issued_on or not reason):
        raise NotPossibleNow(gettext("It was issued before: say why it is issued again, on a later day."))
    made = Issue.objects.create(
        round=asked, issued_on=issued_on, reason=reason, features=features, **disclosed(asked, deliveries)
    )
    _write(Writing(made, {n: register_quantity(**q, by=by) for n, q in QUANTITIES.items()}, _areas(made), by))
    audit.record("indicators.issued", by=by, target=asked.subject.public_id, programme=asked.programme_key)
    return made


def _areas(issue: Issue) -> dict[str, Area]:
    codes = [code for code in issue.table if code]
    return {area.code: area for area in areas_on(issue.round.period.last).filter(code__in=codes)}


def _write(writing: Writing) -> None:
    """All together, each month, each municipality."""
    made, by = writing.issue, writing.by
    total = made.table[""][-1]
    inputs = {"count": total, "table": made.table, "columns": list(CELLS), "coverage": made.coverage}
    writing.say("", "persons", record_run(
        question=writing.question("persons"), recipe="indicator.count@1", inputs=inputs, by=by,
    ) if total is not None else writing.withhold("persons", made.why_no_total))  # fmt: skip
    writing.say("", "home", _share(writing, made.pairs.get(""), writing.question("home"), "home"))
    for name, shown in made.shares.items():
        if shown["rows"]:
            writing.say("", name, _with_its_table(writing, name, shown["rows"]))
    for month, home, left in made.months:
        question = writing.question("month", month=month)
        writing.say("", f"month {month}", _share(writing, [home, left], question, "month"))
    areas = {science.named(code): pair for code, pair in made.pairs.items() if code and pair[1] > 0}
    for code, row in made.table.items():
        if code:
            _write_one(writing, code, row[-1], areas)
    for code in (code for code, why in made.absent.items() if why == "missing"):
        writing.say(code, "persons", writing.withhold("persons", "missing", code))
        writing.say(code, "home", writing.withhold("home", "missing", code))


def _share(writing: Writing, pair: list[int] | None, question: Question, name: str) -> FigureVersion:
    if pair is None or not pair[1]:
        return writing.withhold(name, "small")
    inputs = {"count": pair[0], "base": pair[1]}
    return record_run(question=question, recipe="indicator.share@1", inputs=inputs, by=writing.by)


def _with_its_table(writing: Writing, name: str, rows: Mapping[str, list[int]]) -> FigureVersion:
    """A share of all together. What was released of each municipality stands in the table of the computation."""
    if "" not in rows or not rows[""][1]:
        return writing.withhold(name, "protect")
    part, base = rows[""]
    areas = {science.named(code): pair for code, pair in rows.items() if code}
    if name == "beds":  # nights of one person hang together: an interval for persons would be too narrow
        inputs: dict[str, Any] = {"part": str(part), "whole": str(base), "areas": areas}
        return record_run(question=writing.question(name), recipe="arithmetic.share@1", inputs=inputs, by=writing.by)
    inputs = {"count": part, "base": base, "areas": areas}
    return record_run(question=writing.question(name), recipe="indicator.share@1", inputs=inputs, by=writing.by)


def _write_one(writing: Writing, code: str, persons: int | None, areas: Mapping[str, list[int]]) -> None:
    """How many people, and the share that went to a home of their own with the places that it may have."""
    asked = writing.question
    writing.say(code, "persons", writing.withhold("persons", "small", code) if persons is None else record_run(
        question=asked("persons", code), recipe="indicator.count@1", inputs={"count": persons}, by=writing.by,
    ))  # fmt: skip
    name = science.named(code)
    if name not in areas:
        writing.say(code, "home", writing.withhold("home", writing.issue.absent.get(code, "small"), code))
        return
    versions = record_estimates(
        questions={"value": asked("home", code), "place": asked("place", code)}, recipe="indicator.place@1",
        inputs={"areas": areas, "area": name, "kind": "share"}, by=writing.by,
    )  # fmt: skip
    writing.say(code, "home", versions["value"])
    writing.say(code, "place", versions["place"])


@transaction.atomic
def prepare_release(*, issue: Issue, by: User) -> Proposal:
    """Put an issue together for a second person to approve, in place of what was released of this round before. What
    waits for one already is given back."""
    require("indicators.keep", by, issue.round)
    hold(f"release of {issue.round.subject.public_id}")
    waiting = Proposal.objects.filter(versions__figure__said_by_monitor__issue=issue)
    prepared = waiting.exclude(state=ProposalState.APPROVED).order_by("pk").last()
    about = issue.round.subject
    audit.record("indicators.release_prepared", by=by, target=about.public_id, programme=about.programme_key)
    if prepared is not None:
        return prepared
    told = says_of_each(issue)
    versions = [version for each in told.values() for version in each.values()]
    former = _release_of(issue)
    return prepare(
        title=str(issue.round.subject.name), versions=versions, programme=issue.round.programme,
        organisation=issue.round.organisation, supersedes=former, reason=issue.reason if former else "", by=by,
    )  # fmt: skip


def _release_of(issue: Issue) -> Release | None:
    """The release of the last issue of this round before this one."""
    before = public_issues(issue.round).filter(issued_on__lt=issue.issued_on).first()
    if before is None:
        return None
    version = FigureVersion.objects.filter(figure__said_by_monitor__issue=before, publications__isnull=False)
    publication = version[0].publications.order_by("pk").last()
    return Release.objects.filter(public_id=publication.release).first() if publication else None
