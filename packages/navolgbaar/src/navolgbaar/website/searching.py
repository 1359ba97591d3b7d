"""What a visitor's words lead to: subjects by name, published passages by Dutch stems."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from navolgbaar.programmes.doors import FINDERS, Hit
from navolgbaar.programmes.models import Subject, SubjectChange
from navolgbaar.programmes.queries import subjects_for
from navolgbaar.sources.models import Passage
from navolgbaar.sources.queries import passages_matching

SUBJECTS, PASSAGES = 20, 30


@dataclass(frozen=True, slots=True)
class Found:
    subjects: list[Subject]
    passages: list[Passage]
    hits: list[Hit]


def found_for(words: str, user: Any) -> Found:
    """The first subjects and passages for these words; nothing for no words."""
    if not words:
        return Found([], [], [])
    renamed = SubjectChange.objects.filter(former_name__icontains=words).values("subject")
    named = Q(name__icontains=words) | Q(name_en__icontains=words) | Q(pk__in=renamed)
    subjects = subjects_for(user).filter(named).order_by("name")[:SUBJECTS]
    hits = [hit for find in FINDERS.values() for hit in find(words, user)]
    return Found(list(subjects), list(passages_matching(words)[:PASSAGES]), hits)
