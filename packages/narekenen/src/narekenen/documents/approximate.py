"""Where a text stands in a longer one with a few letters changed.

Edit distances are computed with the bit-vector algorithm of Myers (1999, doi 10.1145/316542.316550) in the form that
searches (the first row of the matrix is zero); Python's long integers serve as bit vectors of any length.
"""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

_MOST_ERRORS = 256
_SEEDS, _PLACES, _WINDOWS = 200, 64, 6


class Match(NamedTuple):
    """`errors` letters are to be changed, put in or left out to make text[start:end] equal to the pattern."""

    start: int
    end: int
    errors: int


def distances(pattern: str, text: str) -> list[int]:
    """For each position of `text` the edit distance of `pattern` to the best stretch that ends after it.

    The pattern must not be empty. Takes len(text) steps on integers of len(pattern) bits.
    """
    size = len(pattern)
    full, last = (1 << size) - 1, 1 << (size - 1)
    where: dict[str, int] = {}
    for i, letter in enumerate(pattern):
        where[letter] = where.get(letter, 0) | 1 << i
    more, less, errors = full, 0, size
    found = []
    for letter in text:
        equal = where.get(letter, 0)
        vertical = equal | less
        horizontal = (((equal & more) + more) ^ more) | equal
        up, down = less | (full & ~(horizontal | more)), more & horizontal
        errors += (up & last > 0) - (down & last > 0)
        up, down = (up << 1) & full, (down << 1) & full
        more, less = down | (full & ~(vertical | up)), up & vertical
        found.append(errors)
    return found


def ends_with(text: str, pattern: str) -> float:
    """How much the end of `text` is like `pattern`: 1 equal, 0 nothing in common. An empty pattern is like anything."""
    if not pattern:
        return 1.0
    near = text[-2 * len(pattern) :]
    return max(0.0, 1 - distances(pattern, near)[-1] / len(pattern)) if near else 0.0


def most_errors(pattern: str) -> int:
    """Half of the pattern, at most 256: the bounds of the Hypothesis client."""
    return min(_MOST_ERRORS, len(pattern) // 2)


def best_matches(pattern: str, text: str) -> list[Match]:
    """The stretches of `text` most like `pattern`, best first, none overlapping another, at most a handful.

    Looks only near stretches that share a piece of 5 to 10 letters with the pattern.
    """
    errors = most_errors(pattern)
    found: list[Match] = []
    for first, last in _windows(pattern, text, errors):
        start, end = max(first - errors, 0), min(last + len(pattern) + errors, len(text))
        found += _in_window(pattern, text[start:end], start, errors)
    kept: list[Match] = []
    for match in sorted(found, key=lambda match: match.errors):
        if all(match.end <= other.start or other.end <= match.start for other in kept):
            kept.append(match)
    return kept


def _windows(pattern: str, text: str, slack: int) -> list[tuple[int, int]]:
    """Ranges of places where the pattern may begin: those that most of its pieces point at."""
    size = 10 if len(pattern) >= 40 else 5
    step = max(size, len(pattern) // _SEEDS)
    votes: Counter[int] = Counter()
    for offset in range(0, max(len(pattern) - size, 0) + 1, step):
        piece = pattern[offset : offset + size]
        at = text.find(piece)
        places = 0
        while at >= 0 and places < _PLACES:
            votes[at - offset] += 1
            places += 1
            at = text.find(piece, at + 1)
    ranges: list[list[int]] = []
    for start in sorted(votes):
        if ranges and start - ranges[-1][1] <= slack:
            ranges[-1][1] = start
            ranges[-1][2] += votes[start]
        else:
            ranges.append([start, start, votes[start]])
    ranges.sort(key=lambda found: -found[2])
    return [(first, last) for first, last, _ in ranges[:_WINDOWS]]


def _in_window(pattern: str, window: str, at: int, errors: int) -> list[Match]:
    """The best match in a window, then those left and right of it."""
    found: list[Match] = []
    waiting = [(window, at)]
    while waiting and len(found) < _WINDOWS:
        text, offset = waiting.pop()
        match = _best(pattern, text, errors)
        if match:
            found.append(Match(offset + match.start, offset + match.end, match.errors))
            waiting += [(text[: match.start], offset), (text[match.end :], offset + match.end)]
    return found


def _best(pattern: str, text: str, errors: int) -> Match | None:
    if len(text) < len(pattern) - errors or not text:
        return None
    there = distances(pattern, text)
    least = min(there)
    if least > errors:
        return None
    end = there.index(least) + 1
    back = distances(pattern[::-1], text[:end][::-1])
    return Match(end - 1 - back.index(min(back)), end, least)
