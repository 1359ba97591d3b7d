"""A subject with more figures than a page shows, and the list on which all of them stand."""

import re
from datetime import date

import pytest
from django.urls import reverse

from navolgbaar.figures import shown
from navolgbaar.figures.actions import Question, record_run, register_quantity
from navolgbaar.figures.states import FigureKind
from navolgbaar.programmes.actions import period

pytestmark = [pytest.mark.django_db, pytest.mark.db]
YEARS = range(2015, 2022)


@pytest.fixture
def figures(world, release, monkeypatch):
    """Seven years, a target for the first one, all published; pages of three, and two of a kind."""
    monkeypatch.setattr(shown, "MOST", 3)
    monkeypatch.setattr(shown, "MOST_OF_A_KIND", 2)
    monkeypatch.setattr("navolgbaar.figures.lines.MOST_OF_A_KIND", 2)
    quantity = register_quantity(key="dwellings", name="Woningen", name_en="Dwellings", by=world.editor)

    def said(year, kind):
        question = Question(
            subject=world.subject, quantity=quantity, period=period(date(year, 1, 1), date(year, 12, 31)), kind=kind,
            issuer=world.ministry, issued_on=date(2023, 1, 1), owner=world.ministry,
        )  # fmt: skip
        inputs = {"terms": [str(year), "1"]}
        return record_run(question=question, recipe="arithmetic.sum@1", inputs=inputs, by=world.editor)

    versions = [said(year, FigureKind.OBSERVED) for year in YEARS] + [said(YEARS[0], FigureKind.TARGET)]
    release(*versions)
    return versions


def names(response):
    return re.findall(r'data-figure="([^"]+)"', response.content.decode())


def test_a_subject_shows_the_latest_periods_of_each_kind_and_a_way_to_the_others(world, figures, client):
    page = client.get(world.subject.get_absolute_url())
    assert set(names(page)) == {str(figures[-3]), str(figures[-2]), str(figures[-1])}
    body = page.content.decode()
    assert f"?onderwerp={world.subject.public_id}&amp;soort=observed" in body
    assert "soort=target" not in body


def test_page_after_page_every_figure_stands_on_the_list_once(world, figures, client):
    address, seen = f"{reverse('website:figures')}?onderwerp={world.subject.public_id}", []
    while address:
        page = client.get(address)
        seen += names(page)
        more = re.search(r'href="([^"]+)"[^>]*>Cijfers van eerdere perioden', page.content.decode())
        address = more and more[1].replace("&amp;", "&")
    assert len(seen) == len(set(seen)) == len(figures)
    assert seen[0] == str(figures[-2])


def test_a_question_shows_its_latest_and_leads_to_its_list(world, figures, client):
    page = client.get("/vragen/gemeten/")
    assert len(names(page)) == 3
    assert 'href="/cijfers/?soort=observed"' in page.content.decode()
    assert names(client.get("/cijfers/?soort=target")) == [str(figures[-1])]


@pytest.mark.parametrize("asked", ["soort=x", "onderwerp=NB-S-1999-1", "na=NB-1999-1", "soort=forecast", "na=%00"])
def test_what_is_not_there_is_no_page(figures, client, asked):
    assert client.get(f"/cijfers/?{asked}").status_code == 404


def test_figures_of_a_subject_that_is_not_public_are_on_no_list(world, figures, client):
    world.subject.is_public = False
    world.subject.save()
    assert client.get("/cijfers/").status_code == 404
    assert client.get(f"/cijfers/?onderwerp={world.subject.public_id}").status_code == 404
