"""Weighing a plan at the desk: date and cost together, and what could be done about its risks."""

import re

import pytest
from django.test import Client
from lxml import html

from navolgbaar.forecasts import science
from navolgbaar.forecasts.actions import bring_plan

pytestmark = [pytest.mark.django_db, pytest.mark.db]
PLAN = """
[programme]
start = 2026-01-01
horizon = 3650
[[stages]]
name = "bouw"
mean = 90
sd = 40
[[capacity]]
stage = "bouw"
from = 2026-01-01
places = 20
[[addresses]]
name = "noord"
region = "noord"
release = 2026-01-01
count = 200
[[risks]]
name = "aannemer valt uit"
probability = 0.5
first = 2026-03-01
last = 2026-09-01
days = 200
capacity_factor = 0.3
[shared]
capacity_cv = 0.1
duration_cv = 0.1
"""
MONEY = {
    "fixed": "1000000",
    "per_address": "50000",
    "per_day": "2000",
    "cv": "10",
    "by": "2029-06-30",
    "budget": "14000000",
}
RISK = {"probability_0": "50", "days_0": "200", "capacity_0": "30", "cost_0": "0", "waits_0": ""}


@pytest.fixture
def plan(world):
    said = {"programme": world.programme, "organisation": world.ministry, "by": world.editor}
    return bring_plan(data=PLAN.encode(), name="plan.toml", title="Plan 2026", **said)


@pytest.fixture
def weighed(plan, at_the_desk):
    """weighed(**asked) -> the page of the plan with this in its forms, and its status."""
    client, address = at_the_desk("editor"), f"/en{plan.get_absolute_url()}afwegen/"

    def do(**asked):
        answer = client.get(address, asked)
        return html.fromstring(answer.content), answer.status_code

    return do


def courses(tree):
    """The three chances and the budget, out of the sentences."""
    lines = [" ".join(line.text_content().split()) for line in tree.xpath("//ul[@class='answer']/li")]
    chances = [int(re.search(r"in (\d+) of 100", line).group(1)) for line in lines[:3]]
    return chances, int(re.sub(r"\D", "", lines[3].partition("€")[2]))


def test_date_and_cost_hold_together_less_often_than_each(weighed):
    tree, status = weighed(**MONEY)
    (in_time, enough, both), needed = courses(tree)
    assert status == 200
    assert 0 < both <= min(in_time, enough) < 100
    (in_time, enough, both), _ = courses(weighed(**MONEY | {"by": "2035-12-01", "budget": str(needed)})[0])
    assert in_time == 100
    assert both == enough
    (_, enough, both), again = courses(weighed(**MONEY | {"budget": str(needed)})[0])
    assert both in (70, 71)
    assert again == needed
    late, _ = weighed(**MONEY | {"by": "2026-01-02"})
    assert "No budget makes both hold" in late.text_content()


def test_what_is_done_about_a_risk_has_its_worth_and_its_price(weighed, plan):
    tree, status = weighed(**RISK | {"probability_0": "0", "cost_0": "100000", "waits_0": "the council decides"})
    cells = [" ".join(cell.text_content().split()) for cell in tree.xpath("//tbody/tr/*")]
    assert (status, cells[0], cells[-1]) == (200, "aannemer valt uit", "the council decides")
    said = {"name": "x", "risk": "aannemer valt uit", "probability": 0.0, "cost": 100_000.0}
    (expected,) = science.worth_of(plan.value, [], [said])
    assert cells[1:4] == [
        f"{expected.days:.1f}",
        f"{expected.per_address:.1f}",
        f"{round(100 * expected.helps)} of 100",
    ]
    assert expected.days > 0
    assert cells[4] == f"€ {round(expected.euro_per_day):,}"
    assert "it is done in any case" in weighed(**RISK | {"days_0": "20"})[0].text_content()
    assert not weighed(**RISK)[0].xpath("//tbody")  # nothing is done


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        (RISK | {"probability_0": "80"}, "makes the risk worse"),
        (RISK | {"probability_0": "180"}, "100"),
        (RISK | {"days_0": "nan"}, "whole number"),
        (MONEY | {"budget": "-1"}, "0"),
        (MONEY | {"by": "ooit"}, "valid date"),
        (MONEY | {"cv": ""}, "required"),
    ],
    ids=["worse", "chance", "days", "budget", "day", "empty"],
)  # fmt: skip
def test_nonsense_is_refused_in_words(weighed, asked, says):
    tree, status = weighed(**asked)
    assert status == 422
    assert says in " ".join(tree.xpath("string(//main)").split())


def test_a_plan_is_weighed_by_who_may_see_it(plan, at_the_desk):
    address = f"{plan.get_absolute_url()}afwegen/"
    assert f'href="{address}"' in at_the_desk("editor").get(plan.get_absolute_url()).content.decode()
    assert at_the_desk("outsider").get(address).status_code == 404
    assert Client().get(address).status_code == 302
