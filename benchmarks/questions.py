"""Written questions beside a naive reader that splits at "Vraag n" and "Antwoord n", in one run.

Measured on the written answers of the corpus (labels: which questions share an answer) and on the written consultation
whose questions have no numbers (labels: offsets). Before timing it is asserted that whatever the naive reader pairs
rightly is paired here too. An answer is clean when no form field, footer or page number stands in it.
"""

import json
import os
import re
import time
from collections.abc import Callable
from pathlib import Path

from narekenen.readings.letter import read_letter
from narekenen.readings.model import Letter
from narekenen.readings.questions import questions

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("NAVOLGBAAR_SHARED", ROOT.parent / "shared"))
GOLD = ROOT / "packages/narekenen/tests/readings/questions/gold"
DIRT = re.compile(
    r"VERTROUWELIJK|Pagina\b|Tweede Kamer, vergaderjaar|ISSN|ah-tk-|Aanhangsel \d|www\.rijksoverheid|^\s*1\)", re.M
)
_MARK = re.compile(r"^\s*(Vraag|Antwoord)(?:en)?(?: op)?(?: vra(?:ag|gen))? (\d[\d, en]*?)\s*$", re.MULTILINE)

Pairs = dict[str, str]


def ours(letter: Letter) -> Pairs:
    """Numbers of the questions that share an answer ("3,4") to that answer."""
    found = {}
    for exchange in questions(letter):
        numbers = [n for q in exchange.questions for n in re.split(r", | en ", q.number)]
        found[",".join(numbers)] = "\n".join(stretch.text for stretch in exchange.answer)
    return found


def naive(letter: Letter) -> Pairs:
    text = letter.source.text
    marks = list(_MARK.finditer(text))
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    return {
        ",".join(re.findall(r"\d+", mark[2])): text[mark.end() : end].strip()
        for mark, end in zip(marks, ends, strict=False)
        if mark[1] == "Antwoord"
    }


def papers() -> list[tuple[str, Letter, list[str]]]:
    labels = json.loads((GOLD / "written.json").read_text(encoding="utf-8"))
    rows = []
    for folder in ("kamervragen_docx", "kamervragen_txt"):
        for name, groups in labels[folder].items():
            path = next((SHARED / "documents/corpus" / folder).glob(f"*{name}*"))
            rows.append((path.name, read_letter(path), groups.split("|")))
    return rows


def consultation() -> tuple[Letter, int, int]:
    """The consultation, how many answers it has, and how many are whole to the letter."""
    labels = json.loads((GOLD / "002.json").read_text(encoding="utf-8"))["exchanges"]
    letter = read_letter(next((SHARED / "documents").glob("002_*")))
    found = [[[s.raw.start, s.raw.end] for s in exchange.answer] for exchange in questions(letter)]
    return letter, len(labels), sum(one["answer"] in found for one in labels)


def measured(
    name: str, read: Callable[[Letter], Pairs], rows: list[tuple[str, Letter, list[str]]]
) -> set[tuple[str, str]]:
    right, clean, total = set(), 0, 0
    for paper, letter, groups in rows:
        found = read(letter)
        total += len(groups)
        for group in groups:
            if found.get(group):
                right.add((paper, group))
                clean += not DIRT.search(found[group])
    print(f"{name:<10} answers paired {len(right):>3} of {total}, clean {clean:>3}")
    return right


def timed(read: Callable[[Letter], Pairs], letters: list[Letter], times: int = 20) -> float:
    """Thousand characters a second of processor time."""
    started = time.process_time()
    for _ in range(times):
        for letter in letters:
            read(letter)
    return times * sum(len(letter.running.text) for letter in letters) / 1000 / (time.process_time() - started)


def main() -> None:
    rows = papers()
    mine, theirs = measured("narekenen", ours, rows), measured("naive", naive, rows)
    assert theirs <= mine
    letter, total, whole = consultation()
    print(f"consultation without numbers: narekenen {whole} of {total} answers whole, naive {len(naive(letter))}")
    letters = [one for _, one, _ in rows]
    print(f"thousand characters a second: narekenen {timed(ours, letters):,.0f}, naive {timed(naive, letters):,.0f}")
    print(f"the consultation alone: {len(letter.running.text) / timed(ours, [letter]):.1f} ms")


if __name__ == "__main__":
    main()
