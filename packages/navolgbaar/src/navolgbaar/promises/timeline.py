"""The page of a promise as a time line: every event with its words in the document, or with its figure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch

from navolgbaar.figures.models import FigureVersion
from navolgbaar.figures.queries import standing_versions
from navolgbaar.promises.deadlines import in_words
from navolgbaar.promises.models import Event, Link, Measure, Statement, Target
from navolgbaar.promises.queries import cards, observed_for, places_with_words, promised_version, statements_for
from navolgbaar.promises.states import EventKind, StatementKind
from navolgbaar.promises.words import quoted
from navolgbaar.sources.models import Anchor, Document
from navolgbaar.sources.queries import documents_for


@dataclass(frozen=True, slots=True)
class Quote:
    """Words as they stand in a document that this reader may see. `text` is "" where they were erased."""

    text: str
    document: Document
    ident: str

    @property
    def address(self) -> str:
        return f"{self.document.get_absolute_url()}#{self.ident}"


@dataclass(frozen=True, slots=True)
class Moment:
    """One event. `quotes` and `words` are empty where its document is not public; `figure` where published alone."""

    event: Event
    on: date
    is_late_knowledge: bool
    due: str
    quotes: list[Quote]
    figure: FigureVersion | None
    words: str


@dataclass(frozen=True, slots=True)
class Compared:
    """A promised number beside what was measured of exactly the same."""

    promised: FigureVersion
    measured: list[FigureVersion]
    measure: Measure | None


class Reader:
    """What one reader may see of documents and figures, asked once per page."""

    def __init__(self, user: Any) -> None:
        self.documents = documents_for(user)
        self.seen: dict[int, bool] = {}

    def may_see(self, document: Document) -> bool:
        if document.pk not in self.seen:
            self.seen[document.pk] = self.documents.filter(pk=document.pk).exists()
        return self.seen[document.pk]

    def quotes(self, anchors: list[Anchor]) -> list[Quote]:
        return [
            Quote(quoted(anchor), anchor.passage.document, anchor.passage.ident)
            for anchor in anchors
            if self.may_see(anchor.passage.document)
        ]


def moments_of(statement: Statement, user: Any) -> list[Moment]:
    """Everything that happened to a statement, in the order in which it was true."""
    reader = Reader(user)
    events = statement.events.select_related(
        "telling",
        "according_to",
        "passage__passage__document__programme",
        "figure__figure__quantity",
        "figure__figure__period",
    ).order_by("on", "pk")
    public = set(standing_versions().filter(events__statement=statement).values_list("pk", flat=True))
    own = [place.anchor for place in statement.places.select_related("anchor__passage__document").order_by("position")]
    return [_moment(event, reader, own, public) for event in events]


def _moment(event: Event, reader: Reader, own: list[Anchor], public: set[int]) -> Moment:
    anchors = own if event.kind == EventKind.RECORDED else [event.passage] if event.passage is not None else []
    quotes = reader.quotes(anchors)
    return Moment(
        event=event,
        on=event.on,
        is_late_knowledge=(event.known_at.date() - event.on).days > 31,
        due=in_words(event.due) if event.due else "",
        quotes=quotes,
        figure=event.figure if event.figure_id in public else None,
        words=event.own_words if quotes or not anchors else "",
    )


def compared(statement: Statement) -> list[Compared]:
    """The promised numbers of a statement that are published, each with what was measured; earliest period first."""
    targets = Target.objects.filter(statement=statement).select_related("figure__period", "measure__partner")
    found = []
    for target in targets.order_by("figure__period__first", "pk"):
        promised = promised_version(target.figure)
        if promised is not None:
            found.append(Compared(promised, observed_for(target.figure), target.measure))
    return found


@dataclass(frozen=True, slots=True)
class Followed:
    """A measure with the numbers that it promised, and what was last heard of its promise from its partner."""

    measure: Measure
    numbers: list[Compared]
    heard: Event | None


def followed(measures: list[Measure]) -> list[Followed]:
    """Per measure what its partner promised and measured, and what this partner said last; in their order."""
    targets = Target.objects.filter(measure__in=measures).select_related("figure__period", "measure__partner")
    numbers: dict[int | None, list[Compared]] = {}
    for target in targets.order_by("figure__period__first", "pk"):
        promised = promised_version(target.figure)
        if promised is not None:
            found = Compared(promised, observed_for(target.figure), target.measure)
            numbers.setdefault(target.measure_id, []).append(found)
    said = Event.objects.filter(
        statement__in={measure.statement_id for measure in measures}, kind__in=(EventKind.EXECUTION, EventKind.REPORTED)
    )
    heard = {(event.statement_id, event.according_to_id): event for event in said.order_by("on", "pk")}
    return [Followed(m, numbers.get(m.pk, []), heard.get((m.statement_id, m.partner_id))) for m in measures]


def asked_with(statement: Statement, user: Any) -> list[Statement]:
    """The other asks of the motion that a statement was split from, in the order of the text."""
    if statement.kind != StatementKind.MOTION or statement.proposal_id is None:
        return []
    others = statements_for(user).filter(proposal__made_from__made_into=statement.proposal_id).exclude(pk=statement.pk)
    return cards(others.order_by("proposal__at").values_list("pk", flat=True))


def linked(statement: Statement, user: Any) -> tuple[list[Link], list[Link]]:
    """Links to other statements, and links from others to this one, as far as this reader may see those."""
    seen = statements_for(user)
    onward = Link.objects.filter(source=statement, target__in=seen).select_related("target__wording")
    back = Link.objects.filter(target=statement, source__in=seen).select_related("source__wording")
    onward = onward.prefetch_related(Prefetch("target__places", places_with_words()))
    back = back.prefetch_related(Prefetch("source__places", places_with_words()))
    return list(onward.order_by("pk")), list(back.order_by("pk"))
