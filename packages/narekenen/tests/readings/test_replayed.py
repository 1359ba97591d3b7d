"""A reading replays by reading its passage again; an erased passage is asked for, and another one is refused."""

import pytest

from narekenen.errors import UnusableInput
from narekenen.recipes import compute, run_recipe
from narekenen.replay import replay
from narekenen.trace.bundles import write_bundle
from narekenen.trace.model import Bundle, Format, Run, RunInput
from narekenen.trace.published import published_string

LETTER = "Geachte voorzitter,\n\nVorig jaar zijn 1.240 wo-\nningen bezocht. In maart 2024 volgen er 350.\n"
PASSAGE = "Vorig jaar zijn 1.240 wo-\nningen bezocht."


def place(text, passage=PASSAGE):
    start, at = LETTER.index(passage), passage.index(text)
    return {"start": start, "end": start + len(passage), "at": at, "to": at + len(text)}


def bundle(with_passage=True):
    inputs = {"passage": ("passage", {"text": PASSAGE}, "brief"), "place": ("parameter", place("1.240"), "")}
    run = run_recipe("reading.number@1", inputs)
    if not with_passage:
        erased = tuple(
            RunInput(i.name, i.kind, i.digest, None if i.name == "passage" else i.value, i.origin) for i in run.inputs
        )
        run = Run(run.recipe, erased, run.seed, run.code, run.estimates)
    published = published_string(run.estimates[0], Format())
    return write_bundle(Bundle("NB-2026-00009", 1, "Hoeveel woningen?", run, "value", Format(), published))


def test_a_number_is_read_again():
    assert replay(bundle()).recomputed == "1.240"
    assert replay(bundle()).same


def test_a_date_is_read_again():
    passage = "In maart 2024 volgen er 350."
    values = {"passage": {"text": passage}, "place": place("maart 2024", passage)}
    assert compute("reading.date@1", values)[0].value == "2024-03"


def test_without_the_passage_it_says_so():
    with pytest.raises(UnusableInput, match="not public or were erased"):
        replay(bundle(with_passage=False))


def test_with_the_document_beside_it_replays():
    result = replay(bundle(with_passage=False), given={"passage": {"document": LETTER}})
    assert result.same


def test_another_document_is_refused():
    other = LETTER.replace("1.240", "1.340")
    result = replay(bundle(with_passage=False), given={"passage": {"document": other}})
    assert not result.same
    assert result.recomputed == "1.340"


@pytest.mark.parametrize("values", [{}, {"passage": {"text": "x"}}, {"passage": "x", "place": 3}])
def test_what_is_incomplete_is_refused(values):
    with pytest.raises(UnusableInput, match="its passage and its place"):
        compute("reading.number@1", values)


def test_a_place_where_nothing_is_read_is_refused():
    with pytest.raises(UnusableInput, match="nothing is read at"):
        compute("reading.number@1", {"passage": {"text": PASSAGE}, "place": place("Vorig")})
