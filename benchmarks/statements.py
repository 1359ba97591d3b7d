"""Statements of labelled papers: ours beside three baselines, on the same passages, in one run.

The baselines are the simple rules of the field, written anew here: a sentence counts when it
  keyword         holds "toezeg…" or "toegezegd";
  first person    holds "ik" or "wij" and a verb of will or promise;
  modal and date   holds a modal verb and a date or term.
A label counts as found when a prediction overlaps it for at least half of the shorter of the two. Optional labels are
neutral. Strict precision counts a hit on an optional label as wrong.
"""

import json
import os
import re
import time
from collections import Counter
from pathlib import Path

from narekenen.readings.letter import read_letter
from narekenen.readings.statements import statements

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("NAVOLGBAAR_SHARED", ROOT.parent / "shared"))
LABELS = ROOT / "packages" / "narekenen" / "tests" / "readings" / "gold" / "statements_labels.json"
KINDS = {"commitments": {"commitment", "agreement", "target", "duty"}, "advice": {"advice"}, "requests": {"request"}}

_KEYWORD = re.compile(r"toezeg|toegezegd", re.IGNORECASE)
_FIRST = re.compile(
    r"\b(?:ik|wij)\b.{0,60}\b(?:zal|zullen|ga|gaan|streef|beloof|zeg)\b|\b(?:zal|zullen|ga|gaan) (?:ik|wij)\b",
    re.IGNORECASE,
)
_MODAL = re.compile(
    r"\b(?:zal|zullen|moet|moeten|wordt|worden|gaat|gaan|streven|streef|voornemens|kan|kunnen)\b", re.IGNORECASE
)


def papers():
    """(split, classes, path, labels) of our own labels and of the labelled papers beside the repository."""
    for row in json.loads(LABELS.read_text()):
        pattern = row["file"]
        path = next((SHARED / "documents").glob(pattern)) if "*" in pattern else SHARED / "documents" / pattern
        yield row["split"], row["classes"], path, row["statements"]
    gold = json.loads((SHARED / "gold" / "gold_000_004.json").read_text())["documents"]
    for number, row in gold.items():
        labels = [
            {"kind": "commitment", "optional": c.get("optional", False), "deadline": c["deadline"], **c["pos"]}
            for c in row["commitments"]
        ]
        yield "gold", ["commitments"], next((SHARED / "documents").glob(number + "*")), labels


def ours(letter, wanted):
    """The statements of one class. Duties count as commitments when they name their day, as in the predictions."""
    for row in statements(letter):
        kind, due = row.kind_of_statement, row.deadline.edtf if row.deadline else ""
        own = wanted == "commitments" and row.rule == "request.own"
        if own or (kind in KINDS[wanted] and not (kind == "duty" and not due)):
            yield row.raw.start, row.raw.end, due or None


def baseline(letter, pattern, *, dated=False):
    starts = [date.span.start for date in letter.dates]
    for passage in letter.passages:
        if passage.kind not in ("paragraph", "list_item") or not pattern.search(passage.text):
            continue
        if dated and not any(passage.span.start <= at < passage.span.end for at in starts):
            continue
        yield passage.raw.start, passage.raw.end, None


def overlaps(a, b):
    both = min(a[1], b[1]) - max(a[0], b[0])
    return both > 0 and 2 * both >= min(a[1] - a[0], b[1] - b[0])


def score(labels, others, found):
    """Counts of true, optional, false, missed, and terms that are right. `others` are labels of another class."""
    taken, counts = set(), Counter()
    for start, end, due in found:
        hits = [i for i, g in enumerate(labels) if overlaps((start, end), (g["start"], g["end"]))]
        free = [i for i in hits if i not in taken]
        if not hits:
            neutral = any(overlaps((start, end), (g["start"], g["end"])) for g in others)
            counts["optional" if neutral else "false"] += 1
        elif not free or labels[free[0]].get("optional"):
            taken.update(free[:1])
            counts["optional"] += 1
        else:
            taken.add(free[0])
            counts["true"] += 1
            counts["terms"] += due == labels[free[0]]["deadline"]
    counts["missed"] = sum(not g.get("optional") and i not in taken for i, g in enumerate(labels))
    return counts


def line(name, counts):
    true, false, missed, optional = (counts[key] for key in ("true", "false", "missed", "optional"))
    precision = true / (true + false) if true + false else 1.0
    recall = true / (true + missed) if true + missed else 1.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    strict = true / (true + false + optional) if true + false + optional else 1.0
    terms = f"terms {counts['terms']}/{true}" if "terms" in counts else ""
    return f"{name:<16} P {precision:.2f}  R {recall:.2f}  F1 {f1:.2f}  strict P {strict:.2f}  {terms}"


def split_labels(rows, wanted):
    dated = wanted != "commitments"
    mine = [g for g in rows if g["kind"] in KINDS[wanted] and (dated or g["kind"] != "duty" or g["deadline"])]
    return mine, [g for g in rows if g not in mine]


def main() -> None:
    totals: dict[tuple[str, str, str], Counter] = {}
    seconds = characters = 0
    for split, classes, path, rows in papers():
        letter = read_letter(path)
        statements(letter)
        started = time.process_time()
        statements(letter)
        seconds, characters = seconds + time.process_time() - started, characters + len(letter.source.text)
        for wanted in classes:
            mine, others = split_labels(rows, wanted)
            readers = {"narekenen": ours(letter, wanted)}
            if wanted == "commitments":
                readers["keyword"] = baseline(letter, _KEYWORD)
                readers["first person"] = baseline(letter, _FIRST)
                readers["modal and date"] = baseline(letter, _MODAL, dated=True)
            for name, found in readers.items():
                counts = score(mine, others, found)
                totals.setdefault((split, wanted, name), Counter()).update(counts)
    for (split, wanted, name), counts in sorted(totals.items()):
        print(f"{split:<10} {wanted:<12} {line(name, counts)}")
    print(f"{characters / seconds / 1000:,.0f} kchar/s; {23 * seconds / characters * 1e6:.1f} ms for 23,000 characters")


if __name__ == "__main__":
    main()
