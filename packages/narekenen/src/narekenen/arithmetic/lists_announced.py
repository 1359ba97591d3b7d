"""Rule: a list that is announced with its number ("de volgende vier punten:") against the items that follow."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from narekenen.arithmetic.model import Finding, Step
from narekenen.arithmetic.prose import evidence
from narekenen.documents.model import Block, Span
from narekenen.readings.model import Letter

RULE = "lists_announced"
_WORDS = ("nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien")
_NUMBER = rf"(?P<number>(?:{'|'.join(_WORDS[2:])})(?:tal)?|[2-9]|10)"
_ADJECTIVE = r"(?:[^\W\d_]+e ){0,2}"
_NOUN = r"(?P<noun>[^\W\d_]{2,}(?:en|s|['’]s|ia))"
_VERB = r"(?: naar voren| aan de orde| onderscheiden| te onderscheiden| centraal| gehanteerd| van belang)?"
_NEXT = re.compile(rf"\b(?:de |een )?volgende {_NUMBER} {_ADJECTIVE}{_NOUN}\b[^.:;?]{{0,120}}:$")
_ALONE = re.compile(rf"(?P<before>\b[^\W\d_]+ ){_NUMBER} {_ADJECTIVE}{_NOUN}{_VERB}:$")
_MOST, _BEHIND, _NEAR = 40, 6, 600  # items; blocks and characters behind the list that are looked at
_LOOSE = re.compile(
    r"\b(?:van de|een van|één van|ten minste|minstens|minimaal|maximaal|hooguit|onder andere|onder meer|bijvoorbeeld|"
    r"waaronder|of)\b"
)
_A_KNOWN_GROUP = {"de", "deze", "die", "alle", "onze", "beide", "afgelopen", "komende", "eerste", "laatste", "of"}
_MEASURES = re.compile(r"(?:jaren|maanden|weken|dagen|uren|keren|euros?|personen|mensen|leden|partijen|gemeenten)$")
_MARK = re.compile(r"^(?:(?P<digit>\d{1,2})[.):]|(?P<letter>[a-z])[.):]|(?P<bullet>[-–—•*·o▪>]))\s")


def lists_of_another_length(letter: Letter) -> Iterator[Finding]:
    """ "de aanpak bestaat uit vier sporen:" followed by a list of three.

    The number stands before the noun that the list is of, in the line that ends in a colon, and the list follows at
    once. Counted are the items with the mark of the first; nothing is said when there are more (an item may
    hold a list of its own), when the list goes on behind a paragraph or a table, when its numbers do not run from 1,
    or when the number only bounds ("ten minste twee van").
    """
    blocks = letter.running.blocks
    for at, block in enumerate(blocks):
        if block.kind not in ("paragraph", "list_item", "heading"):
            continue
        text = letter.running.text[block.span.start : block.span.end].rstrip()
        if not text.endswith(":"):
            continue
        start = max(text.rfind(". ") + 1, text.rfind("? ") + 1, 0)
        found = _announced(text[start:].lower())
        if found is None or _LOOSE.search(text[start:].lower()):
            continue
        items = _items(letter, blocks[at + 1 : at + 1 + _MOST + _BEHIND], nested=block.kind == "list_item")
        said = _value(found["number"])
        if items is not None and items < said:
            span = Span(block.span.start + start + found.start("number"), block.span.start + start + found.end("noun"))
            yield _finding(letter, span, said, items)


def _announced(line: str) -> re.Match[str] | None:
    found = _NEXT.search(line) or _ALONE.search(line)
    if found is None or _MEASURES.search(found["noun"]):
        return None
    before = found.groupdict().get("before") or ""
    if before == "in " and found["number"] == "acht":  # "in acht genomen:"
        return None
    return None if before.strip() in _A_KNOWN_GROUP else found


def _value(word: str) -> int:
    plain = word.removesuffix("tal")
    return int(plain) if plain.isdigit() else _WORDS.index(plain)


def _items(letter: Letter, following: Sequence[Block], *, nested: bool) -> int | None:
    """The number of items of the list that follows at once; None where that is no plain list with one kind of mark."""
    if nested:
        return None
    marks: list[re.Match[str]] = []
    for block in following:
        mark = _mark(letter, block)
        if mark is None:
            break
        marks.append(mark)
    if len(marks) >= _MOST:
        return None
    kinds = {mark.lastgroup if mark.lastgroup != "bullet" else mark["bullet"] for mark in marks}
    if len(marks) < 2 or len(kinds) != 1 or _goes_on(letter, following[len(marks) :], marks):
        return None
    if marks[0]["digit"] and [int(mark["digit"]) for mark in marks] != list(range(1, len(marks) + 1)):
        return None
    if marks[0]["letter"] and "".join(mark["letter"] for mark in marks) not in "abcdefghijklmnopqrstuvwxyz":
        return None
    last = following[len(marks) - 1]
    return None if _next_in_source(letter, last.span, marks[-1]) else len(marks)


def _next_in_source(letter: Letter, last: Span, mark: re.Match[str]) -> bool:
    """Whether a line behind the last item in the source has the mark that comes next: it was read as something else."""
    if mark["bullet"]:
        following = re.escape(mark["bullet"])
    elif mark["digit"]:
        following = rf"{int(mark['digit']) + 1}[.):]"
    else:
        following = rf"{chr(ord(mark['letter']) + 1)}[.):]"
    raw = letter.running.raw_span(last)
    behind = letter.source.text[raw.start + len(mark[0]) : raw.end + _NEAR]
    return re.search(rf"(?:^|\s){following}\s", behind, re.IGNORECASE) is not None


def _mark(letter: Letter, block: Block) -> re.Match[str] | None:
    if block.kind != "list_item":
        return None
    return _MARK.match(letter.running.text[block.span.start : block.span.start + 5].lower())


def _goes_on(letter: Letter, behind: Sequence[Block], marks: Sequence[re.Match[str]]) -> bool:
    """Whether a list of the same kind follows behind a paragraph, a note or a table, before the next heading."""
    for block in behind[:_BEHIND]:
        if block.kind == "heading":
            return False
        mark = _mark(letter, block)
        if mark is not None and mark.lastgroup == marks[0].lastgroup and mark[0] != marks[0][0]:
            return True
        if mark is not None and mark["bullet"]:
            return True
    return False


def _finding(letter: Letter, span: Span, said: int, items: int) -> Finding:
    printed = letter.running.text[span.start : span.end]
    return Finding(
        rule=RULE, verdict="missing_content", severity="finding",
        printed=printed, follows=str(items),
        evidence=(evidence(letter, span, "claim"),), steps=(Step(printed, str(items)),),
        nl=f"Aangekondigd zijn ‘{printed}’; in de lijst die volgt staan er {items}.",
        en=f"Announced are “{printed}”; the list that follows has {items}.",
    )  # fmt: skip
