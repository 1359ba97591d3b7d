"""A clean letter is damaged in every way that extraction damages one; its sentences must come back whole.

The letter is invented. The damage is drawn by hypothesis: width of the column, blank lines between lines, hyphens,
page footers and note blocks in the middle of sentences, markup.
"""

import re
import textwrap
from dataclasses import dataclass

import hypothesis.strategies as st
from hypothesis import given, settings

from narekenen.documents.model import SourceText
from narekenen.documents.passages import passages
from narekenen.documents.running import running_text, undo

PARAGRAPHS = [
    "In het voorjaar heeft het waterschap de dijken bij drie dorpen laten onderzoeken. Daaruit bleek dat de klei op "
    "twaalf plaatsen te dun is. De herstelwerkzaamheden kosten naar schatting 4,6 miljoen euro en duren tot eind 2026.",
    "Met de provincie is afgesproken dat de helft van de kosten wordt vergoed. De andere helft betalen de gemeenten, "
    "naar rato van het aantal inwoners. Een verdeelsleutel (zie bijlage 2) is met hen besproken, en alle colleges "
    "hebben daarmee ingestemd. Kan de planning sneller? Dat is zonder extra vergunningen niet mogelijk.",
    "Volgens dhr. Veenstra, die het onderzoek leidde, is de situatie niet acuut. Wel adviseert hij om elk kwartaal te "
    "meten, zodat een verzakking op tijd wordt gezien. De uitkomsten van die metingen komen op de website te staan. "
    "Bewoners die daar vragen over hebben, kunnen terecht bij het informatiepunt aan de haven.",
]
NOTES = [
    "Rapport Kleidikte 2024, p. 12.",
    "Brief van het waterschap, kenmerk 2024-118.",
    "Zie de website van de provincie.",
]


@dataclass(frozen=True)
class Damage:
    """How the letter went through the mill."""

    width: int
    spaced: bool
    hyphens: bool
    page: int  # lines on a page
    notes: str  # "none", "super", "glued"
    footer: bool


damages = st.builds(
    Damage,
    width=st.integers(62, 95),
    spaced=st.booleans(),
    hyphens=st.booleans(),
    page=st.integers(6, 14),
    notes=st.sampled_from(["none", "super", "glued"]),
    footer=st.booleans(),
)


def marked(damage: Damage) -> list[str]:
    """The paragraphs with a note mark behind the second sentence of each."""
    if damage.notes == "none":
        return PARAGRAPHS
    signs = "¹²³" if damage.notes == "super" else "123"
    found = []
    for sign, paragraph in zip(signs, PARAGRAPHS, strict=True):
        first, second, rest = re.split(r"(?<=[a-z]\.) (?=[A-Z])", paragraph, maxsplit=2)
        found.append(
            f"{first} {second}{sign} {rest}" if damage.notes == "super" else f"{first} {second[:-1]}{sign}. {rest}"
        )
    return found


def wrapped(paragraph: str, damage: Damage) -> list[str]:
    lines = textwrap.wrap(paragraph, damage.width, break_on_hyphens=False)
    if damage.hyphens:
        for i in range(len(lines) - 1):
            word = lines[i + 1].split(" ")[0]
            if re.fullmatch(r"[a-z]{9,}", word) and len(lines[i]) + 6 <= damage.width:
                lines[i] += f" {word[:4]}-"
                lines[i + 1] = word[4:] + lines[i + 1][len(word) :]
    return lines


def damaged(damage: Damage) -> str:
    """The letter as it comes out of the mill: note blocks stand at the foot of the page on which they are cited."""
    gap, out, on_page, page = ("\n\n" if damage.spaced else "\n"), [], 0, 1
    sign, pending = iter(NOTES), []
    for paragraph in marked(damage):
        for line in wrapped(paragraph, damage):
            out.append(line)
            on_page += 1
            if damage.notes != "none" and re.search(r"[¹²³]|[a-z][123]\.", line):
                pending.append(next(sign))
            if on_page == damage.page and (pending or damage.footer):
                out += foot(damage, pending, page)
                on_page, page, pending = 0, page + 1, []
        out.append("")
    out += foot(damage, pending, page) if pending else []
    return gap.join(out) + "\n"


def foot(damage: Damage, pending: list[str], page: int) -> list[str]:
    lines = []
    for note in pending:
        number = NOTES.index(note) + 1
        lines.append(f"{'¹²³'[number - 1]} {note}" if damage.notes == "super" else f"{number} {note}")
    block = ["\n".join(lines)] if lines else []
    if damage.footer:
        block.append(f"Pagina {page} van 9")
    return ["", *block, ""]


def bare(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


@settings(max_examples=150)
@given(damages)
def test_every_sentence_of_a_damaged_letter_comes_back_whole(damage: Damage) -> None:
    raw = damaged(damage)
    running = running_text(SourceText("brief.txt", "0" * 64, "text/plain", "test@1", raw))
    assert undo(running) == raw
    found = [bare(passage.text) for passage in passages(running)]
    for paragraph in PARAGRAPHS:
        for sentence in re.split(r"(?<=[a-z0-9)][.?]) (?=[A-Z])", paragraph):
            if sentence.endswith("dhr."):
                continue
            assert any(sentence in text for text in found), (sentence, found)
    assert "Volgens dhr. Veenstra, die het onderzoek leidde, is de situatie niet acuut." in found


@settings(max_examples=150)
@given(damages.filter(lambda damage: damage.notes != "none"))
def test_every_note_of_a_damaged_letter_is_tied_to_its_sentence(damage: Damage) -> None:
    running = running_text(SourceText("brief.txt", "0" * 64, "text/plain", "test@1", damaged(damage)))
    assert [note.label for note in running.notes] == ["1", "2", "3"]
    endings = ["te dun is", "van het aantal inwoners", "is de situatie niet acuut"]
    for note, ending in zip(running.notes, endings, strict=True):
        assert len(note.cited_at) == 1
        assert ending in bare(running.text[: note.cited_at[0]])[-len(ending) - 2 :]
        block = running.blocks[note.block]
        assert running.text[block.span.start : block.span.end].endswith(NOTES[int(note.label) - 1])


@given(damages)
def test_a_damaged_letter_mended_twice_is_mended_once(damage: Damage) -> None:
    once = running_text(SourceText("brief.txt", "0" * 64, "text/plain", "test@1", damaged(damage))).text
    assert running_text(SourceText("brief.txt", "0" * 64, "text/plain", "test@1", once)).text == once
