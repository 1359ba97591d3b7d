"""What differs between a promise and the passage that speaks of it later: its date, firmness, numbers, condition."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from narekenen.comparison.model import Change, Direction, Outcome
from narekenen.comparison.subjects import Subject
from narekenen.readings.statements.model import Deadline, Statement

FIRMNESS: dict[str, int] = {
    "plicht": 5, "toezegging": 4, "afspraak": 4, "plan": 3, "streven": 2, "voornemen": 2, "verwachting": 1,
    "bereidheid": 1, "voorwaardelijk": 0,
}  # fmt: skip
"""Steps of the ladder: words on one step are not told apart, because writers do not either."""


def changes(earlier: Subject, later: Subject, written: str, *, same_words: bool) -> tuple[Change, ...]:
    """The changes between two matched passages, in the order deadline, strength, condition, number.

    written      date of the later letter, ISO or "": a date before it with no other in its place is "passed"
    same_words   the passages are the same words: then only a date that is reckoned from the letter can differ
    """
    before, after = earlier.statement, later.statement
    if before is None or after is None:
        return tuple(_passed(before.deadline if before else None, written))
    found = list(_deadline(before.deadline, after.deadline, written))
    if not same_words:
        found += _strength(before, after)
        found += _condition(before, after)
        found += _numbers(earlier, later)
    return tuple(found)


def outcome_of(found: tuple[Change, ...]) -> Outcome:
    """The outcome that a list of changes makes: the date goes before the firmness, the firmness before a number."""
    if any(change.kind == "deadline" and change.direction in ("later", "earlier") for change in found):
        return "moved"
    if any(_weakens(change) for change in found):
        return "weaker"
    if any(change.kind == "number" for change in found):
        return "other_number"
    if any(change.kind == "strength" and change.direction == "stronger" for change in found):
        return "stronger"
    return "standing"


def _weakens(change: Change) -> bool:
    """Less firmly, with a condition, or without the date. A condition that went away does not weaken."""
    if change.kind == "condition":
        return change.direction == "added"
    return change.direction in ("weaker", "dropped")


def _shown(deadline: Deadline) -> str:
    """The words with the date they come to: "voor de zomer (2031-06-20)"."""
    last = deadline.latest or deadline.earliest
    words = " ".join(deadline.words.text.split())
    return words if not last or last in words else f"{words} ({last})"


def _deadline(before: Deadline | None, after: Deadline | None, written: str) -> Iterator[Change]:
    if before is None:
        if after is not None and after.latest:
            yield Change("deadline", "added", "", _shown(after))
        return
    if after is None:
        yield Change("deadline", "dropped", _shown(before), "") if not _is_past(before, written) else _gone(before)
        return
    one, other = before.latest or before.earliest, after.latest or after.earliest
    if not one or not other or before.edtf == after.edtf or _alike(one, other, before, after):
        yield from _passed(before, written) if one == other else ()
        return
    direction: Direction = "later" if other > one else "earlier"
    yield Change("deadline", direction, _shown(before), _shown(after))


def _alike(one: str, other: str, before: Deadline, after: Deadline) -> bool:
    """The same day, or one date inside the other: "december 2031" and "eind 2031" are not moved."""
    if one == other:
        return True
    if before.earliest and after.earliest and before.latest and after.latest:
        inside = before.earliest <= after.earliest and after.latest <= before.latest
        around = after.earliest <= before.earliest and before.latest <= after.latest
        return inside or around
    return False


def _is_past(deadline: Deadline, written: str) -> bool:
    try:
        return bool(written and deadline.latest) and date.fromisoformat(deadline.latest) < date.fromisoformat(written)
    except ValueError:
        return False


def _gone(deadline: Deadline) -> Change:
    return Change("deadline", "passed", _shown(deadline), "")


def _passed(deadline: Deadline | None, written: str) -> Iterator[Change]:
    if deadline is not None and _is_past(deadline, written):
        yield _gone(deadline)


def _strength(before: Statement, after: Statement) -> Iterator[Change]:
    one, other = FIRMNESS.get(before.strength), FIRMNESS.get(after.strength)
    if one is not None and other is not None and one != other:
        yield Change("strength", "weaker" if other < one else "stronger", before.strength, after.strength)


def _condition(before: Statement, after: Statement) -> Iterator[Change]:
    if after.condition and not before.condition:
        yield Change("condition", "added", "", after.condition.text)
    elif before.condition and not after.condition:
        yield Change("condition", "dropped", before.condition.text, "")


def _numbers(earlier: Subject, later: Subject) -> Iterator[Change]:
    """Another number of the same things: "40 schepen" and "30 schepen", where each has one of them."""
    mine, theirs = _by_unit(earlier.numbers), _by_unit(later.numbers)
    for unit in sorted(mine.keys() & theirs.keys()):
        if unit and len(mine[unit]) == len(theirs[unit]) == 1 and mine[unit] != theirs[unit]:
            (before,), (after,) = mine[unit], theirs[unit]
            yield Change("number", "other", f"{before} {unit}", f"{after} {unit}")


def _by_unit(numbers: frozenset[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for number in numbers:
        value, _, unit = number.partition(" ")
        found.setdefault(unit, set()).add(value)
    return found
