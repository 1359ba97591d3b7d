"""References against what others published: motions with their links, citation cases, labelled papers."""

import gzip
import json
import re
from collections import Counter
from itertools import chain
from pathlib import Path

import pytest
from lxml import etree

from narekenen.documents.opening import open_document
from narekenen.documents.running import running_text
from narekenen.readings.references import references, references_in

pytestmark = pytest.mark.shared

DOCUMENTS = ("000", "001", "002", "003", "004")
TABLE = Path(__file__).resolve().parents[4] / "docs" / "reference" / "citations.md"

# Papers cited in words for which the publisher made no link; each read by hand, each a citation.
WITHOUT_LINK = {
    ("kst-19637-3488", "kst-29861-102"),
    ("kst-29683-300", "kst-29683-282"),
    ("kst-32645-143", "kst-36410-XIII-17"),
    ("kst-36715-7", "kst-21501-30-645"),
    ("kst-36800-68", "kst-36760-16"),
}


def documents(text):
    kinds = ("kamerstuk", "tractatenblad", "handelingen", "aanhangsel")
    found = chain.from_iterable(reading.canonical for reading in references_in(text) if reading.kind in kinds)
    return {one for one in found if not one.startswith("dossier-")}


def compared(rows):
    """true, missed and extra pairs of (motion, paper)."""
    linked = {(motion, paper) for motion, papers, _ in rows for paper in papers}
    read = {(motion, paper) for motion, _, text in rows for paper in documents(text)}
    return linked & read, linked - read, read - linked


def motion_xml(path):
    """The links of a motion and its text, one line per element; the links themselves are not used."""
    tree = etree.parse(path)
    links = {link.get("doc").strip() for link in tree.iter("extref")}
    lines = [
        " ".join("".join(element.itertext()).split())
        for element in tree.iter("al", "titel", "tekstregel", "datumtekst", "dossiernummer", "stuknr")
    ]
    return path.stem, links, "\n".join(lines)


def test_motions_against_the_links_of_officielebekendmakingen(shared):
    rows = [motion_xml(path) for path in sorted((shared / "documents/corpus/moties_xml").glob("*.xml"))]
    true, missed, extra = compared(rows)
    assert len(rows) > 400
    assert missed == set()
    assert extra <= WITHOUT_LINK
    assert len(true) / (len(true) + len(extra)) >= 0.99


