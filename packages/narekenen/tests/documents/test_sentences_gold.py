"""Hand-made sentence lists of five real papers: at least 98 of 100 sentences are found whole in each raw file."""

import hashlib
import importlib.util
import itertools
import json
import re
import textwrap
from pathlib import Path
from types import ModuleType

import pytest

from narekenen.documents.model import SourceText
from narekenen.documents.passages import passages
from narekenen.documents.running import running_text

GOLD = sorted((Path(__file__).parent / "gold").glob("sentences_*.json"))
BENCHMARK = Path(__file__).resolve().parents[4] / "benchmarks" / "sentences.py"


@pytest.fixture(scope="module")
def benchmark() -> ModuleType:
    """The measure is the one that the benchmark prints."""
    spec = importlib.util.spec_from_file_location("benchmark_sentences", BENCHMARK)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def paper(shared: Path, gold: dict) -> Path:
    path = next((shared / "documents").glob(f"{gold['document']}_*.txt"))
    assert hashlib.sha256(path.read_bytes()).hexdigest() == gold["sha256"], "the list belongs to another edition"
    return path


@pytest.mark.shared
@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_sentences_of_the_raw_file_are_found_whole(path: Path, shared: Path, benchmark: ModuleType) -> None:
    gold = json.loads(path.read_text())
    document = paper(shared, gold)
    raw = document.read_text(encoding="utf-8")
    answers = benchmark.whole(raw, gold["sentences"], benchmark.ours(document))
    assert len(answers) > 150
    missed = [gold["sentences"][i]["raw"] for i, found in enumerate(answers) if not found]
    assert sum(answers) / len(answers) >= 0.98, missed


def rewrapped(raw: str, width: int, spaced: bool) -> str:
    """The same paper with its paragraphs in a narrow column, with or without a blank line after every line."""
    parts = []
    for line in raw.split("\n"):
        if "\t" in line:
            parts.append(line + "\n")
        elif line.strip():
            parts.append(("\n\n" if spaced else "\n").join(textwrap.wrap(line, width, break_long_words=False)) + "\n")
        else:
            parts.append(" \n\n" if spaced else "\n")
    return "".join(parts)


@pytest.mark.shared
@pytest.mark.parametrize("spaced", [False, True], ids=["lines", "blank lines between"])
@pytest.mark.parametrize("width", [72, 85, 100])
@pytest.mark.parametrize("path", [path for path in GOLD if not path.stem.endswith("001")], ids=lambda path: path.stem)
def test_sentences_survive_another_layout(
    path: Path, width: int, spaced: bool, shared: Path, benchmark: ModuleType
) -> None:
    """The fifth paper has narrow lines of its own; the others hold one paragraph a line."""
    gold = json.loads(path.read_text())
    raw = paper(shared, gold).read_text(encoding="utf-8")
    running = running_text(SourceText("x", "0" * 64, "text/plain", "test@1", rewrapped(raw, width, spaced)))
    answers = benchmark.whole(raw, gold["sentences"], [passage.text for passage in passages(running)])
    assert sum(answers) / len(answers) >= 0.98


def paged(raw: str, width: int) -> tuple[str, tuple[int, ...]]:
    """The same paper as a PDF gives it: pages of 44 lines with a letterhead, a page number, and words broken."""
    lines: list[str] = []
    for line in rewrapped(raw, width, spaced=False).split("\n"):
        word = line.split(" ")[0]
        if lines and len(lines) % 7 == 0 and lines[-1] and re.fullmatch(r"[a-z]{10,}", word):
            lines[-1] += f" {word[:5]}-"
            line = line[5:]
        lines.append(line)
    head = ["Directie Water", "Datum", "3 mei 2021", "Ons kenmerk", "2021-000123"]
    pages = [lines[at : at + 44] for at in range(0, len(lines), 44)]
    texts = [
        "\n".join([*(head if n else []), *page, f"Pagina {n + 1} van {len(pages)}"]) for n, page in enumerate(pages)
    ]
    starts = (0, *itertools.accumulate(len(text) + 2 for text in texts[:-1]))
    return "\n\f".join(texts), starts


@pytest.mark.shared
@pytest.mark.parametrize("width", [75, 90])
@pytest.mark.parametrize("path", [path for path in GOLD if not path.stem.endswith("001")], ids=lambda path: path.stem)
def test_sentences_survive_pages(path: Path, width: int, shared: Path, benchmark: ModuleType) -> None:
    gold = json.loads(path.read_text())
    raw = paper(shared, gold).read_text(encoding="utf-8")
    text, starts = paged(raw, width)
    running = running_text(SourceText("x", "0" * 64, "application/pdf", "test@1", text, starts))
    answers = benchmark.whole(raw, gold["sentences"], [passage.text for passage in passages(running)])
    assert sum(answers) / len(answers) >= 0.98


@pytest.mark.shared
@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_a_list_leaves_no_prose_out(path: Path, shared: Path) -> None:
    """What no sentence of the list holds are labels, marks, markup and what the list says that it leaves out."""
    gold = json.loads(path.read_text())
    raw = paper(shared, gold).read_text(encoding="utf-8")
    held = [False] * len(raw)
    for sentence in gold["sentences"]:
        for start, end in sentence["raw"]:
            assert not any(held[start:end]), "two sentences share characters"
            held[start:end] = [True] * (end - start)
    rest = "".join(" " if is_held else char for is_held, char in zip(held, raw, strict=True))
    lines = [line for line in rest.splitlines() if "\t" not in line and sum(map(str.isalpha, line)) > 80]
    assert lines == []


def test_the_measure_knows_a_broken_sentence_from_a_whole_one(benchmark: ModuleType) -> None:
    raw = "- Er staan 4 huizen.¹ Dat is wei-\nnig.\n"
    gold = [{"raw": [[2, 20]]}, {"raw": [[22, 38]]}]
    assert benchmark.whole(raw, gold, ["Er staan 4 huizen.", "Dat is weinig."]) == [True, True]
    assert benchmark.whole(raw, gold, ["* Er staan 4 huizen.¹", "Dat is wei-", "nig."]) == [True, False]
    assert benchmark.whole(raw, [gold[0], gold[0]], ["Er staan 4 huizen."]) == [True, False]


def test_a_glued_note_digit_is_no_fault_of_a_splitter(benchmark: ModuleType) -> None:
    raw = "Dat was in 20155."
    gold = [{"raw": [[0, 17]], "marks": [[15, 16]]}]
    assert benchmark.whole(raw, gold, ["Dat was in 2015."]) == [True]
    assert benchmark.whole(raw, gold, ["Dat was in 20155."]) == [True]
    assert benchmark.whole(raw, gold, ["Dat was in 2014."]) == [False]
