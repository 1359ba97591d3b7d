"""Reading documents: what may this person see, and where do these words stand."""

from __future__ import annotations

import re
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVector
from django.db.models import Q, QuerySet

from navolgbaar.sources.models import Document, Passage
from navolgbaar.sources.states import DocumentState

WORDS = 12  # of a search; the rest is left out


def documents_for(user: Any) -> QuerySet[Document]:
    """The documents that this user may see. Mirrors the rule `sources.see_document`."""
    public = Q(state=DocumentState.PUBLIC)
    if getattr(user, "is_active", False) and hasattr(user, "roles"):
        for organisation, programme in set(user.roles.values_list("organisation_id", "programme")):
            public |= (
                Q(organisation_id=organisation, programme__key=programme)
                if programme
                else Q(organisation_id=organisation)
            )
    return Document.objects.filter(public).select_related("programme__subject", "organisation", "file")


def passages_matching(words: str) -> QuerySet[Passage]:
    """Public passages that hold these words (Dutch stems), best first."""
    vector = SearchVector("text", config="dutch")
    plain = " ".join(re.findall(r"\w+", words)[:WORDS])
    query = SearchQuery(plain, config="dutch")
    return (
        Passage.objects.annotate(found=vector, rank=SearchRank(vector, query))
        .filter(found=query, document__state=DocumentState.PUBLIC)
        .select_related("document")
        .order_by("-rank", "pk")
    )
