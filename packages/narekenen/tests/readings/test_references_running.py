"""References of a running text: their place in the source, their note, and where it is cited."""

from narekenen.documents.model import Block, Note, Piece, RunningText, SourceText, Span
from narekenen.documents.opening import open_document
from narekenen.documents.running import running_text
from narekenen.readings.references import references


def running(blocks, raw_shift=0, notes=()):
    """A running text of (kind, text) blocks, copied from a source that has `raw_shift` characters more in front."""
    text, made = "", []
    for number, (kind, words) in enumerate(blocks):
        text += "\n\n" if number else ""
        made.append(Block(kind, Span(len(text), len(text) + len(words))))
        text += words
    source = SourceText("x.txt", "0" * 64, "text/plain", "test@1", " " * raw_shift + text)
    return RunningText(source, text, (Piece(0, text, raw_shift),), (), tuple(made), tuple(notes))


def test_raw_spans_point_into_the_source():
    (found,) = references(running([("paragraph", "Zie Kamerstuk 36 200, nr. 5.")], raw_shift=7))
    assert found.span == Span(4, 27)
    assert found.raw == Span(11, 34)
    assert (found.note, found.cited_at) == ("", ())


def test_page_furniture_refers_to_nothing():
    blocks = [("furniture", "Kamerstuk 36 200, nr. 5"), ("paragraph", "Kamerstuk 36 200, nr. 6")]
    assert [reading.canonical for reading in references(running(blocks))] == [("kst-36200-6",)]


def test_a_citation_does_not_run_over_two_blocks():
    assert references(running([("heading", "36 200"), ("paragraph", "nr. 5 van de lijst")])) == ()


def test_a_reference_in_a_note_says_where_the_note_is_cited():
    blocks = [("paragraph", "De motie van het lid Jansen vraagt dit."), ("note", "Kamerstuk 36 200, nr. 5.")]
    motion, paper = references(running(blocks, notes=[Note("3", 1, (27,))]))
    assert (paper.note, paper.cited_at) == ("3", (27,))
    assert motion.parts == (("member", "Jansen"), ("paper", "kst-36200-5"))


def test_a_motion_without_a_name_is_found_by_its_note():
    blocks = [("paragraph", "In haar motie vraagt het lid dit."), ("note", "Kamerstuk 36 200, nr. 5.")]
    motion, _ = references(running(blocks, notes=[Note("3", 1, (13,))]))
    assert (motion.kind, motion.text, motion.parts) == ("motie", "motie", (("paper", "kst-36200-5"),))


def test_a_paper_beside_the_name_goes_before_the_note():
    blocks = [("paragraph", "De motie-Jansen (36 200, nr. 6) vraagt."), ("note", "Kamerstuk 36 200, nr. 5.")]
    motion = references(running(blocks, notes=[Note("3", 1, (15,))]))[0]
    assert ("paper", "kst-36200-6") in motion.parts
    assert ("paper", "kst-36200-5") not in motion.parts


def test_a_letter_with_notes_in_the_middle_of_a_sentence(tmp_path):
    letter = tmp_path / "brief.txt"
    letter.write_text(
        "Geachte voorzitter,\n\n"
        "De motie van het lid Jansen¹ vraagt om een plan voor de bouw van woningen. Dat plan is in\n"
        "de maak en wordt in het najaar met gemeenten besproken, zodat het\n\n"
        "¹ Kamerstukken 31 293 en 31 289, nr. 653.\n\n"
        "volgend jaar kan beginnen. Meer staat op de pagina van de vereniging.²\n\n"
        "² <https://example.nl/plan/be-\nschermd-wonen>.\n",
        encoding="utf-8",
    )
    text = running_text(open_document(letter))
    found = {reading.kind: reading for reading in references(text)}
    source = text.source.text
    assert ("paper", "kst-31293-653") in found["motie"].parts
    assert found["kamerstuk"].note == "1"
    assert source[found["kamerstuk"].raw.start : found["kamerstuk"].raw.end].startswith("Kamerstukken 31 293")
    assert found["url"].canonical == ("https://example.nl/plan/be-schermd-wonen",)
    assert found["url"].note == "2"
    assert source[found["url"].raw.start : found["url"].raw.end].endswith("schermd-wonen")
