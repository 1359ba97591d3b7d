"""The door to narekenen: protocols, draws, evidence, validity, agreement, disclosure, and sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

from narekenen.errors import UnusableInput as UnusableInput
from narekenen.fieldtests import evidence, validity
from narekenen.fieldtests.evidence import Entry as Entry
from narekenen.fieldtests.evidence import head_of as head_of
from narekenen.fieldtests.evidence import sealed as sealed
from narekenen.fieldtests.evidence import spelling as spelling
from narekenen.fieldtests.protocol import as_json as as_json
from narekenen.fieldtests.protocol import digest as digest
from narekenen.fieldtests.protocol import missing_for_lock as missing_for_lock
from narekenen.fieldtests.protocol import read_protocol as read_protocol
from narekenen.fieldtests.protocolmodel import Protocol as Protocol
from narekenen.fieldtests.protocolmodel import Template as Template
from narekenen.fieldtests.validity import Flow as Flow
from narekenen.fieldtests.validity import Pair as Pair
from narekenen.fieldtests.validity import excluded_because as excluded_because
from narekenen.fieldtests.validity import flow as flow
from narekenen.fieldtests.validity import outcome as outcome
from narekenen.trace.canonical import canonical_json as canonical_json

if TYPE_CHECKING:
    from narekenen.fieldtests.adjudication import Headline
    from narekenen.fieldtests.claims import ClaimResult
    from narekenen.fieldtests.synthetic import Played as Played

closed_chain, first_line, next_line = evidence.closed, evidence.header, evidence.record
SentMessage = validity.Message
CELLS = ("n10", "n01", "n11", "n00")
NET = ("ndr_any_positive", "net_all", "exclusive_share", "relative_gap")
"""Meetvragen with a smallest difference that could have shown; the first three also with a test of equivalence."""
TESTED = NET[:3]
Cells = dict[str, int]


def protocol_of(body: Mapping[str, Any]) -> Protocol:
    """The protocol that was kept as a JSON value."""
    return read_protocol(canonical_json(body))


def table_rows(data: bytes, name: str) -> list[dict[str, str]]:
    """The rows of a CSV or XLSX file by column name in lower case, empty cells as "". Raises UnusableInput without
    quoting any cell."""
    from narekenen.fieldtests.tables import Brought, read_table

    if not name.lower().endswith((".csv", ".tsv", ".txt", ".xlsx")):
        raise UnusableInput("This is no kind of table", do="Use CSV or XLSX")
    try:
        frame = read_table(Brought(name, data))
    except UnusableInput as problem:
        raise UnusableInput(problem.what, do=problem.do) from None
    plain = {column: column.strip().casefold().replace(" ", "_") for column in frame.columns}
    return [{plain[c]: (value or "").strip() for c, value in row.items()} for row in frame.iter_rows(named=True)]


def draw(
    listings: Sequence[tuple[str, str, str]], factors: Mapping[str, Sequence[str]], most_per_party: int, seed: str
) -> tuple[str, dict[str, dict[str, str]]]:
    """(commitment, id -> condition; empty where passed over). listings: (id, block, party)."""
    from narekenen.fieldtests.assignment import Listing, assign

    design = _design(factors, most_per_party)
    drawn = assign([Listing(*listing) for listing in listings], design, seed=seed)
    return drawn.commitment(), {listing.id: dict(condition) for listing, condition in drawn.assigned}


def opened_draw(
    listings: Sequence[tuple[str, str, str]], factors: Mapping[str, Sequence[str]], most_per_party: int, seed: str
) -> dict[str, Any]:
    """The sealed draw as narekenen verifies it: for after the fieldwork."""
    from narekenen.fieldtests.assignment import Listing, assign, sealed

    design = _design(factors, most_per_party)
    return sealed(assign([Listing(*listing) for listing in listings], design, seed=seed))


def _design(factors: Mapping[str, Sequence[str]], most_per_party: int) -> Any:
    from narekenen.fieldtests.assignment import Design

    return Design({name: tuple(levels) for name, levels in factors.items()}, (), most_per_party)


def count_cells(pairs: Sequence[tuple[bool, bool]]) -> Cells:
    """(control, test) answers of pairs as four counts."""
    found = dict.fromkeys(CELLS, 0)
    for control, test in pairs:
        found[f"n{int(control)}{int(test)}"] += 1
    return found


def released(groups: Mapping[str, Cells], *, threshold: int, rounding: int) -> dict[str, Cells | None]:
    """Cells of the values of one block (or of one group alone) as they may leave; None where they may not.

    Counts from 1 below the threshold are withheld, and so many others that none can be worked out from the total over
    the groups, which leaves too. What is left is rounded.
    """
    import numpy as np

    from narekenen.disclosure.rounding import round_to
    from narekenen.disclosure.suppression import suppress
    from narekenen.disclosure.tables import crossed

    table = crossed(np.array([[cells[name] for name in CELLS] for cells in groups.values()]))
    withheld = suppress(table, threshold=threshold).withheld().reshape(table.shape)
    base = rounding or 1
    return {
        group: None if withheld[i, : len(CELLS)].any() else {name: int(round_to(cells[name], base)) for name in CELLS}
        for i, (group, cells) in enumerate(groups.items())
    }


def headline_if(codes: Mapping[str, Sequence[str | None]], decided: Mapping[str, str]) -> Headline:
    """The share of units coded "yes", and what disputed units could make of it (units with one code each)."""
    from narekenen.fieldtests.adjudication import headline

    return headline(codes, ["yes"], decided)


def agreement_of(codes: Mapping[str, Sequence[str | None]]) -> list[tuple[str, float | None, str]]:
    """(method, value, why there is none): Krippendorff, Cohen, Fleiss."""
    from narekenen.fieldtests.agreement import krippendorff_alpha, simple_kappas

    found = (krippendorff_alpha(codes), *simple_kappas(codes))
    return [(one.name, one.value if isinstance(one.value, float) else None, one.reason) for one in found]


def sentence_of(cells: Cells, meetvraag: str, language: str) -> str:
    """The sentence that is true for these cells."""
    from narekenen.fieldtests.cells import PairedCells
    from narekenen.fieldtests.sentences import sentence

    return sentence(PairedCells(**cells), meetvraag, _lang(language))


def seven_numbers(cells: Cells, language: str) -> list[dict[str, str]]:
    """The seven meetvragen over one set of cells: label, denominator, formula, value with interval, sentence."""
    from narekenen.fieldtests.cells import PairedCells
    from narekenen.fieldtests.estimands import ESTIMANDS, estimate
    from narekenen.fieldtests.sentences import sentence
    from narekenen.fieldtests.verdicts import interval_text

    found, lang = PairedCells(**cells), _lang(language)
    return [
        {
            "label": question.label[lang], "denominator": question.denominator[lang], "formula": question.formula,
            "value": interval_text(estimate(found, name), lang), "sentence": sentence(found, name, lang),
        }
        for name, question in ESTIMANDS.items()
    ]  # fmt: skip


def label_of(meetvraag: str, language: str) -> tuple[str, str]:
    """(name, denominator) of a meetvraag in words."""
    from narekenen.fieldtests.estimands import estimand

    question = estimand(meetvraag)
    return question.label[language], question.denominator[language]


def replayed_claims(data: bytes, name: str, language: str) -> list[tuple[ClaimResult, str, str]]:
    """(result, verdict in words, the numbers behind it) per claim of a table. Raises UnusableInput."""
    from narekenen.fieldtests.claimfile import read_claims
    from narekenen.fieldtests.tables import Brought
    from narekenen.fieldtests.verdicts import claim_text

    lang = _lang(language)
    return [(result, *claim_text(result, lang)) for result in read_claims(Brought(name, data))]


def made_up_listings(seed: str, tests: int, passed_over: int, in_large_cities: float | None) -> bytes:
    """A list of made-up advertisements. in_large_cities: chance of each to lie there, None for the generator's own."""
    from narekenen.fieldtests.synthetic import IN_LARGE_CITIES, listings

    return listings(seed, tests, passed_over, IN_LARGE_CITIES if in_large_cities is None else in_large_cities)


def made_up_agencies(calls: int) -> bytes:
    """A list of made-up agencies to call."""
    from narekenen.fieldtests.synthetic import agencies

    return agencies(calls)


def play(seed: str, messages: Iterable[Any], profiles: Sequence[str], start: datetime) -> Played:
    """What landlords, agencies and coders do with these messages of a wave, by the generator of made-up waves."""
    from narekenen.fieldtests import synthetic

    tasks = []
    for message in messages:
        test = message.test
        profile = profiles.index(test.profile) if test.profile else 0
        region = test.block.get("regio", synthetic.ELSEWHERE)
        tasks.append(
            synthetic.Task(message.unit, test.number, message.side, profile, test.control_first is True, region)
        )
    return synthetic.play(seed, tasks, start)


def _lang(language: str) -> Literal["nl", "en"]:
    return "en" if language == "en" else "nl"
