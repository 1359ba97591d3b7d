"""Sentences found whole in the five raw papers: this library beside three splitters, on the same files in the same run.

The measure is that of the note on methods: a sentence of the hand-made list is found whole when one piece of a tool's
output is equal to it once white space, hyphens, emphasis and note marks are left out of both. Glued note digits are
no fault of a splitter: with or without them counts as equal. Prints one row per tool: the share per paper, all of
them together, and the speed.
"""

import json
import os
import re
import sys
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from narekenen.documents.opening import open_document
from narekenen.documents.passages import passages
from narekenen.documents.running import running_text

HERE = Path(__file__).resolve().parent
SHARED = Path(os.environ.get("NAVOLGBAAR_SHARED", HERE.parents[1] / "shared"))
GOLD = HERE.parent / "packages/narekenen/tests/documents/gold"

_MARKS = re.compile(r"<sup>\s?\d+\s?</sup>|[⁰¹²³⁴-⁹]+|\]\([^()\s]*\)")
_LABEL = re.compile(r"^\s*(?:[-•]\s+|\(?(?:\d{1,3}|[a-z])[.)]\s+|\d{1,2}\s+(?=[A-Z]|http))")
_LEFT_OUT = re.compile(r"[\s*_#\\<>\[\]\-\xad\u2010]+")


def normal(text: str) -> str:
    """What is compared: no blanks, hyphens, emphasis or note marks, no label of an item or a note at the start."""
    text = _MARKS.sub("", text)
    return _LEFT_OUT.sub("", _LABEL.sub("", text.lstrip("*# \n"), count=1))


def gold_forms(raw: str, sentence: dict[str, list[list[int]]]) -> set[str]:
    """The normal forms of one sentence of the list: without its note marks, and with them."""
    marks = sentence.get("marks", [])
    plain = []
    for start, end in sentence["raw"]:
        at = start
        for low, high in marks:
            if start <= low < end:
                plain.append(raw[at:low])
                at = high
        plain.append(raw[at:end])
    return {normal("".join(plain)), normal(" ".join(raw[a:b] for a, b in sentence["raw"]))}


def whole(raw: str, gold: Iterable[dict[str, list[list[int]]]], found: Iterable[str]) -> list[bool]:
    """For each sentence of the list whether a piece of the output is equal to it; each piece counts once."""
    have = Counter(normal(text) for text in found)
    answers = []
    for sentence in gold:
        form = next((form for form in gold_forms(raw, sentence) if have[form]), None)
        if form is not None:
            have[form] -= 1
        answers.append(form is not None)
    return answers


def ours(path: Path) -> list[str]:
    return [passage.text for passage in passages(running_text(open_document(path)))]


def peers() -> dict[str, Callable[[str], Iterable[str]]]:
    import pysbd
    import sentencex
    from sentence_splitter import SentenceSplitter

    segmenter, splitter = pysbd.Segmenter(language="nl", clean=False), SentenceSplitter(language="nl")
    return {
        "sentencex": lambda raw: sentencex.segment("nl", raw),
        "pysbd": segmenter.segment,
        "sentence-splitter": splitter.split,
    }


def main() -> None:
    papers = {path.stem[:3]: path for path in sorted((SHARED / "documents").glob("*.txt"))}
    gold = {key: json.loads((GOLD / f"sentences_{key}.json").read_text())["sentences"] for key in papers}
    raw = {key: path.read_text(encoding="utf-8") for key, path in papers.items()}
    tools = {"narekenen": lambda key: ours(papers[key])}
    for name, split in peers().items():
        tools[name] = lambda key, split=split: list(split(raw[key]))
    print(f"{'found whole':20}" + "".join(f"{key:>8}" for key in papers) + f"{'all':>8}{'kchar/s':>10}")
    for name, tool in tools.items():
        tool("000")
        started = time.perf_counter()
        found = {key: tool(key) for key in papers}
        speed = sum(map(len, raw.values())) / 1000 / (time.perf_counter() - started)
        answers = {key: whole(raw[key], gold[key], found[key]) for key in papers}
        shares = "".join(f"{sum(a) / len(a):8.3f}" for a in answers.values())
        total = sum(map(sum, answers.values())) / sum(map(len, answers.values()))
        print(f"{name:20}{shares}{total:8.3f}{speed:10.0f}")
    print(f"sentences in the list: {', '.join(f'{key} {len(gold[key])}' for key in papers)}")


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    sys.exit(main())
