"""Anchors on real motions: in other renderings, in the PDF text of the same motion, and where the passage is gone.

A landing counts as wrong when the words there are not the words of the quote (or, for "changed", not much like them).
"""

import difflib
import gzip
import html
import json
import re
import textwrap
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from narekenen.documents.anchors import Place, anchor_at, place_of
from narekenen.documents.model import SourceText, Span
from narekenen.documents.opening import open_document
from narekenen.documents.resolving import Resolution, resolve
from narekenen.documents.running import running_text

pytestmark = pytest.mark.shared


def letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text).casefold()


def judged(exact: str, result: Resolution, place: Place) -> str:
    """The verdict, or "wrong" for a landing on other words than those of the quote."""
    if result.span is None:
        return result.verdict
    there = letters(place.source.text[result.span.start : result.span.end])
    quote = letters(exact)
    if there == quote:
        return result.verdict
    alike = difflib.SequenceMatcher(None, there, quote, autojunk=False).ratio()
    return "changed" if result.verdict == "changed" and alike >= 0.75 else "wrong"


def shared_part(one: Span, other: Span) -> float:
    """What two stretches share, as a part of what they cover together."""
    both = min(one.end, other.end) - max(one.start, other.start)
    return both / (max(one.end, other.end) - min(one.start, other.start))


def paragraphs(text: str, least: int) -> list[Span]:
    return [Span(*found.span()) for found in re.finditer(r"\S[^\n]*(?:\n[^\n]+)*", text) if len(found[0]) >= least]


