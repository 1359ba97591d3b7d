"""The rules on running prose, in the order in which they are asked. The rules on tables stand in `checks.py`."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from narekenen.arithmetic.announced import annexes_missing, out_of_order, rows_missing, tables_missing
from narekenen.arithmetic.approximations import exact_in_brackets
from narekenen.arithmetic.averages import amounts_per_unit
from narekenen.arithmetic.breakdowns import incomplete_breakdowns
from narekenen.arithmetic.bulleted_totals import totals_of_lists
from narekenen.arithmetic.claims import universal_claims
from narekenen.arithmetic.colon_lists import totals_before_a_colon
from narekenen.arithmetic.comparisons_announced import comparisons_never_reported
from narekenen.arithmetic.complements import haves_and_have_nots
from narekenen.arithmetic.date_conflicts import ends_before_starts, first_before_start, weekdays
from narekenen.arithmetic.deadlines import deadlines_missed
from narekenen.arithmetic.differences import differences
from narekenen.arithmetic.direction import direction_of_change
from narekenen.arithmetic.enumerations import listed_parts
from narekenen.arithmetic.event_dates import two_days_in_force
from narekenen.arithmetic.fractions_in_words import fractions_in_words
from narekenen.arithmetic.fractions_of_groups import fractions_of_groups
from narekenen.arithmetic.lists_announced import lists_of_another_length
from narekenen.arithmetic.mean_totals import totals_of_means
from narekenen.arithmetic.model import Finding
from narekenen.arithmetic.multiples import multiples_in_words
from narekenen.arithmetic.notation import mixed_notation
from narekenen.arithmetic.partitions import answers_short_of_the_whole
from narekenen.arithmetic.percent_changes import percentages_of_change
from narekenen.arithmetic.periods import periods_mixed
from narekenen.arithmetic.products_in_prose import products
from narekenen.arithmetic.reference_conflicts import one_number_for_two
from narekenen.arithmetic.remainders import what_is_left
from narekenen.arithmetic.same_number import counts_of_two_things, shares_of_two_things
from narekenen.arithmetic.same_quantity import two_values
from narekenen.arithmetic.scopes import scopes_in_conflict
from narekenen.arithmetic.shares_in_words import fractions_of_counts, parts_of_groups, parts_of_the_former
from narekenen.arithmetic.shares_next import shares_in_the_next_sentence
from narekenen.arithmetic.shares_of_counts import counts_and_shares, whole_people
from narekenen.arithmetic.totals_next import totals_in_the_next_sentence
from narekenen.arithmetic.unit_totals import totals_of_units
from narekenen.arithmetic.written_sums import equations, formulas
from narekenen.arithmetic.yearly_values import values_by_year
from narekenen.readings.model import Letter

PROSE_RULES: tuple[Callable[[Letter], Iterable[Finding]], ...] = (
    listed_parts,
    counts_and_shares,
    whole_people,
    incomplete_breakdowns,
    amounts_per_unit,
    equations,
    formulas,
    universal_claims,
    direction_of_change,
    percentages_of_change,
    multiples_in_words,
    fractions_in_words,
    periods_mixed,
    scopes_in_conflict,
    weekdays,
    ends_before_starts,
    first_before_start,
    deadlines_missed,
    annexes_missing,
    tables_missing,
    rows_missing,
    comparisons_never_reported,
    out_of_order,
    two_values,
    mixed_notation,
    exact_in_brackets,
    totals_of_lists,
    two_days_in_force,
    lists_of_another_length,
    answers_short_of_the_whole,
    products,
    one_number_for_two,
    what_is_left,
    counts_of_two_things,
    shares_of_two_things,
    fractions_of_counts,
    parts_of_groups,
    values_by_year,
    parts_of_the_former,
    totals_in_the_next_sentence,
    totals_of_units,
    differences,
    totals_of_means,
    shares_in_the_next_sentence,
    haves_and_have_nots,
    fractions_of_groups,
    totals_before_a_colon,
)
