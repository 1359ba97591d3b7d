"""References beside nllegalcit and a naive pattern, in one run: what each finds, and how fast.

Motions are measured against the links that the publisher made, the five papers against hand labels (kst- identifiers,
each counted as often as it is cited), the citation cases against what their authors expect. Before timing it is
asserted that whatever nllegalcit finds rightly in the cases is found here too.
"""

import gzip
import json
import os
import re
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from nllegalcit import KamerstukCitation, parse_citations

from narekenen.readings.references import references_in

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("NAVOLGBAAR_SHARED", ROOT.parent / "shared"))
LABELS = ROOT / "packages/narekenen/tests/readings/gold"

_NAIVE = re.compile(r"(\d{2}[ .\u00a0]?\d{3})(?:[ -]([IVX]+))?,? nr\. (\d+)")


def identifiers(dossier: str, number: str) -> list[str]:
    """One identifier per paper; a range of numbers such as 1-3 written out."""
    first, _, last = number.partition("-")
    numbers = [str(one) for one in range(int(first), int(last) + 1)] if last else [number]
    return [f"kst-{dossier}-{one}" for one in numbers]


def ours(text: str) -> list[str]:
    found = [one for reading in references_in(text) if reading.kind == "kamerstuk" for one in reading.canonical]
    return [one for one in found if one.startswith("kst-")]


def nllegalcit(text: str) -> list[str]:
    cited = [citation for citation in parse_citations(text) if isinstance(citation, KamerstukCitation)]
    return [one for citation in cited for one in identifiers(citation.dossiernummer, citation.ondernummer)]


def naive(text: str) -> list[str]:
    cited = [(re.sub(r"\D", "", dossier), chapter, number) for dossier, chapter, number in _NAIVE.findall(text)]
    return ["-".join(part for part in ("kst", *parts) if part) for parts in cited]


def labelled_papers() -> list[tuple[str, Counter[str]]]:
    """Text and cited papers of the five papers: two labelled by others, three by us."""
    theirs = json.loads((SHARED / "gold/gold_000_004.json").read_text(encoding="utf-8"))["documents"]
    rows = []
    for path in sorted((SHARED / "documents").glob("00*.txt")):
        name = path.name[:3]
        if name in theirs:
            labels = theirs[name]["references"]
        else:
            labels = json.loads((LABELS / f"references_{name}.json").read_text(encoding="utf-8"))["references"]
        papers = [one for label in labels if label["kind"] == "kamerstuk" for one in label["canonical"]]
        rows.append((path.read_text(encoding="utf-8"), Counter(one for one in papers if one.startswith("kst-"))))
    return rows


def linked_motions() -> list[tuple[str, Counter[str]]]:
    """Text and linked papers of the motions that have a link."""
    with gzip.open(SHARED / "documents/corpus/moties_metadata.jsonl.gz", "rt", encoding="utf-8") as lines:
        motions = [json.loads(line) for line in lines]
    rows = [(m["tekst"], {link["doc"].strip() for link in m["extrefs"]}) for m in motions if m["extrefs"]]
    return [(text, Counter(one for one in links if one.startswith("kst-"))) for text, links in rows]


def citation_cases() -> list[tuple[str, Counter[str]]]:
    cases = json.loads((SHARED / "documents/corpus/citation_cases.json").read_text(encoding="utf-8"))
    kept = [(c["text"], [i for i in c["expected"] if i["cls"] == "KamerstukCitation"]) for c in cases]
    return [
        (text, Counter(one for item in items for one in identifiers(*item["args"][2:4])))
        for text, items in kept
        if items
    ]


def quality(find: Callable[[str], list[str]], rows: list[tuple[str, Counter[str]]], distinct: bool) -> str:
    true = read = labelled = 0
    for text, gold in rows:
        found = Counter(set(find(text)) if distinct else find(text))
        true, read, labelled = true + (found & gold).total(), read + found.total(), labelled + gold.total()
    precision = f"{true / read:.3f}" if read else "  -  "
    return f"P {precision}  R {true / labelled:.3f}  ({true} of {labelled}, {read - true} other)"


def thousand_characters_per_second(find: Callable[[str], list[str]], texts: list[str]) -> float:
    started, done = time.perf_counter(), 0
    while time.perf_counter() - started < 1.0:
        for text in texts:
            find(text)
        done += sum(map(len, texts))
    return done / (time.perf_counter() - started) / 1000


def main() -> None:
    papers, motions, cases = labelled_papers(), linked_motions(), citation_cases()
    for text, gold in cases:
        assert set(nllegalcit(text)) & set(gold) <= set(ours(text)), text
    texts = [text for text, _ in papers]
    speeds = {}
    for find in (ours, nllegalcit, naive):
        print(find.__name__)
        print("  five papers     ", quality(find, papers, distinct=False))
        print("  linked motions  ", quality(find, motions, distinct=True))
        print("  citation cases  ", quality(find, cases, distinct=True))
        speeds[find.__name__] = thousand_characters_per_second(find, texts)
        print(f"  speed            {speeds[find.__name__]:,.0f} thousand characters a second")
    for peer in ("nllegalcit", "naive"):
        print(f"ours / {peer}: {speeds['ours'] / speeds[peer]:,.2f} times as fast (ours reads all kinds of references)")
    letter = texts[0]
    taken = []
    for _ in range(25):
        started = time.perf_counter()
        references_in(letter)
        taken.append(1000 * (time.perf_counter() - started))
    best, median = min(taken), sorted(taken)[len(taken) // 2]
    print(f"one letter of {len(letter):,} characters, warm: {best:.2f} ms at best, {median:.2f} ms median")


if __name__ == "__main__":
    main()
