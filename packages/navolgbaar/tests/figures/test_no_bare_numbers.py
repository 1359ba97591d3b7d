"""No number without an origin: the gate, the way through it, and its refusals."""

from decimal import Decimal

import pytest
from django.template import Context, Template, engines
from django.template.base import Origin
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from navolgbaar.figures.gate import HOUSE, closed_gate, is_bare
from navolgbaar.figures.plain import REASONS, NumberWithoutOrigin, PlainNumber, plain


def rendered(source, **context):
    return Template(source, engine=engines["django"].engine).render(Context(context))


@pytest.mark.parametrize("number", [0, 7, -3, 1.5, Decimal("12.30"), 15644])
@pytest.mark.parametrize(
    "source", ["{{ n }}", "{{ n|default:1 }}", "{% blocktranslate %}{{ n }} homes{% endblocktranslate %}"]
)
def test_a_bare_number_raises(number, source):
    with pytest.raises(NumberWithoutOrigin, match="would stand in"):
        rendered(source, n=number)


@pytest.mark.parametrize("source", ["{% for x in 'ab' %}{{ forloop.counter }}{% endfor %}", "{{ 'abc'|length }}"])
def test_counters_and_lengths_are_numbers_too(source):
    with pytest.raises(NumberWithoutOrigin):
        rendered(source)


@pytest.mark.parametrize("value", ["text", True, False, None, ["a"], PlainNumber("3")])
def test_what_is_no_number_passes(value):
    assert rendered("{{ v }}", v=value) == str(value).replace("'", "&#x27;")


def test_a_plain_number_says_what_it_is():
    assert rendered("{{ n|plain:'page' }}", n=12) == "12"
    assert rendered("{{ n|plain:'year' }}", n="2024") == "2024"


@pytest.mark.parametrize("reason", ["", "number", "because", "amount"])
def test_reasons_come_from_a_closed_list(reason):
    with pytest.raises(NumberWithoutOrigin, match="house number"):
        plain(3, reason)


@given(value=st.one_of(st.floats(), st.decimals(), st.booleans(), st.none(), st.lists(st.integers())))
def test_plain_refuses_what_is_measured_or_computed(value):
    with pytest.raises(NumberWithoutOrigin):
        plain(value, "page")


@pytest.mark.parametrize("text", ["1.5", "30,93", "0.0"])
def test_plain_refuses_decimals_as_text(text):
    with pytest.raises(NumberWithoutOrigin):
        plain(text, "page")


@given(number=st.integers(), reason=st.sampled_from(sorted(REASONS)))
def test_whole_numbers_with_a_reason_pass_unchanged(number, reason):
    assert plain(number, reason) == str(number)
    assert not is_bare(plain(number, reason))


def test_templates_of_libraries_are_not_ours_to_judge():
    template = Template("{{ n }}", engine=engines["django"].engine)
    template.origin = Origin("/usr/lib/python/allauth/templates/x.html")
    assert template.render(Context({"n": 3})) == "3"
    template.origin = Origin(str(HOUSE / "website" / "templates" / "x.html"))
    with pytest.raises(NumberWithoutOrigin, match=r"x\.html"):
        template.render(Context({"n": 3}))


def test_the_gate_opens_again():
    from django.template import base

    inside = base.render_value_in_context
    with closed_gate():
        assert base.render_value_in_context is not inside
    assert base.render_value_in_context.__module__ == "django.template.base"
    base.render_value_in_context = inside


def test_a_live_count_leads_to_what_it_counts():
    with override("nl"):
        markup = rendered("{% live_count items '/lijst' %}", items=["a", "b"])
    assert markup == '<a class="count" data-count href="/lijst">2</a>'
