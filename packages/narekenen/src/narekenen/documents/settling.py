"""What a block is, once its neighbours are known: headings without hashes, letterheads, closings."""

from __future__ import annotations

import re
from collections.abc import Sequence

from narekenen.documents import lineshapes as shape
from narekenen.documents.drafts import Draft

_LONGEST_HEADING = 130
_LONGEST_STRONG = 300
_PROSE = 140
_DOTS = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,4}")


def settle(drafts: Sequence[Draft], text: str) -> None:
    """Give paragraphs and numbered lines that are headings, and lines of a letterhead, their kind."""
    body = [draft for draft in drafts if draft.kind != "note"]
    strings = [_string(draft, text) for draft in body]
    for i, draft in enumerate(body):
        if draft.kind == "paragraph" and shape.is_question_label(strings[i]):
            draft.kind, draft.level = "heading", 3
        elif draft.kind == "paragraph" and _is_letter_part(body, strings, i):
            draft.kind = "address"
        elif draft.kind in ("paragraph", "list_item") and _is_heading(body, strings, i, _is_strong(draft, text)):
            draft.kind, draft.level = "heading", _level(strings[i])


def _string(draft: Draft, text: str) -> str:
    return shape.bare(" ".join(text[start:end] for start, end in draft.parts))


def _is_heading(body: Sequence[Draft], strings: Sequence[str], i: int, strong: bool) -> bool:
    """Short, unfinished, starts with a capital or a number, and prose or a list follows."""
    draft, string = body[i], strings[i]
    if i + 1 == len(body) or len(draft.parts) > 3:
        return False
    if not 2 <= len(string) <= (_LONGEST_STRONG if strong else _LONGEST_HEADING) or shape.is_name(string):
        return False
    if shape.is_closed(string) or string[-1] in ",(-" or shape.starts_low(string[draft.skip :]) or string.isdecimal():
        return False
    following = body[i + 1]
    if draft.kind == "list_item" and (not draft.label[:1].isalnum() or _is_listed(body, i)):
        return False
    if following.kind in ("list_item", "heading", "table"):
        return True
    return following.kind == "paragraph" and len(strings[i + 1]) >= len(string)


def _is_listed(body: Sequence[Draft], i: int) -> bool:
    """An item of the same family (numbers, letters) stands right before or behind."""
    numbered = body[i].label[:1].isdecimal()
    beside = [*body[max(i - 1, 0) : i], *body[i + 1 : i + 2]]
    return any(other.kind == "list_item" and other.label[:1].isdecimal() == numbered for other in beside)


def _is_strong(draft: Draft, text: str) -> bool:
    """The whole of it stands in strong emphasis."""
    return text.startswith("**", draft.parts[0].start) and text.endswith("**", 0, draft.parts[-1].end)


def _level(string: str) -> int:
    numbered = _DOTS.match(string)
    return numbered.group().count(".") + 1 if numbered else 1


def _is_letter_part(body: Sequence[Draft], strings: Sequence[str], i: int) -> bool:
    """A short line beside a piece of a letterhead, or under a closing formula."""
    string = strings[i]
    if shape.is_greeting(string) or shape.is_address(string):
        return True
    if (
        len(string) > 80
        or string[-1:] in ".?!:;"
        or shape.is_clause(string)
        or string.isupper()
        or string == "De Kamer,"
    ):
        return False
    before, after = body[i - 1] if i else None, body[i + 1] if i + 1 < len(body) else None
    if before is not None and before.kind == "address":
        return after is None or after.kind == "address" or len(strings[i + 1]) < _PROSE
    return before is None and after is not None and after.kind == "address"
