"""Reading a passage again: the recipes behind a published reading.

Inputs: `passage` {"text": the source text of the passage} and `place` {"start", "end": code points of the passage in
the document; "at", "to": code points of the reading in the passage; "dated": date of the letter, for dates}.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any, TypeVar

from narekenen.documents.model import RunningText, SourceText, Span
from narekenen.documents.running import running_text
from narekenen.errors import UnusableInput, say
from narekenen.readings.dates import dates
from narekenen.readings.model import DateReading, NumberReading
from narekenen.readings.numbers import numbers
from narekenen.trace.model import Estimate

Reading = TypeVar("Reading", NumberReading, DateReading)


def number(values: Mapping[str, Any], seed: str) -> tuple[Estimate, ...]:
    """The number at the place, with the upper end of a printed range as `high`."""
    running, place = _passage(values)
    reading = _at(place, numbers(running))
    value = format(reading.value, "f")
    high = None if reading.high is None else format(reading.high, "f")
    low = None if high is None else value
    return (Estimate(name="value", value=value, unit=reading.unit, low=low, high=high, method="reading"),)


def date(values: Mapping[str, Any], seed: str) -> tuple[Estimate, ...]:
    """The date or period at the place, as EDTF."""
    running, place = _passage(values)
    dated = values["place"].get("dated", "")
    try:
        found = dates(running, dated=dated)
    except (TypeError, ValueError):
        raise UnusableInput(
            "the date of the letter is no date", where="input 'place'", do="write it as 2023-09-06"
        ) from None
    reading = _at(place, found)
    return (Estimate(name="value", value=reading.edtf, method="reading"),)


def person(values: Mapping[str, Any], seed: str) -> tuple[Estimate, ...]:
    """What a person read where the reader reads something else, or nothing. Not for what the reader reads itself.

    reading   {"value", "unit"} and "high" for the upper end of a range; "" where there is none. It can be compared
              with the document at `place`, not computed: that is why it says so.
    """
    try:
        said = {name: str(values["reading"][name]) for name in ("value", "high", "unit")}
    except (KeyError, TypeError):
        raise UnusableInput(
            "what a person read is not complete", do='give "reading": {"value": …, "high": …, "unit": …}'
        ) from None
    low = said["value"] if said["high"] else None
    method = "reading by a person"
    return (Estimate("value", said["value"], said["unit"], low=low, high=said["high"] or None, method=method),)


def _passage(values: Mapping[str, Any]) -> tuple[RunningText, Span]:
    try:
        text = str(values["passage"]["text"])
        place = Span(int(values["place"]["at"]), int(values["place"]["to"]))
    except (KeyError, TypeError, ValueError):
        raise UnusableInput(
            "a reading needs its passage and its place",
            do='give "passage": {"text": …} and "place": {"at": …, "to": …}',
        ) from None
    sha = hashlib.sha256(text.encode()).hexdigest()
    return running_text(
        SourceText(name="passage", digest=sha, media_type="text/plain", reader="passage@1", text=text)
    ), place


def _at(place: Span, readings: tuple[Reading, ...]) -> Reading:
    for reading in readings:
        if reading.raw == place:
            return reading
    raise UnusableInput(
        say("nothing is read at code points {start} to {end} of the passage", start=place.start, end=place.end),
        why="this version of narekenen reads the passage otherwise, or the passage is another one",
    )
