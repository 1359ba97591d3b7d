"""Finds the passage of an anchor in a document, says how sure that is, and asks a person where it is not.

In this order: position and quote are equal; the quote stands there once; something much like the quote stands in much
the same surroundings (weights of the Hypothesis client: quote 50, prefix 20, suffix 20, position 2); a person.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from narekenen.documents.anchors import Place, locator, place_of
from narekenen.documents.approximate import Match, best_matches, ends_with
from narekenen.documents.model import RunningText, SourceText, Span
from narekenen.documents.normalise import plainly_squeezed
from narekenen.trace.model import Anchor

Verdict = Literal["same", "moved", "changed", "ask", "gone"]

_QUOTE, _PREFIX, _SUFFIX, _POSITION = 50, 20, 20, 2
_SPEAKS_FOR_ITSELF = 40
"""Letters from which a quote that stands there once is taken for itself, whatever stands around it."""
_ALIKE_AROUND = 0.45
_CLEARLY_AROUND, _CLEARLY_LESS = 0.8, 0.25
_SURE, _SURE_QUOTE, _AHEAD = 0.7, 0.75, 0.1
_WORTH_ASKING = 0.5
_HALF, _HALF_ERRORS = 20, 0.05
"""Letters in half of a passage that are worth looking for on their own, and the errors in them as a share of all."""
_MOST_PLACES, _MOST_CANDIDATES = 50, 5
_LONGEST = 10_000
"""Letters of the longest quote that is compared letter by letter; a longer one has to stand there literally."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that may be meant: where in the source text, in words, and how much it is like the anchor, 0 to 1."""

    span: Span
    locator: str
    score: float


@dataclass(frozen=True, slots=True)
class Resolution:
    """What became of the passage of an anchor.

    same      it stands where it stood
    moved     the quote stands elsewhere, unchanged
    changed   the passage is there with other words; `similarity` of the quote, 1 is equal
    ask       a person has to choose from `candidates`, or none of them
    gone      nothing like it stands there
    span      in the source text; None for ask and gone
    """

    verdict: Verdict
    span: Span | None
    similarity: float
    why: str
    candidates: tuple[Candidate, ...] = ()


class _Scored(NamedTuple):
    match: Match
    quote: float
    around: float
    total: float


def resolve(anchor: Anchor, document: SourceText | RunningText | Place) -> Resolution:
    """Where the passage of `anchor` stands in `document`, which may be another rendering or a later edition.

    Give running text (or a Place of it) for documents with pages: there no page header parts a sentence.
    A wrong place is worse than none: what is not clearly ahead of the rest is left to a person.
    """
    place = document if isinstance(document, Place) else place_of(document)
    if _stands_there(anchor, place):
        span = Span(anchor.position.start, anchor.position.end)
        return Resolution("same", place.raw(span), 1.0, "position and quote are equal")
    key = plainly_squeezed(anchor.quote.exact)
    if not key:
        return Resolution("ask", None, 0.0, "the quote holds no letter or digit")
    literal = [_scored(anchor, place, key, Match(at, at + len(key), 0)) for at in _places(place.squeezed.text, key)]
    literal = [found for found in literal if _whole(anchor, place, found.match)]
    if literal:
        return _of_literal(place, sorted(literal, key=lambda found: -found.around), key)
    if len(key) > _LONGEST:
        return Resolution("ask", None, 0.0, "the quote is not there literally and too long to compare")
    alike = [_scored(anchor, place, key, match) for match in best_matches(key, place.squeezed.text)]
    found = _of_alike(anchor, place, sorted(alike, key=lambda found: -found.total))
    return _of_halves(anchor, place, key, found) if found.verdict == "gone" else found


def _stands_there(anchor: Anchor, place: Place) -> bool:
    """Whether quote and position agree. In another file the surroundings have to agree as well."""
    if (anchor.reader, anchor.normaliser) != (place.source.reader, place.normaliser):
        return False
    text, start, end = place.normal.text, anchor.position.start, anchor.position.end
    if text[start:end] != anchor.quote.exact:
        return False
    prefix, suffix = anchor.quote.prefix, anchor.quote.suffix
    same_file = anchor.source == f"sha256:{place.source.digest}"
    return same_file or (text[:start].endswith(prefix) and text[end:].startswith(suffix))


def _places(text: str, key: str) -> list[int]:
    found: list[int] = []
    at = text.find(key)
    while at >= 0 and len(found) < _MOST_PLACES:
        found.append(at)
        at = text.find(key, at + 1)
    return found


def _whole(anchor: Anchor, place: Place, match: Match) -> bool:
    """Whether the quote is not the end or the beginning of a longer word or number there, unless it was so before."""
    text = place.normal.text
    span = place.squeezed.original(Span(match.start, match.end))
    quote = anchor.quote
    before = text[max(span.start - 2, 0) : span.start], quote.prefix[-2:]
    after = text[span.end : span.end + 2][::-1], quote.suffix[:2][::-1]
    ends = ((quote.exact[0], *before), (quote.exact[-1], *after))
    return all(_glued(there, letter) == _glued(then, letter) for letter, there, then in ends)


