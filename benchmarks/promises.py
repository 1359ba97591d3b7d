"""Ten thousand promises among a million passages: how long the register and its search take.

    python benchmarks/promises.py --home FOLDER [--passages 1000000 --promises 10000] [--rounds 40]

Fills FOLDER once (minutes; the passages are those of load.py), then asks for pages in this process, one after the
other, without a network between. Prints p50, p95 and p99 in milliseconds, the processor time of the web process and of
its database process per page (the same on a busy machine), and the number of queries; fails where the 95th percentile
of a page of the register or of the search is above --most. Each page is asked for other words or
filters every time, so that nothing answers twice from the same rows. Equal results first: what a filter leaves is
counted a second time in Python.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import psutil
from load import fill
from load_sizes import Size
from load_words import FREQUENT, RARE

KINDS = ("commitment", "intention", "aim", "agreement", "duty", "advice", "motion", "question")
EXECUTIONS = ("not_started", "running", "partly", "done", "overtaken", "dropped")
SAID = date(2020, 1, 1)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--passages", type=int, default=1_000_000)
    parser.add_argument("--figures", type=int, default=20_000)
    parser.add_argument("--promises", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--most", type=float, default=200.0)
    parser.add_argument("--fill", action="store_true", help="only make the passages")
    asked = parser.parse_args()
    asked.home.mkdir(parents=True, exist_ok=True)
    if asked.fill:
        fill(asked.home, Size(passages=asked.passages, figures=asked.figures))
        return 0
    # in a process of its own: Django is set up once per process, and the server there gets another address
    subprocess.run([sys.executable, __file__, "--fill", *sys.argv[1:]], check=True)
    os.environ["NAVOLGBAAR_HOME"] = str(asked.home)
    from navolgbaar.ops.commands.serve import prepare
    from navolgbaar.ops.installation import installation

    with installation() as database:
        prepare(database)
        from django.conf import settings

        settings.ALLOWED_HOSTS = ["*"]
        enter(asked.promises)
        check_filters()
        return measure(asked.rounds, asked.most)


def enter(count: int) -> None:
    """The promises, each on a passage of a public document; a third with a moved deadline, half with a status."""
    from django.db import connection

    from navolgbaar.core.ids import next_ids
    from navolgbaar.people.models import Organisation
    from navolgbaar.promises.models import About, Event, Measure, Place, Standing, Statement, Wording
    from navolgbaar.promises.standing import folded
    from navolgbaar.sources.models import Anchor, Passage

    if Statement.objects.exists():
        return
    began = time.perf_counter()
    rng = np.random.default_rng(7)
    public = Passage.objects.filter(document__state="public").select_related("document__file", "document__programme")
    step = max(1, Passage.objects.count() // (count * 2))
    passages = list(public.filter(pk__in=range(1, 2 * count * step, step)).order_by("pk")[:count])
    anchors = Anchor.objects.bulk_create(
        [
            Anchor(source=p.document.file.digest, reader="text@1", start=p.start, end=p.end, passage=p, at=0,
                   to=len(p.text), commitment="sha256:0")
            for p in passages
        ], batch_size=2000,
    )  # fmt: skip
    names = next_ids("NB-T", len(passages))
    said = [SAID + timedelta(days=int(n)) for n in rng.integers(0, 2000, len(passages))]
    due = [day + timedelta(days=int(n)) for day, n in zip(said, rng.integers(30, 1500, len(passages)), strict=True)]
    statements = Statement.objects.bulk_create(
        [
            Statement(public_id=name, document=p.document, programme=p.document.programme, kind=KINDS[at % 8],
                      said_on=said[at], due=due[at].isoformat(), due_first=due[at],
                      due_last=due[at])
            for at, (name, p) in enumerate(zip(names, passages, strict=True))
        ], batch_size=2000,
    )  # fmt: skip
    Wording.objects.bulk_create(
        [Wording(statement=s, actor=f"minister {at % 40}") for at, s in enumerate(statements)], batch_size=5000
    )
    rows = list(zip(statements, anchors, strict=True))
    partners = list(Organisation.objects.order_by("pk"))
    Measure.objects.bulk_create(
        [Measure(statement=s, partner=partners[at % len(partners)], title=f"Maatregel {at}")
         for at, s in enumerate(statements) if at % 5 == 0], batch_size=5000,
    )  # fmt: skip
    Place.objects.bulk_create([Place(statement=s, anchor=a, position=0) for s, a in rows], batch_size=5000)
    subjects = [p.document.programme.subject_id for p in passages]
    About.objects.bulk_create(
        [About(statement=s, subject_id=subject) for s, subject in zip(statements, subjects, strict=True)],
        batch_size=5000,
    )
    events = [_events(s, a, at) for at, (s, a) in enumerate(rows)]
    Event.objects.bulk_create([event for found in events for event in found], batch_size=5000)
    Standing.objects.bulk_create(
        [Standing(statement=s, **folded(s, found)) for s, found in zip(statements, events, strict=True)],
        batch_size=5000,
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(f"{len(statements):,} promises in {time.perf_counter() - began:.0f} s")


def _events(statement: Any, anchor: Any, at: int) -> list[Any]:
    from navolgbaar.promises.models import Event

    common = {"statement": statement, "passage": anchor}
    found = [Event(kind="recorded", on=statement.said_on, **common)]
    if at % 3 == 0:
        moved = statement.due_last + timedelta(days=200)
        due = {"due": moved.isoformat(), "due_first": moved, "due_last": moved}
        found.append(Event(kind="deadline", on=statement.said_on + timedelta(days=20), **due, **common))
    if at % 2 == 0:
        execution = EXECUTIONS[at // 2 % 6]
        on = statement.said_on + timedelta(days=40)
        found.append(Event(kind="execution", on=on, execution=execution, grade="document", **common))
    return found


def check_filters() -> None:
    """What the filters leave, counted again without the database."""
    from navolgbaar.core.clock import today
    from navolgbaar.promises.queries import overdue, public_statements
    from navolgbaar.promises.states import CLOSED

    rows = list(public_statements().select_related("standing"))
    late = sum(1 for s in rows if s.standing.due_last < today() and s.standing.execution not in CLOSED)
    assert overdue(public_statements()).count() == late > 0
    moved = sum(1 for s in rows if s.standing.moved)
    assert public_statements().filter(standing__moved__gt=0).count() == moved > 0
    print(f"{len(rows):,} public promises, {late:,} overdue, {moved:,} moved: counted alike twice")


def measure(rounds: int, most: float) -> int:
    """Ask for each page `rounds` times. 1 where one of them is too slow."""
    from django.db import connection, reset_queries
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from navolgbaar.programmes.models import Programme
    from navolgbaar.promises.queries import public_statements

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        database = psutil.Process(cursor.fetchone()[0])
    client = Client()
    programmes = list(Programme.objects.values_list("key", flat=True))
    subjects = [p.subject.get_absolute_url() for p in Programme.objects.select_related("subject")]
    ids = list(public_statements().order_by("pk").values_list("public_id", flat=True)[:4000])
    pages: dict[str, Callable[[int], str]] = {
        "register": lambda n: f"/toezeggingen/?pagina={n + 1}",
        "register, last pages": lambda n: f"/toezeggingen/?pagina={150 - n}",
        "of a programme": lambda n: f"/toezeggingen/?programma={programmes[n % len(programmes)]}",
        "overdue": lambda n: f"/toezeggingen/?termijn=verstreken&pagina={n + 1}",
        "moved, of one kind": lambda n: f"/toezeggingen/?verschoven=1&soort={KINDS[n % 8]}",
        "silent since": lambda n: f"/toezeggingen/?stil={2021 + n % 4}-0{1 + n % 9}-01",
        "of an actor": lambda n: f"/toezeggingen/?wie=minister+{n % 40}",
        "words, rare": lambda n: f"/toezeggingen/?q={RARE}",
        "words, frequent": lambda n: f"/toezeggingen/?q={FREQUENT[n % len(FREQUENT)]}",
        "one promise": lambda n: f"/toezeggingen/{ids[n * 97 % len(ids)]}/",
        "search of the site, rare": lambda n: f"/zoeken?q={RARE}",
        "search of the site, frequent": lambda n: f"/zoeken?q={FREQUENT[n % len(FREQUENT)]}",
        "measures": lambda n: f"/toezeggingen/maatregelen/?pagina={n + 1}",
        "calendar": lambda n: f"/toezeggingen/termijnen.ics?programma={programmes[n % len(programmes)]}",
        "feed": lambda n: f"/toezeggingen/termijnen.atom?programma={programmes[n % len(programmes)]}",
        "page of a subject": lambda n: subjects[n % len(subjects)],
        "API, a hundred promises": lambda n: f"/api/v1/promises?offset={100 * n}",
    }
    slow = 0
    print(f"{'page':<30}{'p50':>8}{'p95':>8}{'p99':>8}{'web':>8}{'db':>8}  queries   (ms, {rounds} times)")
    for name, address in pages.items():
        client.get(address(0))
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address(1)).status_code == 200
        queries = len(captured)
        reset_queries()
        times, spent, spent_below = [], time.process_time(), database.cpu_times()
        for n in range(rounds):
            began = time.perf_counter()
            response = client.get(address(n))
            times.append((time.perf_counter() - began) * 1000)
            assert response.status_code == 200, address(n)
        p50, p95, p99 = (statistics.quantiles(times, n=100, method="inclusive")[at] for at in (49, 94, 98))
        spent = (time.process_time() - spent) * 1000 / rounds
        now = database.cpu_times()
        below = (now.user + now.system - spent_below.user - spent_below.system) * 1000 / rounds
        slow += p95 > most
        print(f"{name:<30}{p50:>8.1f}{p95:>8.1f}{p99:>8.1f}{spent:>8.1f}{below:>8.1f}  {queries:>5}")
    print(f"load of the machine: {os.getloadavg()[0]:.1f}")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
