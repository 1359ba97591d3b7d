"""The register for machines: what was said, what became of it, and when. Public statements only."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Path, Query, Router
from pydantic import BaseModel

from navolgbaar.api.addresses import page_of
from navolgbaar.api.schemas import Problem, Words
from navolgbaar.figures.queries import standing_versions
from navolgbaar.promises.deadlines import in_words
from navolgbaar.promises.models import Event, Statement
from navolgbaar.promises.queries import due, in_programme, overdue, public_statements, with_words
from navolgbaar.promises.states import Execution, StatementKind
from navolgbaar.promises.vocabularies import words_of
from navolgbaar.promises.words import quoted

router = Router()
StatementId = Annotated[str, Path(pattern=r"^NB-T-[0-9]{4}-[0-9]{1,9}$")]
Key = Annotated[str, Query(pattern=r"^[a-zA-Z0-9_-]*$", max_length=80)]
Limit = Annotated[int, Query(ge=1, le=1000)]
Offset = Annotated[int, Query(ge=0, le=10_000_000)]


class Deadline(BaseModel):
    """`edtf` is "" without a deadline; `last` is the last day that fits, null where open."""

    edtf: str
    words: str
    first: date | None
    last: date | None


class Happened(BaseModel):
    """One event, with its two times. `words` stand in a public document, `figure` in a release; each may be null."""

    kind: str
    on: date
    known_at: datetime
    reaction: str
    execution: str
    evidence: str
    deadline: Deadline
    according_to: str | None
    words: str | None
    document: str | None
    figure: str | None


class Promise(BaseModel):
    """A statement as it was said, and how it stands now. `original` is the deadline as it was said."""

    id: str
    kind: str
    strength: str
    words: str
    title: Words
    actor: str
    addressee: str
    said_on: date
    programme: str
    original: Deadline
    deadline: Deadline
    moved: int
    reaction: str
    execution: str
    evidence: str
    said: str
    seen: str
    last_heard: date
    elsewhere: dict[str, str]
    document: str
    page: str

    @classmethod
    def of(cls, statement: Statement) -> Promise:
        now = statement.standing
        return cls(
            id=statement.public_id, kind=statement.kind, strength=statement.strength,
            words=" … ".join(quoted(place.anchor) for place in statement.places.all()),
            title=Words(nl=statement.title, en=statement.title_en), actor=statement.actor,
            addressee=statement.addressee, said_on=statement.said_on, programme=statement.programme.key,
            original=_deadline(statement), deadline=_deadline(now), moved=now.moved, reaction=now.reaction,
            execution=now.execution, evidence=now.evidence, said=now.said, seen=now.seen, last_heard=now.sign_on,
            elsewhere=words_of(now), document=statement.document.public_id, page=page_of(statement),
        )  # fmt: skip


class PromiseWithEvents(Promise):
    events: list[Happened]


class PromiseList(BaseModel):
    count: int
    items: list[Promise]


def _deadline(of: Any) -> Deadline:
    return Deadline(edtf=of.due, words=in_words(of.due) if of.due else "", first=of.due_first, last=of.due_last)


def _happened(event: Event, standing: set[int]) -> Happened:
    """As everybody may have it: words of a document that is not public are not given, nor a figure that was withdrawn.

    standing   the keys of the versions that stand in a release
    """
    passage = event.passage.passage if event.passage is not None else None
    is_open = passage is not None and passage.document.is_open
    shown = event.passage if is_open else None
    return Happened(
        kind=event.kind, on=event.on, known_at=event.known_at, reaction=event.reaction, execution=event.execution,
        evidence=event.grade, deadline=_deadline(event),
        according_to=event.according_to.key if event.according_to else None,
        words=quoted(shown) if shown is not None else None,
        document=shown.passage.document.public_id if shown is not None else None,
        figure=str(event.figure) if event.figure is not None and event.figure_id in standing else None,
    )  # fmt: skip


@router.get("/promises", response=PromiseList, summary="The register of promises")
def promises(
    request: HttpRequest,
    programme: Key = "",
    kind: StatementKind | None = None,
    execution: Execution | None = None,
    is_overdue: bool = False,
    is_due: bool = False,
    is_moved: bool = False,
    limit: Limit = 100,
    offset: Offset = 0,
) -> dict[str, Any]:
    """In the order in which they were recorded."""
    found = in_programme(public_statements(), programme) if programme else public_statements()
    found = found.filter(kind=kind) if kind else found
    found = found.filter(standing__execution=execution) if execution else found
    found = overdue(found) if is_overdue else found
    found = due(found) if is_due else found
    found = found.filter(standing__moved__gt=0) if is_moved else found
    rows = with_words(found).order_by("pk")[offset : offset + limit]
    return {"count": found.count(), "items": [Promise.of(statement) for statement in rows]}


@router.get("/promises/{slug:promise}", response={200: PromiseWithEvents, 404: Problem}, summary="A promise")
def promise(request: HttpRequest, promise: StatementId) -> PromiseWithEvents:
    """One statement with everything that happened to it."""
    statement = get_object_or_404(with_words(public_statements()), public_id=promise)
    events = statement.events.select_related(
        "according_to", "passage__passage__document__programme__subject", "figure__figure"
    )
    if not events:
        raise Http404
    shown = set(standing_versions().filter(events__statement=statement).values_list("pk", flat=True))
    happened = [_happened(event, shown) for event in events.order_by("on", "pk")]
    return PromiseWithEvents(**dict(Promise.of(statement)), events=happened)
