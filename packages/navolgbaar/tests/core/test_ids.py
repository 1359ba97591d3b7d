"""Public ids: in order, without holes, never twice."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from django.db import connection, transaction

from navolgbaar.core import clock
from navolgbaar.core.ids import next_id, next_ids, random_id

pytestmark = [pytest.mark.db]


@pytest.fixture
def in_2026(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 11, 20, 12, tzinfo=UTC))


@pytest.mark.django_db
def test_they_count_per_prefix_and_year(in_2026, monkeypatch):
    assert [next_id("NB"), next_id("NB"), next_id("NB-R")] == ["NB-2026-00001", "NB-2026-00002", "NB-R-2026-00001"]
    assert next_ids("NB", 3) == ["NB-2026-00003", "NB-2026-00004", "NB-2026-00005"]
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 12, 31, 23, 30, tzinfo=UTC))  # 2027 in Amsterdam
    assert next_id("NB") == "NB-2027-00001"


@pytest.mark.django_db
def test_what_is_rolled_back_is_given_out_again(in_2026):
    with transaction.atomic():
        assert next_id("NB") == "NB-2026-00001"
        transaction.set_rollback(True)
    assert next_id("NB") == "NB-2026-00001"


@pytest.mark.django_db(transaction=True)
def test_never_twice_for_two_at_once(in_2026):
    def take(_):
        try:
            with transaction.atomic():
                return next_id("NB")
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        given = list(pool.map(take, range(20)))
    assert sorted(given) == [f"NB-2026-{n:05d}" for n in range(1, 21)]


def test_random_ids_say_nothing_and_differ():
    assert len({random_id() for _ in range(1000)}) == 1000
