"""A figure version as one file with which an outsider recomputes it: `NB-2026-00123@2.json`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

from narekenen.errors import UnusableInput
from narekenen.recipes import run_recipe
from narekenen.trace.bundles import write_bundle
from narekenen.trace.model import Bundle, Estimate, InputKind, RunInput, Source
from narekenen.trace.model import Run as ComputedRun
from narekenen.trace.published import published_string
from navolgbaar.figures.models import FigureVersion, Reading, Run
from navolgbaar.figures.science import format_of
from navolgbaar.sources.models import Document
from navolgbaar.sources.queries import source_words, table_around
from navolgbaar.sources.states import DocumentState


def bundle_of(version: FigureVersion) -> bytes:
    """The bundle as the public may have it.

    Words of a document stand in it only while that document is public and they are not erased; otherwise their digest
    does, and an outsider who has the document gives it to `narekenen replay --input`.
    """
    quantity = version.figure.quantity
    form = format_of(quantity, "nl", interval=bool(version.low))
    run = _kept(version.run) if version.run is not None else _read_again(version)
    bundle = Bundle(
        figure=version.figure.public_id,
        version=version.number,
        question=f"{quantity.name}, {version.figure.subject.name}, {version.figure.period}",
        run=run,
        estimate=version.estimate or "value",
        format=form,
        published=version.published,
        sources=tuple(_source(document) for document in _documents(version) if document.state == DocumentState.PUBLIC),
    )
    return write_bundle(bundle)


def sha256_of(version: FigureVersion) -> str:
    """The sha256 of the bundle, as it stands on the figure page: hex."""
    return hashlib.sha256(bundle_of(version)).hexdigest()


def _kept(run: Run) -> ComputedRun:
    inputs = tuple(
        RunInput(name=row.name, kind=_kind(row.kind), digest=row.digest, value=row.value, origin=row.origin)
        for row in run.inputs.order_by("name")
    )
    estimates = tuple(Estimate(**{**item, "warnings": tuple(item["warnings"])}) for item in run.estimates)
    return ComputedRun(recipe=run.recipe, inputs=inputs, seed=run.seed, code=run.code, estimates=estimates)


def _kind(name: str) -> InputKind:
    kinds: dict[str, InputKind] = {
        "dataset": "dataset", "parameter": "parameter", "assumption": "assumption", "reading": "reading",
        "figure": "figure", "passage": "passage",
    }  # fmt: skip
    return kinds[name]


def _read_again(version: FigureVersion) -> ComputedRun:
    """The reader's own recipe where it gives what was published, in its passage alone or in the table around it;
    otherwise what a person read, said to be that."""
    reading = version.reading
    if reading is None:
        raise ValueError(f"{version} has no origin.")
    passage = reading.anchor.passage
    for run in readings_again(reading):
        if _says_the_same(run, version):
            return run if passage.document.state == DocumentState.PUBLIC else _without_words(run)
    said = {"value": reading.value, "high": reading.high, "unit": reading.unit}
    place = _place(reading, passage.start, passage.end)
    inputs = {"reading": ("reading", said, _origin(reading)), "place": ("parameter", place, "")}
    return run_recipe("reading.person@1", inputs)  # type: ignore[arg-type]


def readings_again(reading: Reading) -> Iterator[ComputedRun]:
    """What the reader's recipe reads at the place of a reading today: in its passage alone, then in the table that the
    passage is a row of. Nothing where the words were erased."""
    passage = reading.anchor.passage
    recipe = (reading.answers or reading).by.removeprefix("reader:")
    for start, end in dict.fromkeys(((passage.start, passage.end), table_around(passage))):
        words = {"text": source_words(passage, start, end)}
        place = _place(reading, start, end)
        with suppress(UnusableInput):
            yield run_recipe(
                recipe, {"passage": ("passage", words, _origin(reading)), "place": ("parameter", place, "")}
            )


def _origin(reading: Reading) -> str:
    return f"{reading.anchor.source}#{reading.anchor.start}-{reading.anchor.end}"


def _place(reading: Reading, start: int, end: int) -> dict[str, int | str]:
    """Where the words stand in the document, where the reading stands in the words, and the date of the letter."""
    anchor = reading.anchor
    dated = anchor.passage.document.true_from
    return {
        "start": start,
        "end": end,
        "at": anchor.start - start,
        "to": anchor.end - start,
        "dated": dated.isoformat() if dated else "",
    }


def _without_words(run: ComputedRun) -> ComputedRun:
    inputs = tuple(replace(item, value=None) if item.kind == "passage" else item for item in run.inputs)
    return replace(run, inputs=inputs)


def _says_the_same(run: ComputedRun, version: FigureVersion) -> bool:
    form = format_of(version.figure.quantity, "nl", interval=bool(version.low))
    return published_string(run.estimates[0], form) == version.published


def _documents(version: FigureVersion) -> list[Document]:
    if version.reading is not None:
        return [version.reading.anchor.passage.document]
    readings = Reading.objects.filter(feeds__input__run=version.run).select_related("anchor__passage__document__file")
    return list({reading.anchor.passage.document for reading in readings})


def _source(document: Document) -> Source:
    return Source(
        digest=document.file.digest,
        name=document.title,
        media_type=document.file.media_type,
        origin=document.origin,
        licence=document.licence,
        true_from=document.true_from.isoformat() if document.true_from else "",
        known_from=document.known_at.date().isoformat(),
    )
