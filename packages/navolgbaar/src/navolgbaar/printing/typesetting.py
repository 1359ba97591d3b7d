"""Templates and data into PDF/UA: tagged, with language and title, all fonts inside, the same bytes for the same words.

A template is typst source. Data reach it as JSON and never as markup, so that no name or street can become a command.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from navolgbaar.core import clock

if TYPE_CHECKING:
    import typst

HERE = Path(__file__).parent
STANDARD: Literal["ua-1"] = "ua-1"


class CannotPrint(ValueError):
    """A template and its data make no accessible document. The message says what is wrong and in which line."""


def pdf(template: str, data: Any, *, language: str, title: str, made: datetime | None = None) -> bytes:
    """One accessible PDF on A4.

    template   typst source of a room. The house style is set; `data`, `language` and `title` are variables in it
    data       plain values: text, numbers, lists and dictionaries of these (JSON)
    language   of the words in it, "nl" or "en"; a reader aloud goes by it
    title      shown by the reader in place of a file name
    made       the moment written into the file; now where it is left out
    Raises CannotPrint: data that are not plain, a fault in the template with its line, or what PDF/UA forbids (an image
    without a text beside it, a heading level that is passed over, a document without title).
    """
    return next(pdfs(template, [data], language=language, title=title, made=made))


def pdfs(
    template: str, many: Iterable[Any], *, language: str, title: str, made: datetime | None = None
) -> Iterator[bytes]:
    """One PDF for each of many data, in order, as `pdf` makes them. About 3 ms a letter: no process pool is needed."""
    import typst

    house = (HERE / "house.typ").read_text(encoding="utf-8")
    source = (house + template).encode()
    moment = (made or clock.now()).astimezone(UTC).replace(microsecond=0)
    compiler = typst.Compiler(source, root=HERE, font_paths=_fonts())
    for data in many:
        said = {"data": _plain(data), "language": language, "title": title}
        try:
            made_of = compiler.compile(
                source, format="pdf", sys_inputs=said, pdf_standards=[STANDARD], timestamp=moment
            )
        except typst.TypstError as fault:
            raise CannotPrint(_in_words(fault, house.count("\n"))) from fault
        assert isinstance(made_of, bytes)
        yield made_of


@cache
def _fonts() -> typst.Fonts:
    """The fonts that come with typst, and no others: the same page on every machine."""
    import typst

    return typst.Fonts(include_system_fonts=False)


def _plain(data: Any) -> str:
    try:
        return json.dumps(data, ensure_ascii=False, allow_nan=False)
    except (TypeError, ValueError) as fault:
        raise CannotPrint(f"The data of a page are plain values: {fault}") from fault


def _in_words(fault: typst.TypstError, house: int) -> str:
    """What typst says, with the line counted in the room's own template."""
    place = next((line for line in fault.diagnostic.splitlines() if "┌─" in line), "")
    number = place.rpartition(":")[0].rpartition(":")[2]
    where = f"line {int(number) - house}: " if number.isdigit() and int(number) > house else ""
    return where + "; ".join([fault.message, *fault.hints])
