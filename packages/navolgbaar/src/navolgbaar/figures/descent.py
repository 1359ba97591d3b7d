"""What rests on what: the inputs below a version, and what a correction below makes stale."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.db.models import Count, OuterRef, Prefetch, QuerySet, Subquery

from navolgbaar.figures.models import FigureVersion, InputOrigin, Reading, Run, RunInput
from navolgbaar.figures.queries import PLACE_OF_READING, latest_answer

RUNS_BELOW = """
    WITH RECURSIVE below (run, depth) AS (
        SELECT %s::bigint, 0
        UNION
        SELECT version.run_id, below.depth + 1
        FROM below
        JOIN figures_runinput input ON input.run_id = below.run
        JOIN figures_inputorigin origin ON origin.input_id = input.id
        JOIN figures_figureversion version ON version.id = origin.version_id
        WHERE version.run_id IS NOT NULL AND below.depth < %s
    )
    SELECT DISTINCT run FROM below
"""

STALE = """
    WITH RECURSIVE
    overtaken AS (
        SELECT earlier.id FROM figures_reading earlier
        WHERE EXISTS (SELECT 1 FROM figures_reading later
                      WHERE later.answers_id = earlier.answers_id AND later.id > earlier.id)
    ),
    stale (id) AS (
        (SELECT earlier.id FROM figures_figureversion later
         JOIN figures_figureversion earlier ON earlier.figure_id = later.figure_id AND earlier.number < later.number
         WHERE later.number > 1
         UNION SELECT version.id FROM overtaken JOIN figures_figureversion version ON version.reading_id = overtaken.id
         UNION SELECT above.id FROM overtaken
         JOIN figures_inputorigin origin ON origin.reading_id = overtaken.id
         JOIN figures_runinput input ON input.id = origin.input_id
         JOIN figures_figureversion above ON above.run_id = input.run_id)
        UNION
        SELECT above.id FROM stale
        JOIN figures_inputorigin origin ON origin.version_id = stale.id
        JOIN figures_runinput input ON input.id = origin.input_id
        JOIN figures_figureversion above ON above.run_id = input.run_id
    )
    SELECT version.id FROM stale JOIN figures_figureversion version ON version.id = stale.id
    WHERE NOT EXISTS (SELECT 1 FROM figures_figureversion later
                      WHERE later.figure_id = version.figure_id AND later.number > version.number)
"""
"""A version is stale when its reading was overtaken by a later answer, or when something below it is stale or was
followed by a later version."""


def stale_versions() -> QuerySet[FigureVersion]:
    """Latest versions that rest on something that was answered or said otherwise since, however far below."""
    with connection.cursor() as cursor:
        cursor.execute(STALE)
        stale = [row[0] for row in cursor.fetchall()]
    return FigureVersion.objects.filter(pk__in=stale).select_related("figure__subject", "figure__owner").order_by("pk")


def feeding(version: FigureVersion) -> QuerySet[InputOrigin]:
    """What went into the run of a version."""
    return (
        InputOrigin.objects.filter(input__run=version.run_id)
        .select_related("input", "version__figure")
        .order_by("input__name", "position")
    )


def inputs_below(version: FigureVersion, depth: int) -> dict[int, list[InputOrigin]]:
    """Run -> what went into it, by name and position: of the run of a version and of every run below it, at most
    `depth` of them above each other. So many questions to the database, however many figures there are.

    Each knows how many inputs its run has: `inputs_of_run`.
    """
    with connection.cursor() as cursor:
        cursor.execute(RUNS_BELOW, [version.run_id, depth - 1])
        runs = [row[0] for row in cursor.fetchall()]
    versions = FigureVersion.objects.select_related("figure__quantity", "figure__period", "run", PLACE_OF_READING)
    readings = Reading.objects.select_related(PLACE_OF_READING.removeprefix("reading__"))
    inputs_of_run = RunInput.objects.filter(run=OuterRef("input__run")).order_by().values("run").annotate(n=Count("pk"))
    found = (
        InputOrigin.objects.filter(input__run__in=runs)
        .select_related("input")
        .prefetch_related(Prefetch("version", versions), Prefetch("reading", readings))
        .annotate(inputs_of_run=Subquery(inputs_of_run.values("n")))
        .order_by("input__name", "position")
    )
    below: dict[int, list[InputOrigin]] = {}
    for origin in found:
        below.setdefault(origin.input.run_id, []).append(origin)
    return below


def feeding_versions(version: FigureVersion) -> list[FigureVersion]:
    """The figure versions that went into the run of a version, each in its figure's latest version."""
    below = [origin.version for origin in feeding(version) if origin.version is not None]
    return [_latest(item) for item in below]


def latest_inputs(run: Run) -> dict[str, Any]:
    """What a run took in, as that is now: of each figure its latest version, of each reading its latest answer, of
    everything else the value of then."""
    inputs: dict[str, Any] = {}
    for row in run.inputs.prefetch_related("origins__version__figure", "origins__reading"):
        origins: list[Any] = []
        for origin in row.origins.order_by("position"):
            reading = latest_answer(origin.reading) if origin.reading is not None else None
            origins.append(_latest(origin.version) if origin.version is not None else reading)
        if not origins:
            inputs[row.name] = row.value
        else:
            inputs[row.name] = origins if isinstance(row.value, list) else origins[0]
    return inputs


def _latest(version: FigureVersion) -> FigureVersion:
    latest: FigureVersion = FigureVersion.objects.filter(figure=version.figure_id).order_by("-number")[0]
    return latest
