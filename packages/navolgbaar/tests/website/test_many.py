"""With more figures, deeper threads and many that are not public, a page finds the same and asks no more often."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from navolgbaar.figures import lines, shown
from navolgbaar.figures.actions import Question, record_run, register_quantity
from navolgbaar.figures.descent import inputs_below
from navolgbaar.figures.states import FigureKind
from navolgbaar.programmes.actions import add_subject, period
from navolgbaar.programmes.models import Subject
from navolgbaar.programmes.states import SubjectKind

pytestmark = [pytest.mark.django_db, pytest.mark.db]


@pytest.fixture
def said(world):
    """said(name, terms, year, subject, part): a sum of numbers or of figures, recorded and not published."""

    def record(name, terms, year=2022, subject=None, part="", reason=""):
        quantity = register_quantity(key=name, name=name, name_en=name, by=world.editor)
        breakdown = {"words": part, "words_en": part} if part else {}
        question = Question(
            subject=subject or world.subject, quantity=quantity, period=period(date(year, 1, 1), date(year, 12, 31)),
            kind=FigureKind.OBSERVED, issuer=world.ministry, issued_on=date(2023, 1, 1), owner=world.ministry,
            breakdown=breakdown,
        )  # fmt: skip
        terms = {"terms": terms}
        return record_run(question=question, recipe="arithmetic.sum@1", inputs=terms, reason=reason, by=world.editor)

    return record


def queries_of(client, page):
    client.get(page)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(page).status_code == 200
    return len(queries)


def test_a_thread_asks_as_often_for_twelve_figures_below_as_for_two(client, said, release):
    pairs = [(said(f"one-{at}", [str(at), "1"]), said(f"two-{at}", ["1", "1"])) for at in range(6)]
    below = [said(f"both-{at}", list(pair)) for at, pair in enumerate(pairs)]
    small, large = said("small", below[:2]), said("large", below)
    leaves = [version for pair in pairs for version in pair]
    release(*leaves, *below, small, large)
    assert len(leaves) == 12
    page = client.get(large.figure.get_absolute_url()).content.decode()
    assert all(f'data-figure="{version}"' in page for version in [*below, *leaves])
    assert queries_of(client, large.figure.get_absolute_url()) == queries_of(client, small.figure.get_absolute_url())


def test_a_thread_is_followed_so_deep_and_no_deeper(said):
    first = said("first", ["1", "1"])
    second = said("second", [first, first])
    third = said("third", [second, second])
    fourth = said("fourth", [third, third])
    assert set(inputs_below(fourth, 2)) == {fourth.run_id, third.run_id}
    found = inputs_below(fourth, 6)
    assert set(found) == {fourth.run_id, third.run_id, second.run_id}, "the first rests on no figure"
    assert [(row.version, row.inputs_of_run) for row in found[fourth.run_id]] == [(third, 1), (third, 1)]


@pytest.fixture
def few_public(said, release, monkeypatch):
    """Ten years; only the first two are published."""
    monkeypatch.setattr(shown, "SPARE", 1)
    monkeypatch.setattr(shown, "MOST_OF_A_KIND", 2)
    monkeypatch.setattr(shown, "MOST", 2)
    versions = [said("yearly", [str(year), "1"], year) for year in range(2010, 2020)]
    release(*versions[:2])
    return versions[:2]


def test_what_stands_is_found_behind_what_does_not(few_public, world):
    assert shown.shown_on(world.subject) == few_public
    everybody = Subject.objects.filter(is_public=True)
    assert shown.answers_of_kind(FigureKind.OBSERVED, everybody) == few_public[::-1]
    figures = type(few_public[0].figure).objects.all()
    assert shown.page_of(figures, everybody) == (few_public[::-1], None)
    assert shown.page_of(figures, everybody, few_public[1].figure) == (few_public[:1], None)


def test_the_last_corrections_stand_on_the_page_and_the_way_to_the_others(client, said, release, world, monkeypatch):
    for place in (shown, lines):
        monkeypatch.setattr(place, "MOST_OF_A_KIND", 2)
    first = [said("yearly", [str(year), "1"], year) for year in range(2010, 2014)]
    corrected = [said("yearly", [str(year), "2"], year, reason=f"Reden {year}.") for year in range(2010, 2013)]
    release(*first)
    release(*corrected)
    page = client.get(world.subject.get_absolute_url()).content.decode()
    assert ["Reden 2010." in page, "Reden 2011." in page, "Reden 2012." in page] == [False, True, True]
    assert f'href="/cijfers/?onderwerp={world.subject.public_id}">' in page


def test_a_round_of_measurements_does_not_push_a_programme_off_the_page(said, release, world, monkeypatch):
    monkeypatch.setattr(shown, "MOST", 2)
    measured = add_subject(
        name="Meetronde", kind=SubjectKind.OTHER, programme=world.programme, organisation=world.ministry,
        by=world.editor,
    )  # fmt: skip
    own = said("own", ["1", "1"], 2015)
    of_round = [said(f"round-{year}", [str(year), "1"], year, measured) for year in range(2018, 2022)]
    release(own, *of_round)
    assert shown.answers_of_kind(FigureKind.OBSERVED, Subject.objects.all()) == [own, of_round[3], of_round[2]]


def test_of_a_subject_that_closed_nothing_is_found(few_public, world):
    world.subject.is_public = False
    world.subject.save()
    everybody = Subject.objects.filter(is_public=True)
    assert shown.answers_of_kind(FigureKind.OBSERVED, everybody) == []
    assert shown.example_among(everybody) is None


def test_a_list_says_of_which_part_each_of_its_numbers_is(client, said, release):
    town = release(said("persons", ["1", "1"], part="'s-Gravenhage"))
    for page in ("/vragen/gemeten/", "/cijfers/", f"/publicaties/{town}/"):
        assert "&#x27;s-Gravenhage" in client.get(page).content.decode(), page
