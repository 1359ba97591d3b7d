"""A published number is recomputed; what was altered is refused, also when its digests were recomputed."""

import dataclasses
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narekenen.errors import UnusableInput
from narekenen.recipes import RECIPES, compute, find_recipe, run_recipe
from narekenen.replay import replay
from narekenen.trace.bundles import read_bundle, write_bundle
from narekenen.trace.canonical import canonical_json, digest
from narekenen.trace.model import Bundle, Estimate, Format
from narekenen.trace.published import published_string

TERMS = ["4400", "60000", "1500.50"]


EUROS = Format(decimals=0, unit="euro")


def bundle(terms=TERMS, form=EUROS):
    run = run_recipe("arithmetic.sum@1", {"terms": ("dataset", terms, "begroting, kolom bedrag")})
    published = published_string(run.estimates[0], form)
    return Bundle("NB-2026-00001", 1, "Hoeveel kosten de drie posten samen?", run, "value", form, published)


def altered(change):
    """The bundle as JSON, changed, with every digest in it recomputed."""
    body = json.loads(write_bundle(bundle()))
    change(body)
    for item in body["run"]["inputs"]:
        item["digest"] = digest(item["value"])
    body.pop("digest")
    return canonical_json({**body, "digest": digest(body)})


def test_a_bundle_replays_to_the_published_string():
    result = replay(write_bundle(bundle()))
    assert result.same
    assert result.recomputed == result.published == "65.901 euro"


def test_the_expected_sha_must_be_that_of_the_file():
    data = write_bundle(bundle())
    sha = replay(data).sha256
    assert replay(data, expect=sha).same
    assert replay(data, expect=f"sha256:{sha.upper()}").same
    assert not replay(data, expect="0" * 64).same


def test_an_altered_input_is_seen_by_its_digest():
    body = json.loads(write_bundle(bundle()))
    body["run"]["inputs"][0]["value"][0] = "4401"
    problems = replay(canonical_json(body)).problems
    assert any("'terms'" in problem for problem in problems)


def test_an_altered_input_with_all_digests_recomputed_gives_another_string():
    def change(body):
        body["run"]["inputs"][0]["value"][0] = "8400"

    result = replay(altered(change))
    assert not result.same
    assert result.recomputed == "69.901 euro"


def test_an_altered_string_with_all_digests_recomputed_is_refused():
    result = replay(altered(lambda body: body.update(published="65.900 euro")))
    assert result.problems == ("published is '65.900 euro', but the inputs give '65.901 euro'",)


def test_altered_estimates_with_all_digests_recomputed_are_refused():
    def change(body):
        body["run"]["estimates"][0]["n"] = 4

    assert "n is 4 in the bundle and 3 recomputed" in replay(altered(change)).problems[0]


def test_an_unknown_recipe_version_names_the_known_ones():
    with pytest.raises(UnusableInput, match=r"arithmetic\.sum@9.*known here: arithmetic\.sum@1"):
        replay(altered(lambda body: body["run"].update(recipe="arithmetic.sum@9")))


def test_a_recipe_is_never_imported_by_a_name_from_the_file():
    with pytest.raises(UnusableInput, match="no recipe of that name"):
        compute("os:system", {})


def test_an_input_that_is_not_public_is_asked_for_by_name():
    def change(body):
        body["run"]["inputs"][0]["value"] = None

    data = json.loads(altered(change))
    data["run"]["inputs"][0]["digest"] = digest(TERMS)
    data.pop("digest")
    data = canonical_json({**data, "digest": digest(data)})
    with pytest.raises(UnusableInput, match=r"--input NAME=FILE(.|\n)*terms \(dataset\)"):
        replay(data)
    assert replay(data, given={"terms": TERMS}).same
    assert "not the one it was computed from" in replay(data, given={"terms": ["1"]}).problems[0]


def test_all_that_is_missing_is_named_at_once():
    body = {"schema": "narekenen/bundle/1", "figure": 7, "run": {"recipe": "x@1", "colour": "red"}, "format": {}}
    with pytest.raises(UnusableInput) as refused:
        read_bundle(canonical_json(body))
    text = str(refused.value)
    assert "figure: text is needed" in text
    assert "run.colour: unknown" in text


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b'{"schema":"other"}',
        b'{"a":1,"a":2}',
        b"[" * 100_000,
        b'{"figure":NaN}',
    ],
)
def test_what_is_no_bundle_is_refused_in_words(data):
    with pytest.raises(UnusableInput):
        replay(data, where="bundle.json")


def test_a_bundle_reads_back_as_itself():
    made = bundle()
    read, problems = read_bundle(write_bundle(made))
    assert not problems
    assert write_bundle(read) == write_bundle(made)


def test_a_suppressed_estimate_is_its_reason_and_never_a_zero():
    hidden = Estimate(name="value", value=None, reason="minder dan 5")
    assert published_string(hidden, Format()) == "– (minder dan 5)"
    with pytest.raises(ValueError, match="no reason"):
        Estimate(name="value", value=None)


def test_an_interval_is_published_when_asked():
    estimate = Estimate(name="value", value=7.25, low=1.04, high=13.5, level=0.95, n=500)
    assert published_string(estimate, Format(decimals=1, unit="%", interval=True)) == "7,3 % (1,0 % tot 13,5 %)"
    assert published_string(estimate, Format(decimals=1, unit="%", lang="en")) == "7.3 %"


@pytest.mark.parametrize(
    ("recipe", "values", "expected"),
    [
        ("arithmetic.difference@1", {"minuend": "627720", "subtrahend": "623320"}, "4400"),
        ("arithmetic.product@1", {"factors": [12, 2, 5000]}, "120000"),
        ("arithmetic.quotient@1", {"numerator": "1", "denominator": "8"}, "0.125"),
        ("arithmetic.share@1", {"part": "75", "whole": "200"}, "37.5"),
    ],
)
def test_plain_sums(recipe, values, expected):
    assert compute(recipe, values)[0].value == expected


@pytest.mark.parametrize(
    ("recipe", "values"),
    [
        ("arithmetic.quotient@1", {"numerator": "1", "denominator": "0"}),
        ("arithmetic.quotient@1", {"numerator": "0", "denominator": "0"}),
        ("arithmetic.quotient@1", {"numerator": "1"}),
        ("arithmetic.sum@1", {"terms": []}),
        ("arithmetic.sum@1", {"terms": "12"}),
        ("arithmetic.sum@1", {"terms": ["12", "twaalf"]}),
        ("arithmetic.sum@1", {"terms": ["Infinity"]}),
        ("arithmetic.sum@1", {"terms": [True]}),
    ],
)
def test_what_cannot_be_computed_is_refused_in_words(recipe, values):
    with pytest.raises(UnusableInput):
        compute(recipe, values)


def test_every_recipe_exists_and_stands_under_its_own_id():
    from importlib import import_module

    for recipe_id, recipe in RECIPES.items():
        assert find_recipe(recipe_id) is recipe
        module, _, function = recipe.function.partition(":")
        assert callable(getattr(import_module(module), function)), recipe_id


@given(
    st.lists(
        st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**9), max_value=10**9), min_size=1
    )
)
def test_any_sum_replays(terms):
    assert replay(write_bundle(bundle([str(term) for term in terms], Format(decimals=2)))).same


def test_frozen():
    with pytest.raises(dataclasses.FrozenInstanceError):
        bundle().figure = "NB-2026-00002"
