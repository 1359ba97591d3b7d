"""What a page shows of the figures that stand: so many that one can look at them, the latest periods first.

Whether a figure stands is asked of a few candidates at a time and never of all: there may be a hundred thousand.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from navolgbaar.figures.models import Figure, FigureVersion
from navolgbaar.figures.queries import newest_of, standing_figures, standing_publications, standing_versions
from navolgbaar.figures.states import FigureKind
from navolgbaar.programmes.models import Subject
from navolgbaar.programmes.states import SubjectKind

MOST, MOST_OF_A_KIND = 60, 12
"""Figures on one page, and of one kind on the page of a subject: more is slow to draw and too much to look at."""
SPARE = 2
"""Candidates per figure that is wanted: most of them stand."""


def standing_among(figures: QuerySet[Figure], subjects: QuerySet[Subject], most: int) -> list[int]:
    """The keys of the first `most` of these figures that stand and are about these subjects, latest periods first."""
    ordered = figures.order_by("-period__last", "-pk").values_list("pk", flat=True)
    found: list[int] = []
    start, piece = 0, SPARE * most
    while len(found) < most:
        keys = list(ordered[start : start + piece])
        found += _that_stand(keys, subjects)
        if len(keys) < piece:
            break
        start, piece = start + piece, 4 * piece
    return found[:most]


def _that_stand(keys: list[int], subjects: QuerySet[Subject] | None = None) -> list[int]:
    about = {} if subjects is None else {"subject__in": subjects}
    stand = set(standing_figures().filter(pk__in=keys, **about).values_list("pk", flat=True))
    return [key for key in keys if key in stand]


def page_of(
    figures: QuerySet[Figure], subjects: QuerySet[Subject], after: Figure | None = None
) -> tuple[list[FigureVersion], Figure | None]:
    """MOST of these figures that stand, those of the latest periods first, and the last of them where there are more.

    after   the last figure of the page before this one
    """
    if after is not None:
        last = after.period.last
        figures = figures.filter(Q(period__last__lt=last) | Q(period__last=last, pk__lt=after.pk))
    chosen = standing_among(figures, subjects, MOST + 1)
    versions = _newest(chosen[:MOST])
    return versions, versions[-1].figure if len(chosen) > MOST else None


def answers_of_kind(kind: FigureKind, subjects: QuerySet[Subject]) -> list[FigureVersion]:
    """The newest published version of figures of a kind, latest period first: MOST about programmes themselves, and
    then MOST about other subjects. One round of measurements has more of them than a page, and would be all of it."""
    programmes = Subject.objects.filter(kind=SubjectKind.PROGRAMME).values_list("pk", flat=True)
    of_kind, first = Figure.objects.filter(kind=kind), list(programmes)
    own = standing_among(of_kind.filter(subject__in=first), subjects, MOST)
    return _newest(own + standing_among(of_kind.exclude(subject__in=first), subjects, MOST))


def _newest(keys: list[int]) -> list[FigureVersion]:
    """The newest version that stands of each of these figures, in the order of the keys."""
    found = {version.figure_id: version for version in newest_of(standing_versions().filter(figure__in=keys))}
    return [found[key] for key in keys if key in found]


def shown_on(subject: Subject) -> list[FigureVersion]:
    """The newest published version of the figures of a subject; contradictory values stand side by side. Of each kind
    those of the latest periods, MOST_OF_A_KIND of them: the others are on the list of all figures."""
    chosen = [key for kind in _latest_of_each_kind(subject).values() for key in kind]
    return newest_of(standing_versions().filter(figure__in=chosen)) if chosen else []


def _latest_of_each_kind(subject: Subject) -> dict[str, list[int]]:
    """Kind -> the keys of the latest figures of that kind that stand."""
    mine = Figure.objects.filter(subject=subject)
    latest = [F("period__last").desc(), F("pk").desc()]
    place = Window(RowNumber(), partition_by="kind", order_by=latest)
    first = mine.annotate(place=place).filter(place__lte=SPARE * MOST_OF_A_KIND).order_by("place")
    candidates: dict[str, list[int]] = {}
    for key, kind in first.values_list("pk", "kind"):
        candidates.setdefault(kind, []).append(key)
    stand = set(_that_stand([key for keys in candidates.values() for key in keys]))
    found = {}
    for kind, keys in candidates.items():
        there = [key for key in keys if key in stand]
        if len(there) < MOST_OF_A_KIND and len(keys) == SPARE * MOST_OF_A_KIND:
            there = standing_among(mine.filter(kind=kind), Subject.objects.filter(pk=subject.pk), MOST_OF_A_KIND)
        found[kind] = there[:MOST_OF_A_KIND]
    return found


def corrected_on(subject: Any) -> list[FigureVersion]:
    """The corrections among the newest published versions of a subject, the last MOST_OF_A_KIND of them."""
    later = FigureVersion.objects.filter(figure__subject=subject, number__gt=1)
    standing = later.filter(Exists(standing_publications().filter(version=OuterRef("pk"))))
    newest: dict[int, tuple[int, int]] = {}
    for key, figure, number in standing.values_list("pk", "figure", "number"):
        newest[figure] = max(newest.get(figure, (0, 0)), (number, key))
    keys = [key for _, key in newest.values()]
    with_words = FigureVersion.objects.filter(pk__in=keys).select_related("figure__quantity", "figure__period")
    return list(with_words.order_by("-known_at", "-pk")[:MOST_OF_A_KIND]) if keys else []


def example_among(subjects: QuerySet[Subject]) -> FigureVersion | None:
    """The last that was recorded of what was measured about these subjects and stands."""
    measured = FigureVersion.objects.filter(
        Exists(standing_publications().filter(version=OuterRef("pk"))), value__isnull=False,
        figure__kind=FigureKind.OBSERVED, figure__subject__in=list(subjects.values_list("pk", flat=True)),
    )  # fmt: skip
    last = measured.order_by("-pk").values_list("pk", flat=True).first()
    return None if last is None else standing_versions().get(pk=last)


def kinds_shown(subjects: Any) -> set[str]:
    """The kinds of number of which these subjects have a standing one."""
    figures = standing_figures().filter(subject__in=subjects)
    return {kind for kind in FigureKind.values if figures.filter(kind=kind).exists()}
