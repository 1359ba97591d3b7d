"""Dated parameters: the amounts of the decree, the rules of the path, and articles that really are carried out."""

from decimal import Decimal
from importlib import import_module

import pytest

from narekenen.errors import UnusableInput
from narekenen.parameters.distribution import amounts_per_unit, articles, transition_rule


def test_the_amounts_of_2013():
    table = amounts_per_unit(2013)
    assert table.euros["Inwoners"] == Decimal("133.69")
    assert table.euros["Bijstandsontvangers"] == Decimal("1507.81")
    assert len(table.euros) + len(table.percentages) == 63
    assert table.reference.startswith("BWBR0035844")


@pytest.mark.shared
def test_the_amounts_are_those_of_the_decree(shared):
    text = (shared / "data/monitor/law/BWBR0035844_bedragen_per_eenheid_2013.md").read_text()
    table = amounts_per_unit(2013)
    for maatstaf, euros in table.euros.items():
        line = next(line for line in text.splitlines() if f"| {maatstaf} " in line)
        printed = line.split("|")[3].strip().replace(".", "").replace(",", ".").replace("–", "-")
        assert Decimal(printed) == euros


def test_the_path_of_the_gemeentefonds():
    rule = transition_rule("gemeentefonds-2023")
    assert sum(rule.caps) == rule.in_all == Decimal("37.50")
    assert rule.first_year == 2023


@pytest.mark.parametrize("article", articles(), ids=lambda article: article.identifier)
def test_the_function_that_carries_an_article_out_exists(article):
    module, _, name = article.executed_by.rpartition(".")
    assert callable(getattr(import_module(module), name))


def test_what_is_not_here_is_said_with_what_is():
    with pytest.raises(UnusableInput, match="gemeentefonds-2023"):
        transition_rule("none")
    with pytest.raises(UnusableInput, match="2013"):
        amounts_per_unit(1999)
