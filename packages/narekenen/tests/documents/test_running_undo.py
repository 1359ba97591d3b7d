"""Whatever running_text repairs, the source comes back exactly, and every copied piece stands in the source."""

import hypothesis.strategies as st
import pytest
from hypothesis import given

from narekenen.documents.model import RunningText, SourceText
from narekenen.documents.passages import passages
from narekenen.documents.running import running_text, undo

FRAGMENTS = [
    "De gemeente telde in 2015 twaalf buurten", "en daarvan deden er vier mee.", "dat is een derde", "Zie de bijlage.",
    "wo-", "nen in de stad", "Noord-", "Holland", "https://voorbeeld.nl/stukken/plan-", "van-aanpak/2",
    "1 Zie de nota.", "woningen1 en wijken2", "¹ Kamerstuk 12 345, nr. 6.", "de brief.² Daarna", "- een punt;",
    "1. Inleiding", "a. naam", "**vet** en *cursief*", "<sup>1</sup> noot", "[tekst](https://x.nl/a)",
    "Pagina 3 van 5", "---", "Postbus 20191", "Geachte voorzitter,", "Hoogachtend,", "Jaar\taantal", "2014\t39.350",
    "2015\t41.300", "Figuur 1: Kaart", "zon- en feestdagen", "schoolbe- stuur", "constaterende dat het kan;",
    "verzoekt de regering te bouwen,",
    "Zet de deur van het huis niet open", "De minister van Wonen,", "2", "(Zie noot)",
]  # fmt: skip
GAPS = ["\n", "\n\n", "\n \n\n", "  \n", "\r\n", "\f", "\n\n\n\n", " \n \n"]


def source(text: str) -> SourceText:
    return SourceText("brief.txt", "0" * 64, "text/plain", "test@1", text)


@st.composite
def papers(draw: st.DrawFn) -> str:
    lines = draw(st.lists(st.sampled_from(FRAGMENTS), max_size=14, unique=True))
    return "".join(line + draw(st.sampled_from(GAPS)) for line in lines)


def assert_kept(running: RunningText) -> None:
    raw = running.source.text
    assert undo(running) == raw
    assert "".join(piece.text for piece in running.pieces) == running.text
    at = 0
    for piece in running.pieces:
        assert piece.start == at
        at += len(piece.text)
        if piece.raw is not None:
            assert raw[piece.raw : piece.raw + len(piece.text)] == piece.text
    for repair in running.repairs:
        assert raw[repair.raw.start : repair.raw.end] == repair.before


@given(papers())
def test_the_source_comes_back_from_pieces_and_repairs(text: str) -> None:
    assert_kept(running_text(source(text)))


@given(st.text(alphabet="aZ1 .,-\n\t\f*<>[]()#¹²\xad\xa0\r'’\"«»é2015", max_size=80))
def test_the_source_comes_back_from_any_jumble(text: str) -> None:
    assert_kept(running_text(source(text)))


@given(papers().filter(lambda text: "woningen1" not in text))  # a mark behind its own note is nobody's text
def test_running_text_of_running_text_changes_nothing(text: str) -> None:
    once = running_text(source(text))
    assert running_text(source(once.text)).text == once.text


@given(papers())
def test_passages_quote_the_running_text_and_point_at_the_source(text: str) -> None:
    running = running_text(source(text))
    for passage in passages(running):
        assert running.text[passage.span.start : passage.span.end] == passage.text
        copied = [text[span.start : span.end] for span in running.raw_spans(passage.span)]
        assert all(part in passage.text for part in copied)
        assert passage.raw.start <= min(span.start for span in running.raw_spans(passage.span))


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\f", "\ufeff", "---", "\xa0\n\u200b"])
def test_nothing_in_nothing_out(text: str) -> None:
    running = running_text(source(text))
    assert running.text == ""
    assert undo(running) == text
