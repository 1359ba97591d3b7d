"""Reading documents: what may this person see, and where do these words stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import F, Q, QuerySet

from navolgbaar.people.states import OFFICE
from navolgbaar.programmes.models import Programme
from navolgbaar.programmes.queries import subjects_for
from navolgbaar.sources.models import Document, Intake, Passage
from navolgbaar.sources.states import DocumentState, IntakeState

WORDS = 12  # of a search; the rest is left out
CANDIDATES = 500  # passages that are compared with each other in one search
MOST_OF_A_TABLE = 20_000  # code points


def documents_for(user: Any) -> QuerySet[Document]:
    """The documents that this user may see. Mirrors the rule `sources.see_document`."""
    public = Q(state=DocumentState.PUBLIC, programme__subject__in=subjects_for(user))
    if getattr(user, "is_active", False) and hasattr(user, "roles"):
        for organisation, programme in set(
            user.roles.filter(kind__in=OFFICE).values_list("organisation_id", "programme")
        ):
            public |= (
                Q(organisation_id=organisation, programme__key=programme)
                if programme
                else Q(organisation_id=organisation)
            )
    return Document.objects.filter(public).select_related("programme__subject", "organisation", "file")


def intakes_of(user: Any, programme: Programme) -> QuerySet[Intake]:
    """What this person sent in for a programme and is no document yet, or cannot become one; the latest first."""
    own = Intake.objects.filter(programme=programme, sent_by=user).exclude(state=IntakeState.DONE)
    return own.defer("data").order_by("-pk")


@dataclass(frozen=True, slots=True)
class Progress:
    """Of the files that are being read: those that wait, and how many were sent since the first of them."""

    waiting: QuerySet[Intake]
    total: int

    @property
    def read(self) -> int:
        return self.total - self.waiting.count()


def progress_of(user: Any, programme: Programme) -> Progress | None:
    """How far the files are that this person sent in; None when none is on its way."""
    waiting = intakes_of(user, programme).filter(state__in=(IntakeState.WAITING, IntakeState.READING))
    first = waiting.last()
    if first is None:
        return None
    return Progress(waiting, Intake.objects.filter(programme=programme, sent_by=user, pk__gte=first.pk).count())


def passages_matching(words: str) -> QuerySet[Passage]:
    """Public passages that hold these words (Dutch stems), best first. Of words that stand everywhere the first
    CANDIDATES passages are compared: who adds a word finds what lies beyond them."""
    plain = " ".join(re.findall(r"\w+", words)[:WORDS])
    query = SearchQuery(plain, config="dutch")
    open_to_all = Document.objects.filter(state=DocumentState.PUBLIC, programme__subject__is_public=True)
    holding = Passage.objects.filter(stems=query, document__in=open_to_all).values("pk")[:CANDIDATES]
    return (
        Passage.objects.filter(pk__in=holding)
        .annotate(rank=SearchRank(F("stems"), query))
        .select_related("document")
        .order_by("-rank", "pk")
    )


def source_words(passage: Passage, start: int, end: int) -> str:
    """What the reader took out of the bytes between two code points: the words of this passage, or of it and its
    neighbours put together.

    Empty where passages do not fill it from end to end, or where the words of one of them were erased.
    """
    if (start, end) == (passage.start, passage.end):
        return passage.source_text
    inside = passage.document.passages.filter(start__gte=start, end__lte=end, end__gt=F("start")).order_by("start")
    place, words = start, []
    for part in inside:
        if part.start != place or part.erased_at is not None:
            return ""
        place = part.end
        words.append(part.source_text)
    return "".join(words) if place == end else ""


def table_around(passage: Passage) -> tuple[int, int]:
    """Where the table begins and ends that a row stands in, in code points; its own place for any other passage."""
    start, end = passage.start, passage.end
    if passage.kind != "table":
        return start, end
    rows = passage.document.passages.filter(kind="table")
    after = dict(rows.values_list("start", "end"))
    before = {ends: starts for starts, ends in after.items()}
    while start in before and end - before[start] <= MOST_OF_A_TABLE:
        start = before[start]
    while end in after and after[end] - start <= MOST_OF_A_TABLE:
        end = after[end]
    return start, end
