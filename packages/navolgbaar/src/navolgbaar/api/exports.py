"""Every standing figure as one CSV, and what its columns mean (CSVW). One list makes both, so they cannot differ."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from navolgbaar.api.addresses import address
from navolgbaar.api.queries import newest
from navolgbaar.core.cells import harmless
from navolgbaar.figures.models import FigureVersion


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, its type in CSVW, what it says, and where it comes from."""

    name: str
    datatype: str
    says: str
    of: Callable[[FigureVersion], Any]


COLUMNS = (
    Column("version", "string", "figure and version, as they are cited", str),
    Column("figure", "string", "public id of the question", lambda v: v.figure.public_id),
    Column("subject", "string", "public id of the subject", lambda v: v.figure.subject.public_id),
    Column("subject_name", "string", "name of the subject", lambda v: v.figure.subject.name),
    Column("quantity", "string", "what is counted: key", lambda v: v.figure.quantity.key),
    Column("quantity_version", "integer", "version of the counting rule", lambda v: v.figure.quantity.version),
    Column("quantity_name", "string", "what is counted: name", lambda v: v.figure.quantity.name),
    Column("unit", "string", "unit of value, low and high", lambda v: v.figure.quantity.unit),
    Column("breakdown", "json", "part of the whole; {} is the whole", lambda v: _json(v.figure.breakdown)),
    Column("area", "string", "code of the area", lambda v: v.figure.area.code if v.figure.area else ""),
    Column("period_first", "date", "first day", lambda v: v.figure.period.first.isoformat()),
    Column("period_last", "date", "last day, included", lambda v: v.figure.period.last.isoformat()),
    Column("kind", "string", "claimed, target, observed or forecast", lambda v: v.figure.kind),
    Column("issuer", "string", "organisation that says it", lambda v: v.figure.issuer.key),
    Column("issued_on", "date", "day on which it was said", lambda v: v.figure.issued_on.isoformat()),
    Column("value", "string", "exact value; empty where absent_because says why", lambda v: v.value or ""),
    Column("low", "string", "lower end of the interval", lambda v: v.low),
    Column("high", "string", "upper end of the interval", lambda v: v.high),
    Column("level", "number", "level of the interval", lambda v: _there(v, v.level)),
    Column("n", "integer", "number of observations", lambda v: _there(v, v.n)),
    Column("absent_because", "string", "why there is no value", lambda v: v.absent_because),
    Column("published", "string", "as it stands on the page, in Dutch", lambda v: v.published),
    Column("published_en", "string", "as it stands on the page, in English", lambda v: v.published_en),
    Column("reason", "string", "why this version followed the one before", lambda v: v.reason),
    Column("known_at", "datetime", "when it was recorded", lambda v: v.known_at.isoformat()),
    Column("page", "anyURI", "where it can be followed", lambda v: address(f"/cijfers/{v}/")),
)


WORDS = frozenset({"subject_name", "quantity_name", "unit", "absent_because", "reason"})
"""Columns with words that people wrote."""


def csv_lines() -> Iterator[str]:
    """The CSV, line by line: a hundred thousand figures never stand in memory at once."""
    writer = csv.writer(_Line(), lineterminator="\r\n")
    yield writer.writerow([column.name for column in COLUMNS])
    for version in newest().prefetch_related(None).iterator(chunk_size=2000):
        yield writer.writerow([_cell(column, version) for column in COLUMNS])


def _cell(column: Column, version: FigureVersion) -> Any:
    value = column.of(version)
    return harmless(value) if column.name in WORDS else value


class _Line:
    """Gives back each line that a csv writer writes."""

    def write(self, line: str) -> str:
        return line


def csvw() -> dict[str, Any]:
    """The metadata of that CSV, as W3C's "Metadata Vocabulary for Tabular Data" has it."""
    columns = [
        {"name": column.name, "titles": column.name, "datatype": column.datatype, "dc:description": column.says}
        for column in COLUMNS
    ]
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": address("/api/v1/figures.csv"),
        "dc:title": "Every published figure of this installation in its newest version",
        "dialect": {"header": True, "encoding": "utf-8", "delimiter": ",", "lineTerminators": ["\r\n"]},
        "tableSchema": {"columns": columns, "primaryKey": "version", "aboutUrl": address("/cijfers/{version}/")},
    }


def _json(breakdown: dict[str, str]) -> str:
    return json.dumps(breakdown, ensure_ascii=False, sort_keys=True)


def _there(version: FigureVersion, value: float | None) -> float | str:
    """Of a value that is not there nothing is told that could give it away."""
    return "" if version.value is None or value is None else value