def parts(span: Span) -> list[Span]:
    """The whole, its beginning, and a stretch from its middle that begins and ends inside a word."""
    size = span.end - span.start
    return [span, Span(span.start, span.start + min(size, 30)), Span(span.start + size // 3, span.end - size // 4)]


@pytest.fixture(scope="module")
def motions(shared: Path) -> list[SourceText]:
    files = sorted((shared / "documents" / "corpus" / "moties_xml").glob("*.xml"))
    return [open_document(file) for file in files]


@pytest.fixture(scope="module")
def pairs(shared: Path) -> list[tuple[SourceText, SourceText]]:
    """Motions of which the published text and the text of the PDF are both here, by dossier and number."""
    corpus = shared / "documents" / "corpus"
    with gzip.open(corpus / "moties_metadata.jsonl.gz", "rt", encoding="utf-8") as rows:
        published = {row["kst"]: row["tekst"] for row in map(json.loads, rows)}
    found = []
    for file in sorted((corpus / "moties_pdftext").glob("*.txt")):
        printed = open_document(file)
        numbers = re.findall(r"kst-\d{5}(?:-[A-Z]+|-\d+)?-\d+\b", printed.text)
        numbers += [f"kst-{number}" for number in re.findall(r"^(\d{5}(?:-[A-Z]+|-\d+)?-\d+)$", printed.text, re.M)]
        for number in sorted(set(numbers) & set(published)):
            found.append((open_document(published[number].encode(), name=number), printed))
    return found


def test_motions_as_published_and_as_pdf_text_land_rightly_or_ask(pairs: list[tuple[SourceText, SourceText]]):
    assert len(pairs) == 16
    found: Counter[tuple[str, str]] = Counter()
    long: Counter[str] = Counter()
    for published, printed in pairs:
        for one, other in ((published, printed), (printed, published)):
            for here, there in ((one, other), (running_text(one), running_text(other))):
                origin, place = place_of(here), place_of(there)
                for span in (part for whole in paragraphs(here.text, 12) for part in parts(whole)):
                    exact = anchor_at(origin, span).quote.exact
                    stands = letters(place.normal.text).count(letters(exact))
                    verdict = judged(exact, resolve(anchor_at(origin, span), place), place)
                    found["once" if stands == 1 else "more" if stands else "absent", verdict] += 1
                    if stands == 1 and len(exact) >= 60:
                        long[verdict] += 1
    once = sum(count for (stands, _), count in found.items() if stands == "once")
    assert sum(count for (_, verdict), count in found.items() if verdict == "wrong") == 0, found
    assert once > 500
    assert found["once", "gone"] <= 2  # in capitals elsewhere; the inside of two words
    assert found["once", "moved"] + found["once", "changed"] >= 0.75 * once, found
    assert long["moved"] + long["changed"] == long.total() >= 200, long


def wrapped(motion: SourceText) -> bytes:
    """As text from a PDF: lines of 60, words broken at line ends, a header in front."""
    lines = textwrap.wrap(motion.text, 60, break_long_words=True)
    broken = [re.sub(r"(\w{4})(\w{3,})$", r"\1-\n\2", line) for line in lines]
    return ("Tweede Kamer, vergaderjaar 2024–2025\n\n" + "\n".join(broken)).encode()


def as_html(motion: SourceText) -> bytes:
    text = html.escape(motion.text).replace("\n\n", "</p>\n<p>").replace(" de ", " <b>de</b>\n ")
    return f"<!doctype html><meta charset=utf-8><h1>Motie</h1><p>{text}</p>".encode()


@pytest.fixture(scope="module", params=["text", "html", "docx", "pdf"])
def rendering(
    request: pytest.FixtureRequest, make_docx: Callable[..., bytes], make_pdf: Callable[..., bytes]
) -> Callable[[SourceText], bytes]:
    def docx(motion: SourceText) -> bytes:
        blocks = motion.text.split("\n\n")
        return make_docx("".join(f"<w:p><w:r><w:t>{html.escape(block)}</w:t></w:r></w:p>" for block in blocks))

    def pdf(motion: SourceText) -> bytes:
        plain = motion.text.encode("cp1252", "replace").decode("cp1252")
        lines = [line for block in plain.split("\n") for line in (textwrap.wrap(block, 70) or [""])]
        return make_pdf(["\n".join(lines[i : i + 25]) for i in range(0, len(lines), 25)])

    return {"text": wrapped, "html": as_html, "docx": docx, "pdf": pdf}[request.param]


def test_other_renderings_of_a_motion_land_rightly(motions: list[SourceText], rendering: Callable[[SourceText], bytes]):
    found: Counter[str] = Counter()
    for motion in motions[::14]:
        origin, place = place_of(motion), place_of(open_document(rendering(motion), name="motie"))
        for mark in motion.marks:
            if mark.kind == "paragraph" and mark.span.end - mark.span.start >= 25:
                anchor = anchor_at(origin, mark.span)
                found[judged(anchor.quote.exact, resolve(anchor, place), place)] += 1
    total = found.total()
    assert total > 150
    assert found["wrong"] == 0
    assert found["moved"] + found["changed"] >= 0.98 * total, found


def test_a_passage_that_was_taken_out_is_never_found_elsewhere(motions: list[SourceText]):
    found: Counter[str] = Counter()
    for motion in motions[::6]:
        origin = place_of(motion)
        for mark in motion.marks:
            if mark.kind != "paragraph" or mark.span.end - mark.span.start < 15:
                continue
            text = motion.text[: mark.span.start] + motion.text[mark.span.end :]
            anchor = anchor_at(origin, mark.span)
            place = place_of(SourceText("later", "1" * 64, "text/plain", "text@1", text))
            if letters(anchor.quote.exact) not in letters(text):
                found[resolve(anchor, place).verdict] += 1
    assert set(found) <= {"gone", "ask"}
    assert found["gone"] > 20 * found["ask"]


def test_a_passage_with_one_word_in_eight_changed_is_recognised_or_asked(motions: list[SourceText]):
    found: Counter[str] = Counter()
    for motion in motions[::10]:
        origin = place_of(motion)
        for mark in motion.marks:
            words = motion.text[mark.span.start : mark.span.end].split(" ")
            if mark.kind != "paragraph" or len(words) < 8:
                continue
            words[3::8] = ["anders"] * len(words[3::8])
            before = "Nieuwe aanhef.\n\n" + motion.text[: mark.span.start]
            text = before + " ".join(words) + motion.text[mark.span.end :]
            later = SourceText("later", "2" * 64, "text/plain", "text@1", text)
            result = resolve(anchor_at(origin, mark.span), later)
            there = Span(len(before), len(before) + len(" ".join(words)))
            found[result.verdict if result.span is None or shared_part(result.span, there) >= 0.8 else "wrong"] += 1
    assert set(found) <= {"changed", "ask"}
    assert found["changed"] >= 0.7 * found.total(), found
