"""Progress reports: how every promise stood at the end of a period, and what differs from the report before."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Prefetch
from django.utils.translation import gettext_noop as _

from navolgbaar.core import audit
from navolgbaar.core.ids import hold, next_id
from navolgbaar.core.permission import require
from navolgbaar.figures.models import FigureVersion
from navolgbaar.figures.queries import standing_versions
from navolgbaar.people.models import Organisation, User
from navolgbaar.programmes.models import Programme
from navolgbaar.promises.actions import NotPossibleNow
from navolgbaar.promises.deadlines import in_words
from navolgbaar.promises.models import Draft, Event, ProgressReport, Statement, Target
from navolgbaar.promises.queries import in_programme, public_statements, with_words
from navolgbaar.promises.science import digest_of
from navolgbaar.promises.standing import folded
from navolgbaar.promises.states import EventKind, Evidence, Execution
from navolgbaar.promises.timeline import Compared, compared
from navolgbaar.sources.states import DocumentState

COMPARED = ("execution", "evidence", "due")


@dataclass(frozen=True, slots=True)
class Line:
    """One promise in a report: the statement, how it stood, what happened in the period, what differs from before."""

    statement: Statement
    execution: str
    evidence: str
    due: str
    is_new: bool
    events: list[Event]
    figures: list[FigureVersion]
    was: dict[str, str] = field(default_factory=dict)

    @property
    def is_open(self) -> bool:
        """Whether its words may still be shown: a document can be withdrawn after the report was frozen."""
        return bool(self.statement.document.state == DocumentState.PUBLIC)


@dataclass(frozen=True, slots=True)
class Report:
    """A report as it is shown. `gone` stood in the one before and does not stand in the register any more."""

    lines: list[Line]
    gone: list[Statement]


@transaction.atomic
def prepare_report(
    *, programme: Programme, organisation: Organisation, title: str, first: date, last: date, by: User
) -> Draft:
    """Begin a report over a period. It shows the register as it is, until somebody else releases it."""
    draft = Draft(programme=programme, organisation=organisation, title=title, first=first, last=last, prepared_by=by)
    require("promises.prepare_report", by, draft)
    if last < first:
        raise NotPossibleNow(_("The last day lies before the first."))
    draft.save()
    audit.record("promises.report_prepared", by=by, target=f"draft {draft.pk}", programme=programme.key)
    return draft


@transaction.atomic
def release_report(*, draft: Draft, by: User) -> ProgressReport:
    """Freeze a report, as a second person. Raises NotPossibleNow where there is nothing in it."""
    locked = Draft.objects.select_for_update(of=("self",)).select_related("programme", "organisation").get(pk=draft.pk)
    require("promises.release_report", by, locked)
    hold(f"progress reports of {locked.programme.key}")
    items = items_of(locked.programme, locked.first, locked.last)
    if not items:
        raise NotPossibleNow(_("There is nothing public to report on in this programme."))
    mine = ProgressReport.objects.filter(programme=locked.programme, organisation=locked.organisation)
    report = ProgressReport.objects.create(
        public_id=next_id("NB-P"), programme=locked.programme, organisation=locked.organisation, title=locked.title,
        first=locked.first, last=locked.last, items=items, digest=digest_of(items),
        before=mine.order_by("-pk").first(),
    )  # fmt: skip
    locked.delete()
    audit.record(
        "promises.report_released", by=by, target=report.public_id, programme=report.programme_key, items=len(items)
    )
    return report


def items_of(programme: Programme, first: date, last: date) -> list[dict[str, Any]]:
    """How every public statement about a programme stood on the last day, by what happened up to and including it."""
    statements = in_programme(public_statements(), programme.key).filter(said_on__lte=last).order_by("said_on", "pk")
    until = Event.objects.filter(on__lte=last).order_by("on", "pk")
    rows = list(statements.prefetch_related(Prefetch("events", until, to_attr="until")))
    counted = set(Target.objects.filter(statement__in=rows).values_list("statement", flat=True))
    return [_item(row, row.until, compared(row) if row.pk in counted else [], first) for row in rows]


def _item(statement: Statement, events: list[Event], pairs: list[Compared], first: date) -> dict[str, Any]:
    now = folded(statement, events)
    happened = [event.pk for event in events if event.on >= first and event.kind != EventKind.RECORDED]
    figures = [str(pair.promised) for pair in pairs]
    figures += [str(version) for pair in pairs for version in pair.measured]
    kept = {name: str(now[name]) for name in ("reaction", "execution", "evidence", "said", "seen", "due")}
    return {
        "statement": statement.public_id, "is_new": statement.said_on >= first, "events": happened, "figures": figures,
        **kept,
    }  # fmt: skip


def shown(items: list[dict[str, Any]], before: list[dict[str, Any]] | None) -> Report:
    """The lines of a report with their words, and what differs from the report before it."""
    former = {item["statement"]: item for item in before or []}
    names = [item["statement"] for item in items]
    statements = {s.public_id: s for s in with_words(Statement.objects.filter(public_id__in=[*names, *former]))}
    events = {event.pk: event for event in _events(items)}
    versions = {str(version): version for version in _versions(items)}
    lines = []
    for item in items:
        statement = statements[item["statement"]]
        then = former.get(item["statement"])
        was = {name: then[name] for name in COMPARED if then is not None and then[name] != item[name]}
        lines.append(
            Line(
                statement=statement, execution=item["execution"], evidence=item["evidence"], due=item["due"],
                is_new=before is not None and then is None,
                events=[events[pk] for pk in item["events"] if pk in events],
                figures=[versions[name] for name in item["figures"] if name in versions], was=was,
            )
        )  # fmt: skip
    return Report(lines, [statements[name] for name in former if name not in set(names)])


def told(event: Event) -> str:
    """An event in one line, without its day: what it was, how it is from then on, and the editor's words where what
    they rest on is open to everybody."""
    grade = f" ({event.get_grade_display()})" if event.grade else ""
    now = [
        f"{event.get_execution_display()}{grade}" if event.execution else "",
        str(event.get_reaction_display()) if event.reaction else "",
        in_words(event.due) if event.due else "",
    ]
    kind = ": ".join([str(event.get_kind_display()), *(word for word in now if word)])
    rests_open = event.passage is None or event.passage.passage.document.is_open
    return ". ".join(part.rstrip(".") for part in (kind, event.own_words if rests_open else "") if part) + "."


def labels(line: Line) -> tuple[str, str]:
    """Execution and evidence of a line in words."""
    evidence = str(Evidence(line.evidence).label) if line.evidence else ""
    return str(Execution(line.execution).label), evidence


def _events(items: list[dict[str, Any]]) -> list[Event]:
    wanted = [pk for item in items for pk in item["events"]]
    found = Event.objects.filter(pk__in=wanted).select_related(
        "telling", "according_to", "passage__passage__document__programme__subject"
    )
    return list(found.select_related("figure__figure__quantity"))


def _versions(items: list[dict[str, Any]]) -> list[FigureVersion]:
    figures = {name.partition("@")[0] for item in items for name in item["figures"]}
    wanted = {name for item in items for name in item["figures"]}
    found = standing_versions().filter(figure__public_id__in=figures)
    return [version for version in found if str(version) in wanted]
