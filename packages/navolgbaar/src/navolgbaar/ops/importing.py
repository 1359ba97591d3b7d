"""Many documents at once: each is read and written by one of a few processes, in a transaction of its own.

A process takes one file at a time, so memory does not grow with their number. One that dies of a file (a reader that
crashes, or takes all memory) is replaced; the files that were in its hands are tried once more, one after the other,
and only the one that does it again is refused.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path

BREAKS = {
    "nl": "De lezer stopte tweemaal bij dit bestand. Maak er een nieuwe PDF van.",
    "en": "The reader stopped twice at this file. Print it anew as PDF.",
}
FILES_PER_PROCESS = 250  # then a fresh one takes its place


@dataclass(frozen=True, slots=True)
class Job:
    """Where documents go, by whom, and what is said about them: keys, because they travel to other processes."""

    programme: int
    organisation: int
    by: int
    origin: str = ""
    licence: str = ""
    lang: str = "en"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a file: a document, new or already there, or the reason why it was refused."""

    file: Path
    public_id: str = ""
    was_there: bool = False
    why: str = ""


def take_in(files: Sequence[Path], job: Job, *, processes: int = 0) -> Iterator[Outcome]:
    """Take files in, by so many processes (0: one per core; 1: in this one). Django is set up."""
    processes = min(processes or os.cpu_count() or 1, len(files))
    if processes <= 1:
        yield from (take_one(file, job) for file in files)
        return
    left = list(reversed(files))
    while left:
        with _pool(processes) as pool:
            broken = yield from _until_broken(pool, left, job, most=2 * processes)
        for file in broken:
            with _pool(1) as pool:
                try:
                    yield pool.submit(take_one, file, job).result()
                except BrokenProcessPool:
                    yield Outcome(file, why=BREAKS[job.lang])


def _until_broken(
    pool: ProcessPoolExecutor, left: list[Path], job: Job, most: int
) -> Generator[Outcome, None, list[Path]]:
    """Take files from the end of `left` until it is empty or a process died; then those that were in hand."""
    waiting: dict[Future[Outcome], Path] = {}
    broken: list[Path] = []
    while (left and not broken) or waiting:
        while left and not broken and len(waiting) < most:
            try:
                waiting[pool.submit(take_one, left[-1], job)] = left[-1]
            except BrokenProcessPool:
                break
            left.pop()
        done, _ = wait(waiting, return_when=FIRST_COMPLETED)
        for future in done:
            file = waiting.pop(future)
            try:
                yield future.result()
            except BrokenProcessPool:
                broken.append(file)
    return broken


def take_one(file: Path, job: Job) -> Outcome:
    """Read and write one file. The same bytes in the same programme are passed over before they are read."""
    from navolgbaar.people.models import Organisation, User
    from navolgbaar.programmes.models import Programme
    from navolgbaar.sources import store
    from navolgbaar.sources.actions import CannotTakeIn, import_document
    from navolgbaar.sources.models import Document

    refused: tuple[type[Exception], ...] = (*CannotTakeIn, OSError)
    try:
        data = file.read_bytes()
        known = Document.objects.filter(file__digest=store.digest_of(data), programme=job.programme).first()
        if known is not None:
            return Outcome(file, known.public_id, was_there=True)
        document = import_document(
            data=data, name=file.name, programme=Programme.objects.get(pk=job.programme),
            organisation=Organisation.objects.get(pk=job.organisation), origin=job.origin, licence=job.licence,
            by=User.objects.get(pk=job.by),
        )  # fmt: skip
    except refused as problem:
        return Outcome(file, why=_in_words(problem, job.lang))
    return Outcome(file, document.public_id)


def _in_words(problem: Exception, lang: str) -> str:
    """Why a file was refused: what narekenen says about it, in Dutch the sentence for that."""
    from django.utils import translation

    from navolgbaar.website.refusals import refusal

    what = getattr(problem, "what", "")
    with translation.override(lang):
        return str(refusal(what)) if what and lang == "nl" else str(problem)


def _pool(processes: int) -> ProcessPoolExecutor:
    """Processes that start from nothing, so that no connection is shared, and that die with this one."""
    return ProcessPoolExecutor(
        processes,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_begin,
        initargs=(os.getpid(),),
        max_tasks_per_child=FILES_PER_PROCESS,
    )


def _begin(parent: int) -> None:
    from navolgbaar.ops.installation import set_up
    from navolgbaar.ops.processes import tie_to

    tie_to(parent, signal.SIGKILL)
    set_up()
