"""All statements of a letter: which rule speaks first, and what one sentence says about another."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from narekenen.readings.metadata import letter_metadata
from narekenen.readings.model import Letter
from narekenen.readings.statements.actionlines import action_lines
from narekenen.readings.statements.advised import advice, imperative
from narekenen.readings.statements.asked import call, request
from narekenen.readings.statements.duties import duty
from narekenen.readings.statements.earlier import agreement, earlier_commitment, fulfils
from narekenen.readings.statements.firstperson import first_person
from narekenen.readings.statements.model import Statement
from narekenen.readings.statements.motionpaper import motion_paper
from narekenen.readings.statements.moved import motions
from narekenen.readings.statements.planned import planned
from narekenen.readings.statements.relative import relative
from narekenen.readings.statements.scope import sentences
from narekenen.readings.statements.sentence import Sentence
from narekenen.readings.statements.standing import is_proposal, repeated, standing
from narekenen.readings.statements.targets import listed, target
from narekenen.readings.statements.told import told

RULES: tuple[tuple[Callable[[Sentence, str], Statement | None], tuple[str, ...]], ...] = (
    (earlier_commitment, ("toegezegd", "toezegging", "zegde")),
    (request, ("verzoek", "verzocht", "vraag", "vragen", "gevraagd")),
    (call, ("roep", "pleit", "moedig")),
    (advice, ("advise", "raad", "beve", "overweging", "aanbeveling", "acht")),
    (agreement, ("afgesproken", "overeengekomen", "afspra", "spreken")),
    (told, (" dat ", "te ")),
    (first_person, ("ik", "wij", "we", "streven", "voornemen", "voorstel", "intentie")),
    (duty, ("moet", "dien", "plicht", "wettelijk", "voorgeschreven", "schrij")),
    (planned, ("",)),
    (relative, (" ik ", " wij ", " we ", "het kabinet")),
    (target, ("doel", "ambitie", "streven", "streeft", "streefcijfer", "taakstelling")),
)
"""The first rule that finds something in a sentence is the one that counts. A rule is only tried on a sentence that
holds one of its cues: a plain search is far faster than the rule."""


def statements(letter: Letter) -> tuple[Statement, ...]:
    """Every statement proposed, in the order of the text. Deterministic: the same letter gives the same tuple.

    Nothing here is confirmed: show it to the person who works on the document, never to the public.
    """
    metadata = letter_metadata(letter.running)
    paper = list(motion_paper(letter, metadata))
    if paper:
        return tuple(paper)
    sender = _office(metadata.sender)
    read = list(sentences(letter))
    lists = list(listed(read, sender))
    said = _of_sentences(read, sender, {row.passage for row in lists}, proposal=is_proposal(letter, metadata))
    found = [*_repeated(said), *lists, *motions(letter), *action_lines(letter, said)]
    return tuple(sorted(found, key=lambda row: (row.span, row.rule)))


_SMALL = re.compile(r"\b(?:Van|De|Het|En|Voor|Op|Aan|Der)\b")


def _office(printed: str) -> str:
    """The sender as printed, with small letters where it was printed in capitals: "Minister van …"."""
    return _SMALL.sub(lambda found: found[0].lower(), printed.title()) if printed.isupper() else printed


def _of_sentences(read: list[Sentence], sender: str, taken: set[str], *, proposal: bool) -> list[Statement]:
    """One statement per sentence at most, and orders as advice where the document advises."""
    found: list[Statement] = []
    for sentence in read:
        statement = None if sentence.passage.id in taken else _one(sentence, sender)
        if statement is not None:
            found.append(standing(statement, sentence, proposal=proposal))
        elif fulfils(sentence):
            found = _met(found)
    advised = [row for row in found if row.kind_of_statement == "advice"]
    if len(advised) > 1:
        found = [*(row for row in found if row.kind_of_statement != "advice"), *_with_orders(read, advised)]
    return found


def _one(sentence: Sentence, sender: str) -> Statement | None:
    if sentence.passage.kind == "heading":
        return request(sentence, sender) if sentence.low.startswith("besluit") else None
    low = sentence.low
    tried = (rule(sentence, sender) for rule, cues in RULES if any(cue in low for cue in cues))
    return next((found for found in tried if found), None)


def _met(found: list[Statement]) -> list[Statement]:
    """The earlier commitments above were met with this letter, says a sentence below them."""
    return [
        replace(row, status="met_deze_brief") if row.kind == "eerdere_toezegging" and row.status == "open" else row
        for row in found
    ]


def _with_orders(read: list[Sentence], advised: list[Statement]) -> Iterator[Statement]:
    """Advice with the orders between it, in the order of the text: only a document that advises gives orders."""
    by_passage = {row.passage: row for row in advised}
    last: Statement | None = None
    for sentence in read:
        last = by_passage.get(sentence.passage.id) or imperative(sentence, last)
        if last is not None:
            yield last


def _repeated(found: list[Statement]) -> Iterator[Statement]:
    """What is said again, among advice and among commitments; everything else as it is."""
    for kind in ("advice", "commitment"):
        yield from repeated(row for row in found if row.kind_of_statement == kind)
    yield from (row for row in found if row.kind_of_statement not in ("advice", "commitment"))
