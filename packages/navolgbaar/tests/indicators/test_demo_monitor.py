"""The monitor of the demonstration: it loads, all of it is released, and municipalities have pages with their lines."""

import pytest
from django.contrib.auth.models import AnonymousUser

from narekenen.replay import replay
from navolgbaar.figures.bundles import bundle_of
from navolgbaar.figures.models import FigureVersion
from navolgbaar.figures.queries import standing_versions
from navolgbaar.figures.shown import shown_on
from navolgbaar.indicators import science
from navolgbaar.indicators.models import Delivery, Institution, IssueFigure
from navolgbaar.indicators.queries import public_issues, public_rounds, says
from navolgbaar.indicators.words import PAGES
from navolgbaar.ops.demo_indicators import PAGES as TOWNS
from navolgbaar.programmes.lines import Asked, Line, lines_of
from navolgbaar.programmes.models import Area

pytestmark = pytest.mark.db


def test_43_institutions_and_two_rounds_of_which_one_is_released(demonstration):
    assert Institution.objects.count() == 43
    assert Delivery.objects.count() == 6 + 41 + 1
    (asked,) = public_rounds()
    assert asked.subject.is_public
    (made,) = public_issues(asked)
    figures = IssueFigure.objects.filter(issue=made).values("figure")
    assert figures.count() > 130
    assert not FigureVersion.objects.filter(figure__in=figures).exclude(pk__in=standing_versions()).exists()
    told = says(made, only_public=True)
    assert set(PAGES.values()) < set(told)
    assert all(told[name].value is not None for name in (*PAGES.values(), "home", "persons"))
    assert 60 < float(told["beds"].value) < 100
    assert all(replay(bundle_of(told[name])).same for name in PAGES.values())


def test_nothing_small_is_in_what_was_released(demonstration):
    (asked,) = public_rounds()
    (made,) = public_issues(asked)
    shown = [number for row in made.table.values() for number in row]
    for name in ("back", "waited", "stayed"):
        shown += [n for part, base in made.shares[name]["rows"].values() for n in (part, base - part, base)]
    shown += [n for rows in made.quarters.values() for part, base in rows.values() for n in (part, base - part)]
    assert made.quarters, "the largest municipalities have a trend of their own"
    assert not [n for n in shown if n is not None and 0 < n < science.THRESHOLD]


def test_a_municipality_has_a_page_with_the_five_lines(demonstration, client):
    pages = {area.code: area.subject for area in Area.objects.filter(subject__isnull=False)}
    assert set(pages) == set(TOWNS)
    for code, subject in pages.items():
        lines = [line for line, _ in lines_of(Asked(subject, AnonymousUser(), shown_on(subject)))]
        assert {Line.PROMISED, Line.PLANNED, Line.MEASURED} <= set(lines), code
        assert client.get(subject.get_absolute_url()).status_code == 200
        if code == "GM0153":
            assert lines == list(Line), "one with a correction"
