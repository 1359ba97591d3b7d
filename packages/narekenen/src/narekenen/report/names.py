"""Names for what is written per file, so that nothing takes the place of another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import PurePath


def page_names(names: Sequence[str]) -> list[str]:
    """brief.html; brief.pdf.html and brief.docx.html where both are called brief; brief.pdf-2.html for equal names."""
    stems = Counter(PurePath(name).stem for name in names)
    bases = [PurePath(name).stem if stems[PurePath(name).stem] == 1 else name for name in names]
    return [f"{base}.html" for base in told_apart(bases)]


def keys(names: Sequence[str]) -> list[str]:
    """Key per file: what stands before the first underscore where that is unique, else the name without suffix.

    Files of the same name, from several folders, are told apart: "brief", "brief-2".
    """
    stems = [name.rsplit(".", 1)[0] for name in names]
    short = [stem.split("_")[0] for stem in stems]
    times = Counter(short)
    return told_apart(first if times[first] == 1 else stem for first, stem in zip(short, stems, strict=True))


def told_apart(names: Iterable[str]) -> list[str]:
    """The names, with "-2", "-3" behind those that stood before: none stands twice in the result."""
    wanted = list(names)
    taken, times = set(wanted), Counter[str]()
    found = []
    for name in wanted:
        times[name] += 1
        own = name
        while times[name] > 1 and (own := f"{name}-{times[name]}") in taken:
            times[name] += 1
        taken.add(own)
        found.append(own)
    return found
