"""Two letters side by side: what became of each promise of the earlier one in the later one."""

from __future__ import annotations

from collections.abc import Sequence

from narekenen.comparison.changes import changes, outcome_of
from narekenen.comparison.citing import paper, place
from narekenen.comparison.matching import fulfils, matched, spoken_of
from narekenen.comparison.model import Added, Change, Comparison, Followed, Match, Outcome, Paper
from narekenen.comparison.sentences import added, sentences
from narekenen.comparison.subjects import Subject, subjects, weights
from narekenen.readings.model import Letter
from narekenen.readings.statements import Statement, statements

PROMISES = ("commitment", "agreement", "target")
"""The kinds of statement that are followed. A duty rests on a law; motions, requests and advice are of others."""

_OVER = ("voldaan", "met_deze_brief", "vervallen")


def compare(earlier: Letter, later: Letter) -> Comparison:
    """What became of each open promise of the earlier letter, and which promises of the later one are new.

    earlier, later   two letters that were read, in the order in which they were written

    A promise is a commitment, an agreement or a target that the earlier letter does not itself report as done, each
    once. Pure and deterministic: nothing is stored or fetched. Everything is a proposal; "not mentioned" says that no
    passage was found. Not for two versions of one text: there a plain comparison of lines tells more.
    """
    papers = paper(earlier), paper(later)
    whole = subjects(earlier, _promises(earlier))
    before = _once([subject for subject in whole if subject.statement and _open(subject.statement)])
    after = subjects(later, _promises(later))
    weight = weights(whole, after)
    found = matched(before, after, weight)
    followed = tuple(
        _followed(at, subject, found.get(at), (earlier, later), papers) for at, subject in enumerate(before)
    )
    known = {match[0].words for match in found.values()}
    said = _once([subject for subject in after if _is_new(subject) and subject.words not in known])
    old = spoken_of(said, whole, weight)
    new = tuple(_added(subject, later, papers[1]) for at, subject in enumerate(said) if at not in old)
    return Comparison(papers[0], papers[1], followed, new, _warnings(papers, before))


def _promises(letter: Letter) -> list[Statement]:
    return [statement for statement in statements(letter) if statement.kind_of_statement in PROMISES]


def _open(statement: Statement) -> bool:
    return statement.status not in _OVER


def _once(found: Sequence[Subject]) -> list[Subject]:
    """Without what the reader calls a repetition, where it says nothing that was not said before."""
    kept: list[Subject] = []
    for subject in found:
        repeats = subject.statement is not None and subject.statement.kind == "herhaling"
        if not (repeats and any(subject.words <= before.words for before in kept)):
            kept.append(subject)
    return kept


def _is_new(subject: Subject) -> bool:
    statement = subject.statement
    return statement is not None and _open(statement) and statement.kind != "eerdere_toezegging"


def _followed(
    at: int,
    subject: Subject,
    found: tuple[Subject, Match, bool] | None,
    letters: tuple[Letter, Letter],
    papers: tuple[Paper, Paper],
) -> Followed:
    statement = subject.statement
    if statement is None:
        raise ValueError("only promises are followed")
    earlier = place(letters[0], subject.span, papers[0], statement.passage)
    if found is None:
        passed = changes(subject, subject, papers[1].dated, same_words=True)
        nl, en = sentences("not_mentioned", papers, earlier, None, passed)
        return Followed(statement, "not_mentioned", earlier, None, None, None, passed, nl, en)
    now, match, shared = found
    later = place(letters[1], now.span, papers[1], now.statement.passage if now.statement else "")
    outcome, differs = _outcome(subject, now, papers[1].dated, same=earlier.quote == later.quote)
    nl, en = sentences(outcome, papers, earlier, later, differs)
    return Followed(
        statement, outcome, earlier, later, now.statement, match, differs, nl, en, _doubts(now, match, outcome, shared)
    )


def _outcome(subject: Subject, now: Subject, written: str, *, same: bool) -> tuple[Outcome, tuple[Change, ...]]:
    if fulfils(now, subject):
        return "kept", ()
    if now.reports == "lapsed" and not same:
        return "withdrawn", ()
    differs = changes(subject, now, written, same_words=same)
    if now.reports == "late" and not same:
        return "moved", differs
    return outcome_of(differs), differs


def _doubts(now: Subject, match: Match, outcome: Outcome, shared: bool) -> tuple[str, ...]:
    doubts: list[str] = []
    if shared:
        doubts.append("the same passage was found for another promise")
    if now.statement is None and outcome == "standing":
        doubts.append("the later passage speaks of it, but is no promise itself")
    if any(clue.kind == "names" for clue in match.clues):
        doubts.append("each passage has a name that the other has not")
    if match.score < 0.6:
        doubts.append("the passages share few words")
    return tuple(doubts)


def _added(subject: Subject, later: Letter, cited: Paper) -> Added:
    statement = subject.statement
    if statement is None:
        raise ValueError("only promises are added")
    where = place(later, subject.span, cited, statement.passage)
    nl, en = added(cited, where)
    return Added(statement, where, nl, en)


def _warnings(papers: tuple[Paper, Paper], before: Sequence[Subject]) -> tuple[str, ...]:
    found: list[str] = []
    if papers[0].dated and papers[1].dated and papers[1].dated < papers[0].dated:
        found.append("the later letter is dated before the earlier one")
    if papers[0].sha256 == papers[1].sha256:
        found.append("the two letters are the same file")
    if not before:
        found.append("no promise was found in the earlier letter")
    return tuple(found)
