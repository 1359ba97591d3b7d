"""All readings of one letter, warm, and the command line from a cold start. Prints milliseconds per step."""

import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

from narekenen.arithmetic.checks import check
from narekenen.documents.opening import open_document
from narekenen.documents.passages import passages
from narekenen.documents.running import running_text
from narekenen.readings.dates import dates, letter_date
from narekenen.readings.letter import read_letter
from narekenen.readings.numbers import numbers
from narekenen.readings.references import references
from narekenen.readings.tables import tables

SHARED = Path(os.environ.get("NAVOLGBAAR_SHARED", Path(__file__).resolve().parents[2] / "shared"))
TIMES = 15


def milliseconds(work) -> float:
    taken = []
    for _ in range(TIMES):
        started = time.perf_counter()
        work()
        taken.append(1000 * (time.perf_counter() - started))
    return median(taken)


def warm(path: Path) -> None:
    source = open_document(path)
    running = running_text(source)
    dated = letter_date(running)
    letter = read_letter(path)
    steps = {
        "open": lambda: open_document(path),
        "running text": lambda: running_text(source),
        "passages": lambda: passages(running),
        "numbers": lambda: numbers(running),
        "dates": lambda: dates(running, dated=dated),
        "references": lambda: references(running),
        "tables": lambda: tables(running),
        "all readings": lambda: read_letter(path),
        "checks": lambda: check(letter),
    }
    parts = "  ".join(f"{name} {milliseconds(work):.1f}" for name, work in steps.items())
    print(f"{path.name[:3]}  {len(source.text):,} characters, ms: {parts}")


def cold(words: list[str]) -> float:
    started = time.perf_counter()
    subprocess.run([sys.executable, "-m", "narekenen", *words], capture_output=True, check=False)
    return 1000 * (time.perf_counter() - started)


def main() -> None:
    letters = sorted((SHARED / "documents").glob("00*.txt"))
    for path in letters:
        warm(path)
    small = letters[0]
    print(f"--help, cold: {median(cold(['--help']) for _ in range(TIMES)):.0f} ms")
    print(f"check of one letter, cold: {median(cold(['check', str(small)]) for _ in range(5)):.0f} ms")
    empty = median(
        milliseconds(lambda: subprocess.run([sys.executable, "-c", "pass"], capture_output=True, check=True))
        for _ in range(1)
    )
    print(f"floor: an empty Python starts in {empty:.0f} ms")


if __name__ == "__main__":
    main()
