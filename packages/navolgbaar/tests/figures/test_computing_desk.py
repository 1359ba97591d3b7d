"""An editor computes a figure from others at the desk: choose the sum, look at the outcome, record it."""

import re

import pytest

from navolgbaar.figures.computing import SUMS
from navolgbaar.figures.models import FigureVersion, Quantity, Run
from navolgbaar.figures.states import FigureKind

pytestmark = [pytest.mark.django_db, pytest.mark.db]
COMPUTE = "/redactie/programmas/versterken/berekenen/"


@pytest.fixture
def client(at_the_desk):
    return at_the_desk("editor")


@pytest.fixture
def two(say):
    return say("1229"), say("1400", FigureKind.TARGET)


@pytest.fixture
def asked(world):
    return {
        "kind": "observed", "first": "2022-01-01", "last": "2022-12-31", "issued_on": "2023-09-06", "name": "Verschil",
        "name_en": "Difference", "unit": "adressen", "decimals": "0", "subject": world.subject.pk,
        "issuer": world.ministry.pk,
    }  # fmt: skip


def subtract(two, **said):
    first, second = two
    return {"in-minuend": second.pk, "in-subtrahend": first.pk, **said}


def test_first_the_sum_is_chosen_then_its_numbers(client, two):
    page = client.get(COMPUTE).content.decode()
    assert "<form class" not in page
    for name in SUMS:
        assert f'href="?som={name}"' in page
        assert client.get(f"{COMPUTE}?som={name}").content.decode().count('name="in-') >= 2
    assert "<form class" not in client.get(f"{COMPUTE}?som=unknown").content.decode()


def test_every_sum_is_a_recipe_that_narekenen_knows():
    from narekenen.recipes import RECIPES

    assert {item.recipe for item in SUMS.values()} <= set(RECIPES)


def test_the_outcome_is_shown_before_anything_is_written(client, two, asked):
    response = client.post(f"{COMPUTE}?som=difference", subtract(two, **asked))
    assert response.status_code == 200
    assert "<q>171 adressen</q>" in response.content.decode()
    assert not Run.objects.exists()
    assert not Quantity.objects.filter(name="Verschil").exists()


def test_recorded_it_can_be_followed_to_its_numbers(client, two, asked):
    response = client.post(f"{COMPUTE}?som=difference", subtract(two, **asked, record="yes"))
    assert response["Location"] == "/redactie/programmas/versterken/cijfers/"
    version = FigureVersion.objects.get(run__isnull=False)
    assert (version.value, version.published) == ("171", "171")
    assert {str(origin.version) for origin in version.run.inputs.all()[0].origins.all()} <= {str(v) for v in two}
    page = client.get(version.figure.get_absolute_url()).content.decode()
    assert "1.400" in re.sub(r"<[^>]+>", "", page)


def test_a_sum_of_several_and_a_share(client, two, asked):
    first, second = two
    added = {"in-terms": [first.pk, second.pk], **asked}
    assert "<q>2.629 adressen (2,629)</q>" in client.post(f"{COMPUTE}?som=sum", added).content.decode()
    shared = {"in-part": first.pk, "in-whole": second.pk, **asked, "unit": "%", "decimals": "1"}
    assert "87,8" in client.post(f"{COMPUTE}?som=share", shared).content.decode()


def test_what_cannot_be_computed_is_refused_in_words(client, two, asked, world, say):
    zero = client.post(f"{COMPUTE}?som=difference", subtract((two[0], two[0]), **asked, record="yes"))
    assert zero.status_code == 302
    nothing = FigureVersion.objects.get(value="0")
    said = {
        "in-numerator": two[0].pk,
        "in-denominator": nothing.pk,
        **asked,
        "name": "Deling",
        "name_en": "Quotient",
    }
    response = client.post(f"{COMPUTE}?som=quotient", said)
    assert response.status_code == 422
    assert "errorlist" in response.content.decode()
    assert "Traceback" not in response.content.decode()
    assert client.post(f"{COMPUTE}?som=quotient", {**said, "record": "yes"}).status_code == 422
    assert not Quantity.objects.filter(name="Deling").exists()


def test_another_answer_needs_a_reason(client, two, asked):
    said = subtract(two, **asked, record="yes")
    client.post(f"{COMPUTE}?som=difference", said)
    response = client.post(f"{COMPUTE}?som=difference", said)
    assert response.status_code == 422
    assert "Zeg waarom er een ander komt" in response.content.decode() or "reason" in response.context["form"].errors
    assert client.post(f"{COMPUTE}?som=difference", {**said, "reason": "Tabel 2"}).status_code == 302


def test_figures_of_others_cannot_be_slipped_in(client, world, two, asked, at_the_desk):
    said = subtract(two, **asked, record="yes")
    response = at_the_desk("outsider").post(f"{COMPUTE}?som=difference", said)
    assert response.status_code == 422
    assert not Run.objects.exists()


def test_the_list_of_figures_leads_to_it_for_editors(client, at_the_desk, two):
    address = "/redactie/programmas/versterken/cijfers/"
    assert COMPUTE in client.get(address).content.decode()
    assert COMPUTE not in at_the_desk("publisher").get(address).content.decode()
    assert at_the_desk("publisher").get(COMPUTE).status_code == 404


def test_figures_are_found_by_what_they_count(client, two):
    address = "/redactie/programmas/versterken/cijfers/"
    assert client.get(f"{address}?q=versterkte").content.decode().count("data-figure") == 2
    assert "data-figure" not in client.get(f"{address}?q=zoiets niet").content.decode()
    assert client.get(f"{address}?q=Versterken").content.decode().count("data-figure") == 2
