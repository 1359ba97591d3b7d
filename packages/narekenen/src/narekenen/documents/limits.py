"""What a reader takes on, in one frozen value. Whatever goes past a limit is refused with a message that names it."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper bounds for one document. The longest papers of a government stay far below each of them.

    file_bytes      bytes of the file itself
    characters      code points of the text taken out of it: 6,000 full pages
    pages           pages of a PDF
    markup_bytes    bytes of XML or HTML; of a packed file (DOCX) those of one part after unpacking
    tags            opening and closing tags in it: a parser takes about 130 bytes of memory for each
    ratio           unpacked over packed size of such a part, counted from 8 MiB on: text packs 5 to 20 times,
                    a table of equal rows up to 300 times, a bomb 1,000 times
    parts           parts in a packed file
    depth           elements inside one another in HTML (libxml2 stops at 256 in XML)
    marks           marks of one document: cells, notes, links, …
    seconds         wall clock for one PDF, looked at between pages; `isolation.open_isolated` also stops what hangs
    memory_bytes    address space of the child process of `isolation.open_isolated`
    """

    file_bytes: int = 256 * MIB
    characters: int = 20_000_000
    pages: int = 10_000
    markup_bytes: int = 128 * MIB
    tags: int = 6_000_000
    ratio: int = 400
    parts: int = 20_000
    depth: int = 1_000
    marks: int = 1_500_000
    seconds: float = 120.0
    memory_bytes: int = 4096 * MIB


LIMITS = Limits()
