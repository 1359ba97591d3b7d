"""What goes with the words of a passage: everything that the reader or an editor wrote down out of them."""

from __future__ import annotations

from typing import Any

from django.db.models import Model, Q, QuerySet

from navolgbaar.promises.models import Judgement, Measure, Proposal, Question, QuestionPart, Telling, Wording
from navolgbaar.sources.models import Document, Passage

READ = {"actor": "", "addressee": "", "condition": "", "because": [], "doubts": []}
"""What a proposal quotes."""


def erase_words(passage: Passage) -> int:
    """Empty what was written down out of a passage, which still has its words. Returns how many rows that were.

    Who acts, is addressed or asks can be named in a heading or a signature instead of in the sentence: a name of any
    row of the document that stands in this passage, and nowhere else in the document, goes as well.
    """
    emptied = _quoting(passage)
    for rows, fields in _naming(passage.document):
        for field in fields:
            named = set(rows.exclude(**{field: ""}).values_list(field, flat=True))
            only_here = {name for name in named if any(_stands_only_in(passage, one) for one in name.split(", "))}
            emptied += rows.filter(**{f"{field}__in": only_here}).update(**{field: ""}) if only_here else 0
    return emptied


def _quoting(passage: Passage) -> int:
    """Empty the rows that stand on this very passage."""
    here = Q(question__asked=passage) | Q(question__answered=passage) | Q(passage=passage)
    found: list[tuple[type[Model], Q, dict[str, Any]]] = [
        (Proposal, Q(anchors__passage=passage) | Q(claim__passage=passage), READ),
        (Wording, Q(statement__places__anchor__passage=passage),
         {"title": "", "title_en": "", "actor": "", "addressee": ""}),
        (Telling, Q(event__passage__passage=passage), {"words": "", "words_en": ""}),
        (Measure, Q(passage__passage=passage), {"title": "", "title_en": ""}),
        (QuestionPart, here, {"because": ""}),
        (Judgement, Q(part__passage=passage), {"words": ""}),
    ]  # fmt: skip
    emptied = 0
    for model, which, empty in found:
        keys = set(model._default_manager.filter(which).values_list("pk", flat=True))
        emptied += model._default_manager.filter(pk__in=keys).update(**empty)
    return emptied


def _naming(document: Document) -> list[tuple[QuerySet[Any], tuple[str, ...]]]:
    """The rows of a document that name somebody, and in which fields."""
    return [
        (Proposal.objects.filter(document=document), ("actor", "addressee")),
        (Wording.objects.filter(statement__document=document), ("actor", "addressee")),
        (Question.objects.filter(consultation__document=document), ("asked_by",)),
    ]


def _stands_only_in(passage: Passage, name: str) -> bool:
    words = name.lower()
    if words not in passage.text.lower():
        return False
    others = passage.document.passages.exclude(pk=passage.pk).filter(erased_at=None, text__icontains=name)
    return not others.exists()
