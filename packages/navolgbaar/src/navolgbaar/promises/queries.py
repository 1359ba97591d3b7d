"""Reading the register: what may this person see, what is due, what waits for a decision, what was measured."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from navolgbaar.core import clock
from navolgbaar.figures.models import Figure, FigureVersion
from navolgbaar.figures.queries import standing_versions
from navolgbaar.figures.states import FigureKind
from navolgbaar.promises.models import (
    About,
    Consultation,
    Event,
    Measure,
    Place,
    ProgressReport,
    Proposal,
    Report,
    Statement,
)
from navolgbaar.promises.models.event import TOLD
from navolgbaar.promises.states import CLOSED, ProposalState, ReportState
from navolgbaar.sources.models import Document
from navolgbaar.sources.states import DocumentState

PUBLIC = Q(standing__is_standing=True, document__state=DocumentState.PUBLIC, programme__subject__is_public=True)


def own(user: Any) -> Q:
    """The statements in documents of organisations for which this user has a role."""
    found = Q(pk__in=[])
    if getattr(user, "is_active", False) and hasattr(user, "roles"):
        for organisation, programme in set(user.roles.values_list("organisation_id", "programme")):
            here = Q(document__organisation_id=organisation)
            found |= here & Q(programme__key=programme) if programme else here
    return found


def statements_for(user: Any) -> QuerySet[Statement]:
    """The statements that stand and that this user may see. Mirrors the rule `promises.see_statement`."""
    return Statement.objects.filter(PUBLIC | own(user) & Q(standing__is_standing=True))


def public_statements() -> QuerySet[Statement]:
    """What everybody may see."""
    return Statement.objects.filter(PUBLIC)


def with_words(statements: QuerySet[Statement]) -> QuerySet[Statement]:
    """The statements with everything that a list shows of them."""
    return statements.select_related(
        "standing", "wording", "document", "programme__subject", "actor_organisation"
    ).prefetch_related(Prefetch("places", places_with_words()))


def places_with_words() -> QuerySet[Place]:
    """Where statements stand, with the passages that hold the words, and nothing else of those."""
    unread = ("anchor__passage__source_text", "anchor__passage__stems")
    return Place.objects.select_related("anchor__passage").defer(*unread).order_by("position")


def cards(keys: Iterable[int]) -> list[Statement]:
    """The statements with these keys, in their order, with what a card shows of them. A page sorts keys alone: sorting
    whole rows of a long register takes several times as long."""
    found = Statement.objects.select_related("standing", "wording")
    found = found.prefetch_related(Prefetch("places", places_with_words()))
    wanted = list(keys)
    rows = found.in_bulk(wanted)
    return [rows[key] for key in wanted]


def about(statements: QuerySet[Statement], subject: Any) -> QuerySet[Statement]:
    """Those about a subject."""
    return statements.filter(Exists(About.objects.filter(statement=OuterRef("pk"), subject=subject)))


def in_programme(statements: QuerySet[Statement], key: str) -> QuerySet[Statement]:
    """Those about anything in a programme, also where they were said in another one."""
    return statements.filter(Exists(About.objects.filter(statement=OuterRef("pk"), subject__programme_key=key)))


def still_open(statements: QuerySet[Statement]) -> QuerySet[Statement]:
    """Those that are not carried out, overtaken or taken back."""
    return statements.exclude(standing__execution__in=CLOSED)


def overdue(statements: QuerySet[Statement]) -> QuerySet[Statement]:
    """Those that are open after the last day of their deadline."""
    return still_open(statements).filter(standing__due_last__lt=clock.today())


def due(statements: QuerySet[Statement]) -> QuerySet[Statement]:
    """Those that are open and whose deadline is still to come."""
    return still_open(statements).filter(standing__due_last__gte=clock.today())


def latest_events(statements: QuerySet[Statement], count: int) -> QuerySet[Event]:
    """What changed last about these statements."""
    return (
        Event.objects.filter(statement__in=statements, kind__in=TOLD)
        .select_related("statement__standing", "statement__wording", "according_to")
        .prefetch_related(Prefetch("statement__places", places_with_words()))
        .order_by("-on", "-pk")[:count]
    )


def open_proposals(document: Document) -> QuerySet[Proposal]:
    """The proposals of a document that nobody decided on, in reading order."""
    return document.statement_proposals.filter(state=ProposalState.OPEN).order_by("at", "pk")


def next_open(proposal: Proposal) -> Proposal | None:
    """The proposal to look at after this one; from the top again after the last."""
    waiting = open_proposals(proposal.document).exclude(pk=proposal.pk)
    onward = waiting.filter(Q(at__gt=proposal.at) | Q(at=proposal.at, pk__gt=proposal.pk))
    return onward.first() or waiting.first()


def documents_with_proposals(programme_key: str, organisations: Any) -> QuerySet[Document]:
    """The documents of these organisations in which statements were found; first those with open proposals."""
    is_open = Q(statement_proposals__state=ProposalState.OPEN)
    return (
        Document.objects.filter(programme__key=programme_key, organisation__in=organisations)
        .annotate(waiting=Count("statement_proposals", filter=is_open), found=Count("statement_proposals"))
        .filter(found__gt=0)
        .order_by("-waiting", "-pk")
    )


def open_reports(programme_key: str, organisations: Any) -> QuerySet[Report]:
    """Later documents that may report on statements of these organisations, and nobody said yet whether they do."""
    return (
        Report.objects.filter(
            state=ReportState.PROPOSED, statement__programme__key=programme_key,
            statement__document__organisation__in=organisations,
        )
        .select_related("statement", "anchor__passage__document")
        .order_by("pk")
    )  # fmt: skip


def last_decided(document: Document, user: Any) -> Proposal | None:
    """What this user decided last in a document: the one to take back."""
    decided = document.statement_proposals.exclude(state=ProposalState.OPEN).filter(decided_by=user)
    return decided.order_by("-decided_at", "-pk").first()


def observed_for(figure: Figure) -> list[FigureVersion]:
    """What was measured of exactly what a target promises: the same quantity in the same version, breakdown, area and
    period, about the same subject. Published versions, newest of each figure."""
    same = standing_versions().filter(
        figure__subject=figure.subject_id, figure__quantity=figure.quantity_id, figure__breakdown=figure.breakdown,
        figure__area=figure.area_id, figure__period=figure.period_id, figure__kind=FigureKind.OBSERVED,
    )  # fmt: skip
    latest = same.order_by("figure_id", "-number").distinct("figure_id")
    return list(latest)


def promised_version(figure: Figure) -> FigureVersion | None:
    """The published version of a promised number that stands now."""
    return standing_versions().filter(figure=figure).order_by("-number").first()


def public_consultations(programme_key: str = "") -> QuerySet[Consultation]:
    """The consultations whose pairs were checked and whose document is public, newest first."""
    found = Consultation.objects.filter(
        is_checked=True, document__state=DocumentState.PUBLIC, document__programme__subject__is_public=True
    )
    if programme_key:
        found = found.filter(document__programme__key=programme_key)
    return found.select_related("document").order_by("-document__true_from", "-pk")


def public_reports(programme_key: str = "") -> QuerySet[ProgressReport]:
    """The released progress reports of public programmes, newest first."""
    found = ProgressReport.objects.filter(programme__subject__is_public=True).defer("items")
    if programme_key:
        found = found.filter(programme__key=programme_key)
    return found.order_by("-last", "-pk")


def measures_in(statements: QuerySet[Statement]) -> QuerySet[Measure]:
    """The measures of these statements, by partner."""
    return (
        Measure.objects.filter(statement__in=statements)
        .select_related("partner", "statement__standing", "statement__wording", "statement__programme__subject")
        .prefetch_related(Prefetch("statement__places", places_with_words()))
        .order_by("partner__name", "pk")
    )
