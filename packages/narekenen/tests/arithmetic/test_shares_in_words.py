"""Parts of groups, answers that make up a whole, and round numbers beside exact ones."""

import pytest

from narekenen.arithmetic.approximations import exact_in_brackets
from narekenen.arithmetic.partitions import answers_short_of_the_whole
from narekenen.arithmetic.shares_in_words import fractions_of_counts, parts_of_groups, parts_of_the_former


@pytest.mark.parametrize(
    ("rule", "text", "verdict", "printed", "follows"),
    [
        (parts_of_groups, "Van de 250 bruggen zijn er 80 vernieuwd (38%).", "wrong_sum", "38%", "32,0%"),
        (parts_of_groups, "Van alle 250 bruggen voldoen 80 bruggen (38%) aan de norm.", "wrong_sum", "38%", "32,0%"),
        (parts_of_groups, "In dat jaar voldeed 38% (80 van de 250 bruggen) aan de norm.", "wrong_sum", "38%", "32,0%"),
        (parts_of_the_former,
            "Er zijn 250 bruggen. Daarvan zijn 80 "
            "bruggen (38%) vernieuwd.", "wrong_sum", "38%", "32,0%"),
        (
            fractions_of_counts, "Ruim een derde van de bruggen (80 van de 250) is vernieuwd.",
            "inconsistent_claim", "meer dan een derde", "32,0%",
        ),
        (
            answers_short_of_the_whole, "Van de bezoekers is 50% positief, 15% neutraal en 20% negatief.",
            "incomplete_breakdown", "50% + 15% + 20%", "85%",
        ),
        (
            answers_short_of_the_whole, "Van de bezoekers is 50% tevreden, 25% neutraal en 35% ontevreden.",
            "wrong_sum", "50% + 25% + 35%", "110%",
        ),
        (exact_in_brackets, "Er zijn ruim 300 bruggen (288) vernieuwd.", "imprecise", "ruim 300", "288"),
        (exact_in_brackets, "Ruim 60% van de bruggen (58,7%) is vernieuwd.", "imprecise", "ruim 60%", "58,7%"),
        (exact_in_brackets, "Er zijn bijna 1.200 bruggen (1.240) vernieuwd.", "imprecise", "bijna 1.200", "1.240"),
    ],
)  # fmt: skip
def test_numbers_that_do_not_fit(ask, rule, text, verdict, printed, follows):
    (finding,) = ask(rule, text)
    assert (finding.verdict, finding.severity) == (verdict, "finding")
    assert (finding.printed, finding.follows) == (printed, follows)


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (parts_of_groups, "Van de 250 bruggen zijn er 80 vernieuwd, in Zeeland 12 (38% van de Zeeuwse bruggen)."),
        (parts_of_groups, "Van de 250 bruggen zijn er 80 vernieuwd (2019) en is 38% van hout."),
        (parts_of_groups, "In dat jaar voldeed 31% (80 van de 254 bruggen) aan de norm."),
        (parts_of_the_former, "Er zijn 250 bruggen en 90 sluizen. Daarvan zijn 80 sluizen (89%) vernieuwd."),
        (fractions_of_counts, "Ruim een kwart van de bruggen (80 van de 250) is vernieuwd."),
        (fractions_of_counts, "Ongeveer een derde van de bruggen (80 van de 250) is vernieuwd."),
        (answers_short_of_the_whole, "Van de bezoekers is 50% positief, 30% neutraal en 20% negatief."),
        (answers_short_of_the_whole, "Van de bezoekers is 33% positief, 33% neutraal en 33% negatief."),
        (answers_short_of_the_whole,
            "Van de bezoekers is 50% positief, 15% neutraal "
            "en 20% negatief. De overigen zwegen."),
        (answers_short_of_the_whole, "Van de bezoekers kwam 50% met de trein, 15% per fiets en 20% te voet."),
        (exact_in_brackets, "Er zijn ruim 300 bruggen (312) vernieuwd."),
        (exact_in_brackets, "Ruim 60% van de bruggen (61,2%) is vernieuwd."),
        (exact_in_brackets, "Er zijn ruim 2.000 bruggen (1998) vernieuwd."),
        (exact_in_brackets, "Er zijn ruim 300 bruggen (12 in Zeeland) vernieuwd."),
        (exact_in_brackets, "Er zijn circa 300 bruggen (288) vernieuwd."),
    ],
)  # fmt: skip
def test_numbers_that_fit_or_say_something_else(ask, rule, text):
    assert [finding for finding in ask(rule, text) if finding.severity != "confirmation"] == []
