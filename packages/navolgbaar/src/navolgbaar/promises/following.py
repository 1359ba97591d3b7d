"""What is written about a statement after it was recorded: events, subjects, links, measures, targets, reports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_noop as _

from navolgbaar.core import audit, clock
from navolgbaar.core.ids import hold
from navolgbaar.core.permission import require
from navolgbaar.figures.models import Figure, FigureVersion
from navolgbaar.figures.queries import standing_versions
from navolgbaar.figures.states import FigureKind
from navolgbaar.people.models import Organisation, User
from navolgbaar.programmes.models import Subject
from navolgbaar.promises.actions import NotPossibleNow
from navolgbaar.promises.deadlines import NONE, Deadline
from navolgbaar.promises.models import About, Event, Link, Measure, Report, Statement, Target, Telling
from navolgbaar.promises.resting import check_evidence
from navolgbaar.promises.standing import refold
from navolgbaar.promises.states import Edition, EventKind, Evidence, LinkKind, Mistake, ReportState
from navolgbaar.promises.words import NotThere, anchor_for, quoted
from navolgbaar.sources.models import Anchor, Document
from navolgbaar.sources.states import DocumentState


@dataclass(frozen=True, slots=True)
class Happened:
    """What happened to a statement, on which day, according to whom, and what it rests on: a passage or a figure."""

    kind: EventKind
    on: date
    passage: Anchor | None = None
    figure: FigureVersion | None = None
    reaction: str = ""
    execution: str = ""
    grade: str = ""
    deadline: Deadline = NONE
    according_to: Organisation | None = None
    words: str = ""
    words_en: str = ""


@transaction.atomic
def record_event(*, statement: Statement, happened: Happened, by: User) -> Event:
    """Write down what became of a statement. Nothing is changed: how it stands follows from all of its events.

    Raises NotPossibleNow for a withdrawn statement, a day to come, evidence that is missing or not published, and an
    effect that no figure measures.
    """
    require("promises.follow_up", by, statement)
    hold(f"statement {statement.public_id}")
    _check(statement, happened)
    if happened.passage is not None:
        check_evidence(statement, happened.passage.passage.document, by)
    event = Event.objects.create(
        statement=statement, kind=happened.kind, on=happened.on, passage=happened.passage, figure=happened.figure,
        reaction=happened.reaction, execution=happened.execution, grade=happened.grade, due=happened.deadline.due,
        due_first=happened.deadline.first, due_last=happened.deadline.last, according_to=happened.according_to,
    )  # fmt: skip
    if happened.words or happened.words_en:
        Telling.objects.create(event=event, words=happened.words, words_en=happened.words_en)
    refold(statement)
    audit.record(
        f"promises.{happened.kind}", by=by, target=statement.public_id, programme=statement.programme_key,
        row=event.pk,
    )  # fmt: skip
    return event


@transaction.atomic
def relate(*, statement: Statement, subject: Subject, by: User) -> About:
    """Say that a statement is about a subject as well, in this programme or in another one."""
    require("promises.follow_up", by, statement)
    require("programmes.see_subject", by, subject)
    about, is_new = About.objects.get_or_create(statement=statement, subject=subject)
    if is_new:
        audit.record(
            "promises.related", by=by, target=statement.public_id, programme=statement.programme_key,
            subject=subject.public_id,
        )  # fmt: skip
    return about


@transaction.atomic
def link(*, source: Statement, kind: LinkKind, target: Statement, by: User) -> Link:
    """Say how a statement hangs together with another one. Raises NotPossibleNow where that would make a circle."""
    require("promises.follow_up", by, source)
    require("promises.see_statement", by, target)
    hold("links of statements")
    if source.pk == target.pk or _leads_to(target, source):
        names = {"id": target.public_id, "other": source.public_id}
        raise NotPossibleNow(_("%(id)s leads back to %(other)s: that would be a circle."), **names)
    made, is_new = Link.objects.get_or_create(source=source, kind=kind, target=target)
    if is_new:
        audit.record(
            "promises.linked", by=by, target=source.public_id, programme=source.programme_key,
            to=target.public_id, kind=kind,
        )  # fmt: skip
    return made


@transaction.atomic
def unlink(*, link: Link, reason: Mistake, by: User) -> None:
    """Take a link away that was a mistake; the audit trail keeps that it was there, and why it went."""
    require("promises.follow_up", by, link.source)
    audit.record(
        "promises.unlinked", by=by, target=link.source.public_id, programme=link.source.programme_key,
        to=link.target.public_id, kind=link.kind, reason=Mistake(reason).value,
    )  # fmt: skip
    link.delete()


@transaction.atomic
def add_measure(
    *, statement: Statement, partner: Organisation, title: str, title_en: str = "", passage: Anchor | None = None,
    by: User,
) -> Measure:  # fmt: skip
    """Say what a partner does to carry a statement out."""
    require("promises.follow_up", by, statement)
    if passage is not None:
        check_evidence(statement, passage.passage.document, by)
    measure, is_new = Measure.objects.get_or_create(
        statement=statement, partner=partner, title=title, defaults={"title_en": title_en, "passage": passage}
    )
    if is_new:
        audit.record(
            "promises.measure_added", by=by, target=statement.public_id, programme=statement.programme_key,
            partner=partner.key,
        )  # fmt: skip
    return measure


@transaction.atomic
def set_target(*, statement: Statement, figure: Figure, measure: Measure | None = None, by: User) -> Target:
    """Tie the number that a statement promises to it. Raises NotPossibleNow for a figure that is no promised number,
    and for one that counts something else than the numbers that are tied already."""
    require("promises.follow_up", by, statement)
    if figure.kind != FigureKind.TARGET:
        raise NotPossibleNow(_("%(id)s is no promised number."), id=figure.public_id)
    others = Target.objects.filter(statement=statement, measure=measure).exclude(figure__quantity=figure.quantity_id)
    other = others.select_related("figure__quantity").first()
    if other is not None:
        names = {"id": figure.public_id, "other": other.figure.public_id}
        raise NotPossibleNow(_("%(id)s counts something else than %(other)s, or by another rule."), **names)
    target, is_new = Target.objects.get_or_create(statement=statement, figure=figure, defaults={"measure": measure})
    if is_new:
        audit.record(
            "promises.target_set", by=by, target=statement.public_id, programme=statement.programme_key,
            figure=figure.public_id,
        )  # fmt: skip
    return target


@transaction.atomic
def decide_report(*, report: Report, state: ReportState, happened: Happened | None = None, by: User) -> Report:
    """Say whether a later document reports on a statement; if so, `happened` says what it reports."""
    require("promises.follow_up", by, report.statement)
    locked = Report.objects.select_for_update().get(pk=report.pk)
    if locked.state != ReportState.PROPOSED:
        raise NotPossibleNow(_("A colleague decided on this in the meantime."))
    if (state == ReportState.ACCEPTED) != (happened is not None):
        raise NotPossibleNow(_("Say what the document reports, or that it does not."))
    locked.state = state
    locked.save(update_fields=["state"])
    if happened is not None:
        record_event(statement=report.statement, happened=happened, by=by)
    audit.record(
        f"promises.report_{state}", by=by, target=report.statement.public_id,
        programme=report.statement.programme_key, report=report.pk,
    )  # fmt: skip
    return locked


@transaction.atomic
def compare_edition(*, former: Document, edition: Document, by: User) -> dict[Edition, int]:
    """Note at every statement of a document what became of its words in another edition. The statements themselves,
    and the document they were read in, stay as they are. Returns how many of each."""
    require("sources.see_proposals", by, former)
    require("sources.see_document", by, edition)
    if former.pk == edition.pk or former.programme_id != edition.programme_id:
        raise NotPossibleNow(_("Two editions of a document stand in one programme."))
    if former.state == DocumentState.PUBLIC and edition.state != DocumentState.PUBLIC:
        why = _("%(id)s is not public: what everybody may read rests on what everybody can read.")
        raise NotPossibleNow(why, id=edition.public_id)
    found = dict.fromkeys(Edition, 0)
    for statement in former.statements.filter(standing__is_standing=True):
        found[_edition(statement, edition)] += 1
    audit.record(
        "promises.edition_compared", by=by, target=former.public_id, programme=former.programme_key,
        edition=edition.public_id, found={edition.value: count for edition, count in found.items()},
    )  # fmt: skip
    return found


def _edition(statement: Statement, edition: Document) -> Edition:
    """What became of one statement, written down once per edition."""
    anchor = statement.places.select_related("anchor__passage").order_by("position")[0].anchor
    words = quoted(anchor)
    on = edition.true_from or edition.known_at.date()
    there: Anchor | None
    try:
        there, what = anchor_for(edition, words, anchor.passage), Edition.SAME
    except NotThere:
        row = edition.passages.filter(order=anchor.passage.order, erased_at=None).first()
        alike = row is not None and len(set(row.text.split()) & set(words.split())) * 2 >= len(set(words.split()))
        there = anchor_for(edition, row.text, row) if row is not None and alike else None
        what = Edition.ALTERED if there is not None else Edition.GONE
    if not Event.objects.filter(statement=statement, kind=EventKind.SOURCE, on=on, edition=what).exists():
        Event.objects.create(statement=statement, kind=EventKind.SOURCE, on=on, edition=what, passage=there)
        refold(statement)
    return what


def _check(statement: Statement, happened: Happened) -> None:
    """What an event needs before it can be written down."""
    if not statement.standing.is_standing:
        raise NotPossibleNow(_("%(id)s was withdrawn: nothing happens to it any more."), id=statement.public_id)
    if happened.on > clock.today():
        raise NotPossibleNow(_("An event lies in the past or is of today."))
    if (happened.passage is None) == (happened.figure is None):
        raise NotPossibleNow(_("An event rests on a passage or on a figure: give one of the two."))
    if happened.figure is not None and not standing_versions().filter(pk=happened.figure.pk).exists():
        why = _("%(id)s is not published: an event rests on what everybody can follow.")
        raise NotPossibleNow(why, id=str(happened.figure))
    if happened.grade == Evidence.EFFECT and happened.figure is None:
        raise NotPossibleNow(_("An effect is measured: give the figure that measures it."))
    if bool(happened.execution) != bool(happened.grade):
        raise NotPossibleNow(_("Say on what the execution rests."))


def _leads_to(start: Statement, goal: Statement) -> bool:
    """Whether links lead from one statement to another, however many steps on."""
    seen, waiting = {start.pk}, [start.pk]
    while waiting:
        onward = set(Link.objects.filter(source__in=waiting).values_list("target", flat=True)) - seen
        if goal.pk in onward:
            return True
        seen |= onward
        waiting = list(onward)
    return False
