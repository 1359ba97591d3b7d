"""Dates of the labelled papers: ours beside dateparser, on the same running text, in one run.

A label counts as found when a reading overlaps it, and as right when its value is the label's. dateparser gives a day
and never a period, so for it a month or year with an invented day also counts as right.
"""

import json
import os
import time
from pathlib import Path

from dateparser.search import search_dates

from narekenen.documents.opening import open_document
from narekenen.documents.running import running_text
from narekenen.readings.dates import dates, letter_date

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("NAVOLGBAAR_SHARED", ROOT.parent / "shared"))
OWN = ROOT / "packages" / "narekenen" / "tests" / "readings" / "gold"


def labels(number: str) -> list[tuple[int, int, str]]:
    """(start, end, iso) in the raw file: from the labelled papers, else from our own labels."""
    gold = json.loads((SHARED / "gold" / "gold_000_004.json").read_text())["documents"]
    if number in gold:
        items = [item for item in gold[number]["dates"] if not item.get("optional") and item["iso"]]
        return [(item["pos"]["start"], item["pos"]["end"], item["iso"]) for item in items]
    own = json.loads((OWN / f"dates_{number}.json").read_text())
    items = own["dates"] if isinstance(own, dict) else own
    return [(item["start"], item["end"], item["iso"]) for item in items if item.get("iso")]


def ours(source) -> list[tuple[int, int, str]]:
    running = running_text(source)
    return [(d.raw.start, d.raw.end, d.edtf) for d in dates(running, dated=letter_date(running))]


def theirs(source) -> list[tuple[int, int, str]]:
    text, at, found = source.text, 0, []
    for words, moment in search_dates(text, languages=["nl"]) or []:
        at = text.find(words, at)
        found.append((at, at + len(words), moment.date().isoformat()))
    return found


def score(wanted, found, forgiving) -> tuple[int, int]:
    hits = right = 0
    for start, end, iso in wanted:
        over = [value for s, e, value in found if s < end and start < e]
        hits += bool(over)
        right += any(v == iso or (forgiving and len(iso) < 10 and v.startswith(iso)) for v in over)
    return hits, right


def main() -> None:
    totals = {"narekenen": [0, 0, 0.0], "dateparser": [0, 0, 0.0]}
    wanted_all = characters = 0
    for path in sorted((SHARED / "documents").glob("00*.txt")):
        source, wanted = open_document(path), labels(path.name[:3])
        wanted_all, characters = wanted_all + len(wanted), characters + len(source.text)
        for name, read in (("narekenen", ours), ("dateparser", theirs)):
            read(source)
            started = time.process_time()
            found = read(source)
            totals[name][2] += time.process_time() - started
            hits, right = score(wanted, found, forgiving=name == "dateparser")
            totals[name][0] += hits
            totals[name][1] += right
    for name, (hits, right, seconds) in totals.items():
        speed = characters / seconds / 1000
        print(f"{name:<11} found {hits}/{wanted_all}, right {right}/{wanted_all}, {speed:,.0f} kchar/s")
    print(f"ratio of speed: {totals['dateparser'][2] / totals['narekenen'][2]:.1f} (ours includes mending the text)")


if __name__ == "__main__":
    main()