@pytest.fixture(scope="module")
def open_data(shared):
    with gzip.open(shared / "documents/corpus/moties_metadata.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def test_motions_of_the_open_data_against_their_links(open_data):
    rows = [(m["kst"], {link["doc"].strip() for link in m["extrefs"]}, m["tekst"]) for m in open_data]
    true, missed, extra = compared(rows)
    assert len(rows) == 4002
    assert len(true) == 130
    assert missed == set()
    assert extra == WITHOUT_LINK


def test_a_motion_as_pdf_text_refers_to_what_the_open_data_say_and_never_to_itself(shared, open_data):
    texts = {motion["kst"]: motion["tekst"] for motion in open_data}
    head = re.compile(r"^(\d{2}) ?(\d{3})[ -]?((?:\d\d(?=-)|[A-Z]+)?)-(\d+)$", re.MULTILINE)
    foot = re.compile(r"vergaderjaar [^\n]*?, (\d\d) (\d{3})[ -]?([0-9A-Z]*), nr\. (\d+)")
    twins = 0
    for path in sorted((shared / "documents/corpus/moties_pdftext").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        own = head.search(text) or foot.search(text)
        name = "-".join(part for part in ("kst", own[1] + own[2], own[3], own[4]) if part)
        assert name not in documents(text)
        if name in texts:
            twins += 1
            assert documents(text) == documents(texts[name])
    assert twins == 16


def expected_of(case):
    """The case's expectation as (chamber, year, identifier, pages); a range of numbers written out."""
    for item in case["expected"]:
        if item["cls"] == "KamerstukCitation":
            chamber, year, dossier, number = item["args"]
            year = re.sub(r"^(\d\d)(\d\d)/(\d\d)$", r"\1\2-\1\3", year)
            first, _, last = number.partition("-")
            numbers = [str(n) for n in range(int(first), int(last) + 1)] if last else [number]
            pages = (item.get("paginaverwijzing") or "").removeprefix("blz. ")
            yield from ((chamber, year, f"kst-{dossier}-{n}", pages) for n in numbers)
        elif item["cls"] == "EcliCitation":
            yield ("", "", "ECLI:" + ":".join(str(arg) for arg in item["args"]).upper(), "")
        else:
            yield ("", "", f"LJN:{item['args'][0]}", "")


def read_of(case):
    for reading in references_in(case["text"]):
        if reading.kind in ("ecli", "ljn"):
            yield ("", "", reading.canonical[0], "")
        elif reading.kind == "kamerstuk" and reading.canonical[0].startswith("kst-"):
            parts = dict(reading.parts)
            pages = parts.get("page", "").replace(" en ", "-").replace(" e v.", "-").replace(" ", "")
            for identifier in reading.canonical:
                yield (parts.get("chamber", "?"), parts.get("year", "?"), identifier, pages)


def test_citation_cases_of_nllegalcit_one_by_one(shared):
    cases = json.loads((shared / "documents/corpus/citation_cases.json").read_text(encoding="utf-8"))
    differ = {f"{c['file']}::{c['test']}" for c in cases if Counter(expected_of(c)) != Counter(read_of(c))}
    skipped = [c for c in cases if c["skipped_by_authors"]]
    agree = [c for c in skipped if f"{c['file']}::{c['test']}" not in differ]
    table = TABLE.read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `([^`]+)` \|", table, re.MULTILINE)) == differ
    assert f"{len(cases) - len(differ)} of {len(cases)} cases" in table
    assert f"{len(agree)} of the {len(skipped)} that their authors skip" in table
    assert len(cases) - len(differ) >= 0.95 * len(cases)


@pytest.fixture(scope="module")
def letters(shared):
    """Name -> running text and its references, of the five papers."""
    found = {}
    for name in DOCUMENTS:
        (path,) = (shared / "documents").glob(f"{name}_*.txt")
        running = running_text(open_document(path))
        found[name] = (running, references(running))
    return found


def gold_kamerstukken(shared, name):
    document = json.loads((shared / "gold/gold_000_004.json").read_text(encoding="utf-8"))["documents"][name]
    found = [reference for reference in document["references"] if reference["kind"] in ("kamerstuk", "url")]
    papers = Counter(one for reference in found for one in reference.get("canonical", ()) if one.startswith("kst"))
    return papers, {reference["url"] for reference in found if "url" in reference}, document["motions"]


@pytest.mark.parametrize("name", ["000", "004"])
def test_labelled_papers_and_addresses_all_found_and_no_others(shared, letters, name):
    papers, addresses, motions = gold_kamerstukken(shared, name)
    found = letters[name][1]
    read = Counter(c for r in found if r.kind == "kamerstuk" for c in r.canonical if c.startswith("kst"))
    moved = Counter(value for r in found if r.kind == "motie" for part, value in r.parts if part == "paper")
    assert read == papers
    assert {r.canonical[0] for r in found if r.kind == "url"} == addresses
    assert moved == Counter(f"kst-{motion['dossier']}-{motion['nr']}" for motion in motions)


def value_of(reading):
    if reading.kind == "motie":
        return [value for part, value in reading.parts if part == "paper"]
    if reading.kind == "brief":
        return [dict(reading.parts)["date"]]
    return list(reading.canonical)


@pytest.mark.parametrize("name", ["001", "002", "003"])
def test_papers_labelled_by_us_keep_place_and_value(letters, name):
    gold = json.loads((Path(__file__).parent / "gold" / f"references_{name}.json").read_text(encoding="utf-8"))
    running, found = letters[name]
    kinds = ("kamerstuk", "url", "email", "zaak", "kenmerk", "brief", "motie")
    read = {(r.kind, r.raw.start, r.raw.end): value_of(r) for r in found if r.kind in kinds}
    read = {key: value for key, value in read.items() if value}
    for item in gold["references"]:
        printed = "".join(running.source.text[item["start"] : item["end"]].split())
        assert read.pop((item["kind"], item["start"], item["end"]), None) == item.get("canonical", [printed])
    assert read == {}


def test_every_note_reference_is_cited_somewhere(letters):
    for running, found in letters.values():
        for reading in found:
            assert bool(reading.note) == bool(reading.cited_at)
            assert running.text[reading.span.start : reading.span.end] == reading.text


def test_traps_of_the_labelled_papers_give_nothing(letters):
    kinds = {name: Counter(reading.kind for reading in found) for name, (_, found) in letters.items()}
    assert kinds["003"]["kamerstuk"] == kinds["003"]["kenmerk"] == 0
    assert kinds["004"]["kamerstuk"] == kinds["004"]["email"] == kinds["004"]["url"] == 0
    assert kinds["002"]["kamerstuk"] == 2
