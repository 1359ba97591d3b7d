"""Statements of labelled papers. The labels were made before the rules; they hold places and values only."""

import gzip
import hashlib
import json
import re
from collections import Counter
from pathlib import Path

import pytest

from narekenen.readings.letter import read_letter
from narekenen.readings.statements import statements
from narekenen.report.predictions import predictions
from narekenen.report.reading import Checked

pytestmark = pytest.mark.shared

LABELS = json.loads((Path(__file__).parent / "gold" / "statements_labels.json").read_text())
KINDS = {"commitments": {"commitment", "agreement", "target", "duty"}, "advice": {"advice"}, "requests": {"request"}}


def overlaps(a, b):
    both = min(a[1], b[1]) - max(a[0], b[0])
    return both > 0 and 2 * both >= min(a[1] - a[0], b[1] - b[0])


def counted(labels, found):
    """True, false and missed, and how many terms are right. A hit on an optional label, or a second hit, is neutral."""
    taken, counts = set(), Counter()
    for start, end, due in found:
        hits = [i for i, g in enumerate(labels) if overlaps((start, end), (g["start"], g["end"]))]
        free = [i for i in hits if i not in taken and labels[i]["wanted"]]
        taken.update(free[:1])
        if free:
            counts["true"] += 1
            counts["terms"] += due == labels[free[0]]["deadline"]
        elif not hits:
            counts["false"] += 1
    counts["missed"] = sum(g["wanted"] and i not in taken for i, g in enumerate(labels))
    return counts


def proposed(letter, wanted):
    for row in statements(letter):
        due = row.deadline.edtf or None if row.deadline else None
        dated = row.kind_of_statement != "duty" or due
        if (row.kind_of_statement in KINDS[wanted] and dated) or (
            wanted == "commitments" and row.rule == "request.own"
        ):
            yield row.raw.start, row.raw.end, due


def paper(shared, row):
    pattern = row["file"]
    return next((shared / "documents").glob(pattern)) if "*" in pattern else shared / "documents" / pattern


def is_wanted(label, wanted):
    """Duties count as commitments where they name their day, as in the predictions."""
    dated = label["kind"] != "duty" or bool(label["deadline"])
    return label["kind"] in KINDS[wanted] and dated and not label.get("optional")


def total(shared, split, wanted):
    counts = Counter()
    for row in LABELS:
        if row["split"] == split and wanted in row["classes"]:
            letter = read_letter(paper(shared, row))
            labels = [{**g, "wanted": is_wanted(g, wanted)} for g in row["statements"]]
            counts += counted(labels, proposed(letter, wanted))
    return counts


def rates(counts):
    true, false, missed = (counts[key] for key in ("true", "false", "missed"))
    return true / max(true + false, 1), true / max(true + missed, 1)


def test_the_labels_are_of_these_papers(shared):
    for row in LABELS:
        assert hashlib.sha256(paper(shared, row).read_bytes()).hexdigest() == row["sha256"]
    assert len({row["document"] for row in LABELS if row["split"] in ("dev", "held_out")}) >= 10
    assert sum(row["split"] == "held_out" for row in LABELS) >= 4


@pytest.mark.parametrize(
    ("split", "wanted", "precision", "recall"),
    [
        ("dev", "commitments", 0.9, 0.9),
        ("dev", "advice", 0.9, 0.9),
        ("dev", "requests", 0.9, 0.9),
        ("held_out", "commitments", 0.7, 0.8),
        ("held_out", "advice", 0.9, 0.9),
        ("third", "commitments", 0.75, 0.9),
        ("documents", "commitments", 0.9, 0.9),
        ("documents", "advice", 0.9, 0.9),
    ],
)
def test_statements_of_labelled_papers(shared, split, wanted, precision, recall):
    counts = total(shared, split, wanted)
    found = rates(counts)
    assert found[0] >= precision, counts
    assert found[1] >= recall, counts
    if wanted == "commitments":
        assert counts["terms"] >= 0.9 * counts["true"]


def test_commitments_and_motions_of_the_gold(shared):
    gold = json.loads((shared / "gold" / "gold_000_004.json").read_text())["documents"]
    counts = Counter()
    for number, row in gold.items():
        letter = read_letter(next((shared / "documents").glob(number + "*")))
        found = predictions(Checked(letter, ()))
        labels = [{**c, **c["pos"], "wanted": not c.get("optional")} for c in row["commitments"]]
        counts += counted(labels, [(x["start"], x["end"], x["deadline"]) for x in found["commitments"]])
        wanted = Counter((m["dossier"], m["nr"]) for m in row["motions"])
        assert Counter((m["dossier"], m["nr"]) for m in found["motions"]) == wanted
        named = Counter(s.paper for s in statements(letter) if s.kind_of_statement == "motion")
        assert named == Counter(f"kst-{dossier}-{nr}" for dossier, nr in wanted.elements())
    precision, recall = rates(counts)
    assert precision >= 0.7
    assert recall >= 0.8
    assert counts["terms"] >= 0.9 * counts["true"]


def test_motions_that_letters_speak_of(shared):
    for row in LABELS:
        if not row["motions"]:
            continue
        named = {s.paper for s in statements(read_letter(paper(shared, row))) if s.kind_of_statement == "motion"}
        wanted = {f"kst-{m['dossier']}-{m['nr']}" for m in row["motions"]}
        assert named - {""} == wanted


def squeezed(text):
    return re.sub(r"\W", "", text.lower())


def test_published_motions_against_the_metadata_of_parliament(shared):
    """Paper and movers of all 419, and what is asked: it stands word for word in the text of the open data."""
    rows = {}
    with gzip.open(shared / "documents" / "corpus" / "moties_metadata.jsonl.gz", "rt") as lines:
        for line in lines:
            row = json.loads(line)
            rows[row["kst"]] = row
    counts = Counter()
    for path in sorted((shared / "documents" / "corpus" / "moties_xml").glob("*.xml")):
        (motion,) = statements(read_letter(path))
        row = rows[path.stem]
        title = re.sub(r"^.*?MOTIE VAN (?:HET LID |DE LEDEN |HET )?", "", row["kop"]).split(" TER VERVANGING")[0]
        names = re.split(r"\s*,\s*|\s+EN\s+", re.sub(r"\s+C\.\s?S\.?\s*$", "", title.strip()))
        counts["paper"] += motion.paper == path.stem
        counts["movers"] += [squeezed(name) for name in motion.movers] == [squeezed(name) for name in names if name]
        asked = "".join(squeezed(part.words.text) for part in motion.parts if part.role == "asked")
        text = squeezed(row["tekst"].split("De Kamer,")[-1])
        before, _, after = text.partition(asked)
        counts["asked"] += bool(asked) and bool(after) and not after.startswith("verzoekt")
        counts["from the verb"] += not re.search(r"(?:verzoekt|roept|spreekt)(?:de|het|uit)[^;]*$", before[-12:])
        counts["all"] += 1
    assert counts["all"] == 419
    assert counts["paper"] == counts["movers"] == 419
    assert counts["asked"] >= 415
    assert counts["from the verb"] >= 415
