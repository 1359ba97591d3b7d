"""One quantity over time: which periods are laid side by side, and the picture of it."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from navolgbaar.figures.actions import Question, record_run, register_quantity
from navolgbaar.figures.drawing import Point, drawing, scale_of
from navolgbaar.figures.models import FigureVersion
from navolgbaar.figures.render import series_markup
from navolgbaar.figures.series import number_of, series_in, series_with
from navolgbaar.figures.states import FigureKind
from navolgbaar.programmes.actions import period

pytestmark = [pytest.mark.django_db, pytest.mark.db]


@pytest.fixture
def answer(world, letter, say):
    """answer(2021, "5") records a computed answer over a year, or over two dates."""
    counted = register_quantity(key="count", name="Aantal", name_en="Number", unit="stuks", by=world.editor)
    share = register_quantity(key="share", name="Deel", name_en="Share", unit="%", decimals=1, by=world.editor)

    def record(when, value, kind=FigureKind.OBSERVED, *, is_share=False, on=date(2024, 1, 1)):
        ends = (date(when, 1, 1), date(when, 12, 31)) if isinstance(when, int) else when
        question = Question(
            subject=world.subject, quantity=share if is_share else counted, period=period(*ends), kind=kind,
            issuer=world.ministry, issued_on=on, owner=world.ministry,
        )  # fmt: skip
        recipe, inputs = "arithmetic.sum@1", {"terms": [value, "0"]}
        if value is None:
            recipe, inputs = "disclosure.withheld@1", {"reason": "n < 5"}
        return record_run(question=question, recipe=recipe, inputs=inputs, by=world.editor)

    return record


def periods(series):
    return [str(row.period) for row in series.rows]


def test_a_promise_stands_beside_what_was_measured_year_after_year(answer):
    versions = [answer(2023, "8"), answer(2022, "5"), answer(2023, "9", FigureKind.TARGET)]
    (series,) = series_in(versions)
    assert periods(series) == ["2022", "2023"]
    assert series.kinds == [FigureKind.TARGET, FigureKind.OBSERVED]
    assert [v.value for v in series.rows[1].versions] == ["9", "8"]


def test_one_period_is_no_series(answer):
    assert series_in([answer(2023, "8"), answer(2023, "9", FigureKind.TARGET)]) == []


def test_a_period_that_holds_others_stands_apart(answer):
    versions = [answer(2021, "1"), answer(2022, "2"), answer((date(2021, 1, 1), date(2022, 12, 31)), "3")]
    (series,) = series_in(versions)
    assert periods(series) == ["2021", "2022"]
    assert len(series.versions) == 2


def test_counts_are_of_periods_of_one_length_and_shares_of_any(answer):
    wave = (date(2020, 1, 1), date(2021, 12, 31))
    assert series_in([answer(wave, "3"), answer(2022, "2")]) == []
    (series,) = series_in([answer(wave, "30", is_share=True), answer(2022, "20", is_share=True)])
    assert periods(series) == ["2020–2021", "2022"]


def test_a_leap_year_is_as_long_as_another(answer):
    (series,) = series_in([answer(2023, "1"), answer(2024, "2")])
    assert periods(series) == ["2023", "2024"]


def test_what_is_withheld_stands_in_the_table_and_not_in_the_picture(answer):
    versions = [answer(2021, "77"), answer(2022, "88"), answer(2022, None, FigureKind.FORECAST)]
    (series,) = series_in(versions)
    assert len(series.rows[1].versions) == 2
    assert "n &lt; 5" not in series_markup(series)


def test_the_series_of_a_figure_is_what_was_published_of_it(answer, release):
    first, second, hidden = answer(2021, "1"), answer(2022, "2"), answer(2023, "3")
    assert series_with(first.figure) is None
    release(first, second)
    assert periods(series_with(first.figure)) == ["2021", "2022"]
    assert series_with(hidden.figure) is None


def test_the_subject_page_shows_the_picture_and_the_same_values_with_their_origin(client, world, answer, release):
    release(answer(2021, "1234"), answer(2022, "2345"), answer(2022, "3000", FigureKind.TARGET))
    for path, shown in (("", "2.345"), ("/en", "2,345")):
        body = client.get(path + world.subject.get_absolute_url()).content.decode()
        assert '<svg class="series wide"' in body
        assert "style=" not in body
        table = body.partition("<table>")[2].partition("</table>")[0]
        assert table.count("data-figure") == 3
        assert shown in re.sub(r"<[^>]+>", "", table)


# the picture itself


def svg(points, title="t", form="wide"):
    both = etree.fromstring(f"<div>{drawing(points, title=title, ident='i')}</div>".encode())
    return next(tree for tree in both if form in tree.get("class"))


def texts(tree):
    return [text for text in tree.itertext() if text.strip()]


def test_bars_for_what_was_measured_and_other_marks_for_the_rest():
    points = [
        Point("2021", 661.0, "observed", "661"), Point("2022", 1400.0, "target", "1.400"),
        Point("2023", 900.0, "forecast", "900", 700.0, 1100.0), Point("2023", 800.0, "claimed", "800"),
    ]  # fmt: skip
    drawn = str(drawing(points, title="t", ident="i"))
    for colour in ("--measured", "--promised", "--expected", "--ink-soft"):
        assert f"var({colour})" in drawn
    assert not re.search(r'(?:fill|stroke)="#', drawn)
    for form in ("wide", "narrow"):
        assert {"661", "1.400", "800", "2021", "2022", "2023"} <= set(texts(svg(points, form=form)))
        assert "900" not in texts(svg(points, form=form))  # a range is drawn; its words stand in the table


def test_a_bar_is_as_high_as_its_value():
    tree = svg([Point("a", 100.0, "observed", "100"), Point("b", 50.0, "observed", "50")])
    bars = [path.get("d") for path in tree.iter("{*}path") if path.get("fill") == "var(--measured)"]
    high, low = (float(re.search(r"v(-?[\d.]+)", bar)[1]) for bar in bars)
    assert abs(high) == pytest.approx(2 * abs(low))


def test_the_axis_is_written_in_the_language_of_the_page():
    from django.utils import translation

    points = [Point("a", 3000.0, "observed", "x"), Point("b", 1.0, "observed", "y")]
    with translation.override("nl"):
        assert "1.000" in texts(svg(points))
    with translation.override("en"):
        assert "1,000" in texts(svg(points))


@given(st.text(min_size=1, max_size=20))
def test_words_are_words_and_never_markup(words):
    words = "".join(letter for letter in words if letter.isprintable()) or "x"
    tree = svg([Point("<b>", 1.0, "target", "</svg><script>")], title=words)
    assert tree.find("{*}title").text == words or words.strip() == ""
    assert not list(tree.iter("{*}script"))


def test_on_a_telephone_periods_stand_below_each_other():
    points = [Point(str(year), float(year), "observed", str(year)) for year in range(2000, 2020)]
    assert int(svg(points, form="narrow").get("width")) < 290
    bars = [p.get("d") for p in svg(points, form="narrow").iter("{*}path") if p.get("fill") == "var(--measured)"]
    assert len(bars) == 20
    assert svg(points).find("{*}title").get("id") != svg(points, form="narrow").find("{*}title").get("id")


def test_words_of_marks_that_are_close_do_not_cover_each_other():
    """A promise of 1,100 beside 1,122 that were measured: its words stand above the bar, not on it."""
    target, bar = Point("2023", 1100.0, "target", "1.100"), Point("2023", 1122.0, "observed", "")
    beside = Point("2023", 300.0, "observed", "")
    assert said_at(svg([target, bar]), "1.100") < said_at(svg([target, beside]), "1.100"), "higher on the page"


def said_at(tree, words):
    return next(float(text.get("y")) for text in tree.iter("{*}text") if text.text == words)


numbers = st.floats(-1e9, 1e9, allow_nan=False).filter(lambda value: value == 0 or abs(value) > 1e-6)
points = st.builds(
    Point, label=st.sampled_from(["2021", "2022", "1 jan. 2023", "2024"]), value=numbers,
    kind=st.sampled_from(["observed", "target", "forecast", "claimed"]), shown=st.sampled_from(["", "1.229", "- 12,5"]),
)  # fmt: skip


@given(st.lists(points, min_size=1, max_size=12))
def test_every_mark_and_word_lies_within_the_picture(points):
    for form in ("wide", "narrow"):
        tree = svg(points, form=form)
        _, _, width, height = map(float, tree.get("viewBox").split())
        places = [(float(t.get("x")), float(t.get("y"))) for t in tree.iter("{*}text")]
        starts = [re.match(r"M(-?[\d.]+),(-?[\d.]+)", path.get("d")).groups() for path in tree.iter("{*}path")]
        for x, y in [*places, *((float(x), float(y)) for x, y in starts)]:
            assert -1 <= x <= width + 1
            assert -8 <= y <= height + 1


@given(st.lists(points, min_size=1, max_size=12))
def test_the_scale_is_round_and_holds_every_value(points):
    scale = scale_of(points)
    assert scale.first <= min(0, *(p.value for p in points)) * (1 - 1e-12)
    assert scale.last >= max(0, *(p.value for p in points)) * (1 - 1e-12)
    assert 2 <= len(scale.ticks) <= 9
    assert f"{scale.step:.12g}".strip("0.").partition("e")[0].rstrip("0") in {"1", "2", "5"}


def test_a_screen_reader_gets_the_sentence():
    tree = svg([Point("2021", 1.0, "target", "1")], title="Aantal: toegezegd")
    assert tree.get("role") == "img"
    assert tree.get("aria-labelledby") == tree.find("{*}title").get("id")
    assert not [e for e in tree.iter() if e is not tree and any("aria" in name for name in e.attrib)]


def test_many_periods_fit_on_one_page():
    points = [Point(str(year), float(year), "observed", str(year)) for year in range(1950, 2010)]
    assert int(svg(points).get("width")) < 800


@pytest.mark.parametrize(
    ("text", "number"), [("12.5", 12.5), ("-3", -3.0), ("2023-09-06", None), ("", None), (None, None), ("NaN", None)]
)
def test_only_numbers_are_drawn(text, number):
    assert number_of(text) == number


def test_versions_of_the_ledger_are_not_changed_by_drawing(answer):
    versions = [answer(2021, "1"), answer(2022, "2")]
    before = list(FigureVersion.objects.values())
    series_markup(series_in(versions)[0])
    assert list(FigureVersion.objects.values()) == before
