"""What stands between two stretches of one paragraph in the running text."""

from __future__ import annotations

from narekenen.documents.edits import Edit
from narekenen.documents.hyphens import Words, hyphen_end
from narekenen.documents.joining import cuts_address, cuts_word
from narekenen.documents.lineshapes import bare
from narekenen.documents.model import RepairKind, Span


def join_edits(text: str, above: Span, below: Span, gap: int, words: Words) -> tuple[int, list[Edit]]:
    """How `above` is cut and what follows it: (offset up to which it is copied, edits up to `below`).

    gap   raw offset where the blanks before `below` begin; behind `above` itself, or behind notes that stood between
    """
    tail = text[max(above.start, above.end - 300) : above.end]
    head = bare(text[below.start : min(below.end, below.start + 300)])
    if cuts_address(tail, head):
        return above.end, [Edit(gap, below.start, "", "join_address", "a web address broken over lines")]
    if head[:1] in ".,;:)»”":
        return above.end, [Edit(gap, below.start, "", "join_lines", "punctuation that went to the next line")]
    if tail[-1] in "*_" and cuts_word(bare(tail), head):
        return above.end, [Edit(gap, below.start, "", "keep_hyphen", "a hyphen of the word at a line end")]
    if not cuts_word(tail, head):
        return above.end, [Edit(gap, below.start, " ", "join_lines", "a line break inside a paragraph")]
    kept, between = hyphen_end(tail[:-1], head, words)
    if kept and tail[-1] in "-\u2010":
        return above.end, [Edit(gap, below.start, between, "keep_hyphen", "a hyphen of the word at a line end")]
    hyphen = above.end - 1
    after = "-" + between if kept else ""
    why = "a word broken over lines"
    kind: RepairKind = "keep_hyphen" if kept else "close_hyphen"
    if gap == above.end:
        return hyphen, [Edit(hyphen, below.start, after, kind, why)]
    return hyphen, [Edit(hyphen, above.end, after, kind, why), Edit(gap, below.start, "", "join_lines", why)]