def _glued(outside: str, letter: str) -> bool:
    """Whether the two characters outside belong to the same word or number as the letter at the end of the quote."""
    if not outside or not letter.isalnum():
        return False
    if outside[-1].isalnum():
        return True
    return letter.isdigit() and outside[-1] in ".," and outside[0].isdigit() and len(outside) == 2


def _scored(anchor: Anchor, place: Place, key: str, match: Match) -> _Scored:
    """Scores of a place: of the quote, of what stands around it, and both with the position by their weights."""
    text = place.squeezed.text
    prefix, suffix = plainly_squeezed(anchor.quote.prefix), plainly_squeezed(anchor.quote.suffix)
    before = ends_with(text[max(match.start - 2 * len(prefix), 0) : match.start], prefix)
    after = ends_with(text[match.end : match.end + 2 * len(suffix)][::-1], suffix[::-1])
    weights = len(prefix) + len(suffix)
    around = (before * len(prefix) + after * len(suffix)) / weights if weights else 0.0
    quote = 1 - match.errors / len(key)
    there = place.squeezed.original(Span(match.start, match.end))
    away = abs(there.start - anchor.position.start) / max(len(place.normal.text), 1)
    total = _QUOTE * quote + _PREFIX * before + _SUFFIX * after + _POSITION * max(0.0, 1 - away)
    return _Scored(match, quote, around, total / (_QUOTE + _PREFIX + _SUFFIX + _POSITION))


def _of_literal(place: Place, found: list[_Scored], key: str) -> Resolution:
    best = found[0]
    if len(found) == 1:
        if len(key) >= _SPEAKS_FOR_ITSELF or best.around >= _ALIKE_AROUND:
            return Resolution("moved", _raw(place, best), 1.0, "the quote stands there once")
        return _ask(place, found, "a short quote stands there once, but in other surroundings")
    if best.around >= _CLEARLY_AROUND and found[1].around <= best.around - _CLEARLY_LESS:
        return Resolution("moved", _raw(place, best), 1.0, f"of {len(found)} places one has the same surroundings")
    return _ask(place, found, f"the quote stands there {len(found)} times in like surroundings")


def _of_alike(anchor: Anchor, place: Place, found: list[_Scored]) -> Resolution:
    if not found or found[0].total < _WORTH_ASKING:
        return Resolution("gone", None, round(found[0].quote, 3) if found else 0.0, "nothing like it stands there")
    best = found[0]
    ahead = len(found) == 1 or found[1].total <= best.total - _AHEAD
    if best.total >= _SURE and best.quote >= _SURE_QUOTE and ahead:
        return Resolution(
            "changed", _whole_words(anchor, place, best), round(best.quote, 3), "much the same in the same surroundings"
        )
    why = "two places are much like it" if not ahead else "what is most like it is not like it enough"
    return _ask(place, [one for one in found if one.total >= best.total - _CLEARLY_LESS], why)


def _of_halves(anchor: Anchor, place: Place, key: str, otherwise: Resolution) -> Resolution:
    """A page header or a new clause in the middle of a passage: its first or its last half still stands there."""
    if len(key) < 2 * _HALF:
        return otherwise
    halves = (key[: len(key) // 2], key[len(key) // 2 :])
    matches = [match for half in halves for match in best_matches(half, place.squeezed.text)[:2]]
    scored = [_scored(anchor, place, key, match) for match in matches if match.errors <= _HALF_ERRORS * len(key)]
    if not scored:
        return otherwise
    return _ask(place, scored, "only a part of the passage stands there")


def _ask(place: Place, found: list[_Scored], why: str) -> Resolution:
    spans = [(_raw(place, one), one.total) for one in found[:_MOST_CANDIDATES]]
    candidates = tuple(Candidate(span, locator(place.source, span), round(score, 3)) for span, score in spans)
    return Resolution("ask", None, round(found[0].quote, 3), why, candidates)


def _raw(place: Place, found: _Scored) -> Span:
    return place.raw(place.squeezed.original(Span(found.match.start, found.match.end)))


def _whole_words(anchor: Anchor, place: Place, found: _Scored) -> Span:
    """The stretch of source text, widened to whole words where the quote began or ended with one."""
    text, quote = place.normal.text, anchor.quote
    start, end = place.squeezed.original(Span(found.match.start, found.match.end))
    if not _glued(quote.prefix[-2:], quote.exact[0]):
        while _glued(text[max(start - 2, 0) : start], text[start]):
            start -= 1
    if not _glued(quote.suffix[:2][::-1], quote.exact[-1]):
        while _glued(text[end : end + 2][::-1], text[end - 1]):
            end += 1
    return place.raw(Span(start, end))
