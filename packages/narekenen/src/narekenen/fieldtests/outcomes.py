"""What counts as a positive answer, what as none, and what as not known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

POSITIVE = frozenset(
    [
        *("1", "+", "true", "t", "yes", "y", "ja", "j", "waar", "positive", "positief", "pos", "callback"),
        *("invited", "invitation", "uitgenodigd", "uitnodiging", "viewing", "bezichtiging"),
    ]
)
NEGATIVE = frozenset(
    [
        *("0", "false", "f", "no", "n", "nee", "onwaar", "negative", "negatief", "neg", "none", "geen"),
        *("rejected", "rejection", "afgewezen", "afwijzing", "refused", "geweigerd", "not invited", "niet uitgenodigd"),
        *("no response", "no reply", "geen reactie", "geen antwoord"),
    ]
)
MISSING = frozenset(["", "na", "n/a", "nan", "null", ".", "-", "?", "onbekend", "unknown", "missing", "ontbreekt"])


def classify(
    values: Iterable[str | None],
    *,
    positive: Iterable[str] = (),
    negative: Iterable[str] = (),
    empty: str = "incomplete",
) -> tuple[Mapping[str, bool | None], tuple[str, ...]]:
    """(value -> True, False or None for not known, values outside the book).

    positive, negative   the codes of the code book; when either is given, only these codes are known
    empty                "incomplete": an empty cell is not known; "negative": no reply was recorded as an empty cell
    """
    yes = frozenset(plain_value(code) for code in positive)
    no = frozenset(plain_value(code) for code in negative)
    if not yes and not no:
        yes, no = POSITIVE, NEGATIVE
    known: dict[str, bool | None] = {}
    outside = []
    for value in {"" if value is None else value for value in values}:
        plain = plain_value(value)
        if plain in yes:
            known[value] = True
        elif plain in no:
            known[value] = False
        elif plain in MISSING:
            known[value] = False if empty == "negative" else None
        else:
            outside.append(value)
    return known, tuple(sorted(outside))


def plain_value(value: str) -> str:
    """Without case or outer spaces; 1.0 is the code 1."""
    text = value.strip().casefold()
    head, dot, tail = text.partition(".")
    return head if dot and head.isdecimal() and not tail.strip("0") else text
