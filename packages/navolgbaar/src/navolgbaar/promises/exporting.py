"""The register as a file: CSV, XLSX and JSON with the same columns, and the labelled set of what was rejected."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils import translation

from navolgbaar.core.cells import harmless
from navolgbaar.promises.models import Proposal, Statement
from navolgbaar.promises.vocabularies import words_of
from navolgbaar.promises.words import quoted

FORMATS = ("csv", "xlsx", "json")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, what it says, and where it comes from. Names stay; new ones come at the end."""

    name: str
    says: str
    of: Callable[[Statement], Any]


def _words(statement: Statement) -> str:
    return " … ".join(quoted(place.anchor) for place in statement.places.all())


def _day(day: Any) -> str:
    return day.isoformat() if day is not None else ""


def _elsewhere(register: str) -> Callable[[Statement], str]:
    return lambda statement: words_of(statement.standing)[register]


COLUMNS = (
    Column("id", "public id, as it is cited", lambda s: s.public_id),
    Column("programme", "key of the programme in which it was said", lambda s: s.programme.key),
    Column("kind", "commitment, intention, aim, agreement, duty, advice, motion or question", lambda s: s.kind),
    Column("strength", "how firmly, as narekenen reads it", lambda s: s.strength),
    Column("words", "the original words; empty where they were erased", _words),
    Column("title", "what it comes down to, in words of the editor", lambda s: s.title),
    Column("title_en", "the same in English", lambda s: s.title_en),
    Column("actor", "the role that is to do it", lambda s: s.actor),
    Column("addressee", "to whom it was said", lambda s: s.addressee),
    Column("said_on", "day on which it was said", lambda s: _day(s.said_on)),
    Column("due", "deadline as it was said, EDTF", lambda s: s.due),
    Column("due_now", "deadline that holds now, EDTF", lambda s: s.standing.due),
    Column("due_last", "last day of the deadline that holds now", lambda s: _day(s.standing.due_last)),
    Column("moved", "how often the deadline was moved", lambda s: s.standing.moved),
    Column("reaction", "promised, partly, refused, considered or none", lambda s: s.standing.reaction),
    Column("execution", "not_started, running, partly, done, overtaken or dropped", lambda s: s.standing.execution),
    Column("evidence", "own, document, on_spot or effect", lambda s: s.standing.evidence),
    Column("said", "execution according to who is to do it", lambda s: s.standing.said),
    Column("seen", "execution according to what others saw", lambda s: s.standing.seen),
    Column("status_on", "day of the last thing that was heard", lambda s: _day(s.standing.sign_on)),
    Column("paper", "parliamentary paper", lambda s: s.paper),
    Column("document", "public id of the document", lambda s: s.document.public_id),
    Column("document_title", "its title", lambda s: s.document.title),
    Column("tweede_kamer", "status in the words of the Tweede Kamer", _elsewhere("Tweede Kamer")),
    Column("rekenkamer", "status in the words of the Algemene Rekenkamer", _elsewhere("Algemene Rekenkamer")),
    Column("gao", "status in the words of the GAO", _elsewhere("GAO")),
    Column("taic", "status in the words of TAIC", _elsewhere("TAIC")),
    Column("page", "where it can be followed", lambda s: page_of(s)),
)


def page_of(statement: Statement) -> str:
    """The full address of its page, in Dutch: that one stays."""
    with translation.override("nl"):
        return str(settings.PUBLIC_ADDRESS) + statement.get_absolute_url()


def as_dicts(statements: Iterable[Statement]) -> Iterator[dict[str, Any]]:
    """One dictionary per statement, with every column."""
    for statement in statements:
        yield {column.name: column.of(statement) for column in COLUMNS}


def csv_lines(rows: Iterable[dict[str, Any]], names: list[str]) -> Iterator[str]:
    """A CSV line by line, with a byte order mark for spreadsheets. No cell starts a formula."""
    yield "\ufeff" + _line(names)
    for row in rows:
        yield _line([harmless(str(row[name])) for name in names])


def _line(cells: list[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue()


def as_xlsx(rows: Iterable[dict[str, Any]], names: list[str]) -> bytes:
    """A workbook with one sheet; every cell is text or a whole number, none is a formula."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    book = Workbook(write_only=True)
    sheet = book.create_sheet("toezeggingen")
    sheet.append(names)
    for row in rows:
        cells = []
        for name in names:
            value = row[name]
            cell = WriteOnlyCell(sheet, value if isinstance(value, int) else ILLEGAL_CHARACTERS_RE.sub("", str(value)))
            cell.data_type = "n" if isinstance(value, int) else "s"
            cells.append(cell)
        sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_json(rows: Iterable[dict[str, Any]]) -> bytes:
    body = {"schema": "navolgbaar/promises/1", "items": list(rows)}
    return json.dumps(body, ensure_ascii=False, indent=1).encode()


LABELS = ("document", "sha256", "start", "end", "words", "kind", "rule", "label", "reason", "decided_on")
"""Columns of the labelled set: where the words stand, what the reader proposed, what a person said of it."""


def labelled(proposals: Iterable[Proposal]) -> Iterator[dict[str, Any]]:
    """Decisions as a labelled set: rejected ones with their reason, confirmed ones beside them."""
    for proposal in proposals:
        anchors = sorted(proposal.anchors.all(), key=lambda anchor: anchor.start)
        yield {
            "document": proposal.document.public_id,
            "sha256": proposal.document.file.digest,
            "start": anchors[0].start,
            "end": anchors[-1].end,
            "words": " … ".join(quoted(anchor) for anchor in anchors),
            "kind": proposal.kind,
            "rule": proposal.rule,
            "label": proposal.state,
            "reason": proposal.rejection,
            "decided_on": _day(proposal.decided_at.date() if proposal.decided_at else None),
        }
