"""The name of a moment: the same while nothing is written, another after every commit, none while one writes."""

import os

import pytest
from django.db import connection, transaction

from navolgbaar.api import queries
from navolgbaar.core.models import NumberSeries
from navolgbaar.core.moment import moment
from navolgbaar.programmes.models import Subject

pytestmark = pytest.mark.db


def lasting():
    """The name of this moment. The server keeps statistics for itself now and then: it is asked until it lasts."""
    return next(name for name in (moment() for _ in range(5)) if name == moment())


@pytest.mark.skipif(bool(os.environ.get("DATABASE_URL")), reason="the embedded server: nobody else writes on it")
@pytest.mark.django_db(transaction=True)
def test_another_name_after_every_commit_and_none_in_between():
    before = lasting()
    assert before != ""
    with transaction.atomic():
        NumberSeries.objects.create(prefix="T", year=2026, last=1)
        assert moment() == ""
    assert lasting() not in ("", before)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT last FROM core_numberseries")
        assert lasting() != "", "who reads writes nothing"


@pytest.mark.django_db
def test_a_count_is_kept_for_one_moment_and_for_one_question(monkeypatch, django_assert_num_queries):
    subjects = Subject.objects.all()
    monkeypatch.setattr(queries, "moment", lambda: "now")
    assert queries._count(subjects, ("a", "", "")) == 0
    with django_assert_num_queries(0):
        assert queries._count(subjects, ("a", "", "")) == 0
    with django_assert_num_queries(1):
        queries._count(subjects, ("b", "", ""))
    monkeypatch.setattr(queries, "moment", lambda: "later")
    with django_assert_num_queries(1):
        queries._count(subjects, ("a", "", ""))
    monkeypatch.setattr(queries, "moment", lambda: "")
    for _ in range(2):
        with django_assert_num_queries(1):
            queries._count(subjects, ("a", "", ""))
