"""A smaller copy of the installation of `benchmarks/load.py`: how often a page asks the database does not grow with
what is in it. How long that takes is measured there and asserted nowhere."""

import importlib
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from navolgbaar.publishing.queries import broken_releases

BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"
MOST_QUERIES = {
    "home": 9,
    "search, common word": 9,
    "search, rare word": 9,
    "search, two common words": 9,
    "search, no hit": 9,
    "search, name of a subject": 9,
    "subject, few figures": 10,
    "subject, most figures": 12,
    "figure": 12,
    "figure, computed": 16,
    "document": 5,
    "document, longest": 5,
    "question": 5,
    "list of figures": 4,
    "list of figures of a subject": 5,
    "API, one figure": 3,
    "API, a hundred figures": 6,
    "API, figures of a subject": 6,
    "CSV, all figures": 2,
    "catalogue": 2,
}
MOST_KILOBYTES = {"document, longest": 400, "CSV, all figures": 1000}
pytestmark = [pytest.mark.django_db, pytest.mark.db, pytest.mark.slow]


@pytest.fixture
def benchmark(monkeypatch):
    """The modules of the benchmark."""
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    yield importlib.import_module("load")
    for name in ("load", "load_data", "load_sizes", "load_words"):
        sys.modules.pop(name, None)


@pytest.fixture
def large(benchmark, db, settings):
    """20,000 passages and 2,000 figures, inside the transaction of the test; what to ask for, by page."""
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute(
            "SELECT setval(oid::regclass, 1, false) FROM pg_class WHERE relkind = 'S'"
        )  # the tables are empty
        world = benchmark.make_world()
        world.commit = lambda: None
        made = benchmark.Loader(connection.connection, benchmark.Size(20_000, 2_000), world, processes=1).load()
        cursor.execute("ANALYZE")
        cursor.execute(f"SET ROLE {settings.APPLICATION_ROLE}")
    settings.MENU_SECONDS = 60
    yield SimpleNamespace(made=made, pages=benchmark.pages(made))
    cache.clear()


def asked(client, address):
    """(queries, kilobytes) of a page, after it was moved to its right address."""
    first = client.get(address)
    address = first.headers.get("Location", address)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
        body = b"".join(response.streaming_content) if response.streaming else response.content
    assert response.status_code == 200, address
    return len(queries), len(body) / 1000


def test_no_page_asks_more_often_or_says_more_than_it_may(large):
    measured = {name: asked(Client(), next(of())) for name, of in large.pages.items() if not name.startswith("floor")}
    assert measured.keys() == MOST_QUERIES.keys()
    assert {n: (q, MOST_QUERIES[n]) for n, (q, _) in measured.items() if q > MOST_QUERIES[n]} == {}
    assert {n: kb for n, (_, kb) in measured.items() if kb > MOST_KILOBYTES.get(n, 150)} == {}
    many, few = measured["subject, most figures"][0], measured["subject, few figures"][0]
    assert many <= few + 2, "figures make no difference; that it is an area, and its corrections, ask once each"


def test_what_was_made_up_fits(large):
    """The manifests, bundles and the chain are those of the ledger, so what is measured is what a real one does."""
    assert broken_releases() == []
