"""Which of many stretches overlap a place, without walking along all of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from itertools import accumulate
from typing import Generic, TypeVar

from narekenen.documents.model import Span

T = TypeVar("T")


class Overlaps(Generic[T]):
    """Things with a stretch each, found by place. Takes a walk along those that overlap, and few others.

    `reach` holds how far any stretch up to each one reaches: what starts before and ends before is never looked at.
    """

    def __init__(self, placed: Iterable[tuple[Span, T]]) -> None:
        self.placed = sorted(placed, key=lambda item: item[0].start)
        self.starts = [span.start for span, _ in self.placed]
        self.reach = list(accumulate((span.end for span, _ in self.placed), max))

    def at(self, place: Span) -> list[tuple[Span, T]]:
        """The things whose stretch overlaps the place, by where they start; equal starts as they were given."""
        found = []
        index = bisect_left(self.starts, place.end) - 1
        while index >= 0 and self.reach[index] > place.start:
            if self.placed[index][0].end > place.start:
                found.append(self.placed[index])
            index -= 1
        return found[::-1]
