"""The parts that the number reader is made of, one by one."""

from decimal import Decimal

import pytest

from narekenen.readings.bases import base_of_share, counted_before, per_after, wide_base
from narekenen.readings.counted import counted_after, is_plural
from narekenen.readings.digits import read_digits
from narekenen.readings.formulas import formulas
from narekenen.readings.judging import bracketed_mark, part_of_a_name
from narekenen.readings.notnumbers import chained, labelled, opens_line, skip, words_before
from narekenen.readings.operators import operator_after, operator_before
from narekenen.readings.printed import in_lower_case, printed_numbers
from narekenen.readings.proseparts import is_multiplier, or_gap, range_gap, times
from narekenen.readings.quantities import Quantity, quantity
from narekenen.readings.units import GLUED, SCALES, UNITS


def quantity_in(text: str) -> Quantity:
    printed = printed_numbers(text)[0]
    assert printed.digits is not None
    return quantity(text, printed.start, printed.end, printed.digits)


# --- what starts here and is no number


@pytest.mark.parametrize(
    "text",
    [
        "12 maart 2019",
        "1e januari",
        "3 en 4 mei",
        "5 t/m 9 juni 2020",
        "22\njuni 2016",
        "10-11-2020",
        "1/2/21",
        "2023-09-06",
        "2022–2023",
        "2021/22",
        "2015=100",
        "10.00 uur",
        "13:30",
        "09.15 uur",
        "2511 CW",
        "2511CW",
        "31055 2490 AB",
        "070-3401234",
        "06 12345678",
        "0800 8051",
        "2204177-301942-PZ",
        "192.168.1.2",
    ],
)
def test_skip_goes_past_the_whole(text: str) -> None:
    assert skip(text, text.lower(), 0) == len(text)


@pytest.mark.parametrize(
    "text",
    ["1.400 woningen", "1.000.000.000", "15,4%", "5 marktpartijen", "3-6 maanden", "1500 MW", "500", "20 jurken"],
)  # fmt: skip
def test_skip_leaves_quantities(text: str) -> None:
    assert skip(text, text.lower(), 0) == 0


@pytest.mark.parametrize(
    ("before", "style", "label"),
    [
        (["artikel"], "plain", True),
        (["bijlage"], "plain", True),
        (["nrs."], "plain", True),
        (["pilot-maatregel"], "plain", True),
        (["dorpsstraat"], "plain", True),
        (["fase:"], "plain", True),
        (["jaar"], "plain", True),
        (["afgelopen", "jaar"], "plain", False),
        (["jaar"], "grouped", False),
        (["nr."], "grouped", True),
        (["zijn"], "plain", False),
        ([], "plain", False),
    ],
)
def test_labels(before: list[str], style: str, label: bool) -> None:
    assert labelled(before, style) is label


@pytest.mark.parametrize(
    ("gap", "goes_on"),
    [(" en ", True), (", ", True), (" t/m ", True), ("-", True), (" tot en met ", True), (", en ", True),
     (" en lid ", True), (" geldt voor ", False), (". ", False), (" en de leden van ", False)],
)  # fmt: skip
def test_a_list_of_labels_goes_on(gap: str, goes_on: bool) -> None:
    assert chained(f"5{gap}6", 1, 1 + len(gap)) is goes_on


def test_words_before_an_offset_without_their_opening_marks() -> None:
    assert words_before("dit zijn («ruim 12", 16) == ["dit", "zijn", "ruim"]
    assert words_before("12", 0) == []


@pytest.mark.parametrize(
    ("text", "start", "opens"),
    [
        ("12", 0, True),
        ("a\n - 12", 5, True),
        ("## 12", 3, True),
        ("er zijn 12", 8, False),
        ("in de gemeente zijn er 12", 23, False),
    ],
)
def test_start_of_a_line(text: str, start: int, opens: bool) -> None:
    assert opens_line(text, start) is opens


@pytest.mark.parametrize(
    ("text", "start", "end", "name"),
    [
        ("covid-19", 6, 8, True),
        ("g4", 1, 2, True),
        ("65-plus", 0, 2, True),
        ("1:4", 0, 1, True),
        ("’22", 1, 3, True),
        ("16+", 0, 2, True),
        ("(12)", 1, 3, False),
        ("van 12.", 4, 6, False),
        ("**21", 2, 4, False),
        ("‘15 scholen’", 1, 3, True),
        ("«15 scholen»", 1, 3, False),
    ],
)
def test_part_of_a_name(text: str, start: int, end: int, name: bool) -> None:
    assert part_of_a_name(text, start, end) is name


def test_marks_in_brackets() -> None:
    assert bracketed_mark("(1)", 1, 2)
    assert bracketed_mark("[2 ]", 1, 2)
    assert bracketed_mark("a 1) b", 2, 3)
    assert not bracketed_mark("(totaal 12)", 8, 10)
    assert not bracketed_mark("12 scholen", 0, 2)


# --- what belongs to a number


@pytest.mark.parametrize(
    ("text", "value", "unit", "end"),
    [
        ("€ 5 mln extra", "5000000", "euro", 7),
        ("5 miljoen euro extra", "5000000", "euro", 14),
        ("5 mld. extra", "5000000000", "", 6),
        ("12,5% van", "12.5", "%", 5),
        ("12,5 %-punt", "12.5", "procentpunt", 11),
        ("3 km/u hard", "3", "km/u", 6),
        ("300 vierkante meter", "300", "m2", 19),
        ("12 gemeenten", "12", "", 2),
        ("2 jaarlijkse", "2", "", 1),
        ("7 maanden-regel", "7", "", 1),
    ],
)
def test_scale_and_unit(text: str, value: str, unit: str, end: int) -> None:
    found = quantity_in(text)
    assert (found.value, found.unit, found.end) == (Decimal(value), unit, end)


@pytest.mark.parametrize(
    ("text", "glued"), [("7e plaats", True), ("5g", True), ("5km", False), ("100mw", False), ("15%", False)]
)
def test_letters_against_the_digits(text: str, glued: bool) -> None:
    assert quantity_in(text).glued is glued


@pytest.mark.parametrize(
    ("text", "value"),
    [("met -5% nu", "-5"), ("met −5 nu", "-5"), ("-€ 5 nu", "-5"), ("€ -5 nu", "-5"), ("10-5%", "10"),
     ("lijst - 5%", "5"), ("min 5 procent", "-5")],
)  # fmt: skip
def test_signs(text: str, value: str) -> None:
    assert quantity_in(text).value == Decimal(value)


def test_every_printed_unit_has_one_name() -> None:
    assert all(word == word.lower() for word in UNITS)
    assert set(UNITS) >= {word for word in GLUED if word not in SCALES}


def test_lower_case_keeps_every_offset() -> None:
    text = "İn ÉÉN JAAR 5"
    assert len(in_lower_case(text)) == len(text)
    assert in_lower_case(text).endswith("één jaar 5")


def test_printed_numbers_come_in_order_with_words_and_digits() -> None:
    text = "twee van de 12, 1.40.000 en drieduizend vijfhonderd"
    found = [(text[p.start : p.end], None if p.digits is None else p.value) for p in printed_numbers(text)]
    assert found == [("twee", 2), ("12", 12), ("1.40.000", None), ("drieduizend vijfhonderd", 3500)]


def test_printed_runs_that_are_no_number_are_none() -> None:
    assert read_digits("1.40.000") is None


# --- operators


@pytest.mark.parametrize(
    ("before", "operator"),
    [
        (["ruim"], ">"),
        (["meer", "dan"], ">"),
        (["meer", "dan", "de"], ">"),
        (["op", "zijn", "minst"], ">="),
        (["ten", "hoogste"], "<="),
        (["ongeveer", "de"], "~"),
        (["nog", "geen"], "<"),
        (["circa", "nog", "eens"], "~"),
        (["circa", "woningen"], "="),
        ([], "="),
    ],
)
def test_operator_before(before: list[str], operator: str) -> None:
    assert operator_before(before) == operator


def test_operator_after() -> None:
    assert operator_after("5 of meer", 1) == ">="
    assert operator_after("5 of minder", 1) == "<="
    assert operator_after("5 of zo", 1) == "="


# --- what is counted, per what, of what


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        (" geslaagde proeven uitgevoerd", "geslaagde proeven"),
        (" te slopen panden zijn", "te slopen panden"),
        (" grote, lege panden in", "grote, lege panden"),
        (" gekozen raadsleden", "gekozen raadsleden"),
        (" gebouwen moeten", "gebouwen"),
        (" zon- en windparken", "zon- en windparken"),
        (" risico’s", "risico’s"),
        (" criteria uit", "criteria"),
        (" “rode” auto's", "rode” auto's"),
        (" van de panden", ""),
        (". De panden", ""),
        (" is genoeg", ""),
        ("", ""),
    ],
)
def test_noun_phrase(text: str, counted: str) -> None:
    assert counted_after(text, 0)[0] == counted


def test_a_singular_noun_will_do_behind_one() -> None:
    assert counted_after(" gemeente doet", 0, single=True)[0] == "gemeente"
    assert counted_after(" nieuw landelijk plan ligt", 0, single=True)[0] == "nieuw landelijk plan"
    assert counted_after(" grote woning staat", 0, single=True)[0] == "grote woning"
    assert counted_after(" gemeente doet", 0)[0] == ""


@pytest.mark.parametrize(("word", "plural"), [
    ("panden", True), ("leden", True), ("foto's", True), ("proces", False),
    ("wordt", False), ("moeten", False), ("basis", False), ("fte", True)])  # fmt: skip
def test_plural_by_form(word: str, plural: bool) -> None:
    assert is_plural(word) is plural


@pytest.mark.parametrize(
    ("text", "per"),
    [
        (" per adres", "adres"),
        (" / adres", "adres"),
        ("/adres", "adres"),
        (" per maand per huishouden", "maand, huishouden"),
        (" per sociale huurwoning", "sociale huurwoning"),
        (" per gemeente in", "gemeente"),
        (" p.p.", "persoon"),
        (" per 1 januari", ""),
        (" per mei", ""),
        (" per saldo", ""),
        (" voor elke wijk", "wijk"),
        (" in totaal", ""),
    ],
)
def test_denominator(text: str, per: str) -> None:
    assert per_after(text, 0) == per


@pytest.mark.parametrize(
    ("text", "base"),
    [
        (" van de huurders wil", "van de huurders"),
        (" van alle nieuwe huurders", "van alle nieuwe huurders"),
        (" van de te slopen panden", "van de te slopen panden"),
        (" van het inkomen aan", "van het inkomen"),
        (" van de 48 wethouders", "van de 48 wethouders"),
        (" van Nederland is", "van Nederland"),
        (" van de gemeente is", "van de gemeente"),
        (" in Nederland", ""),
        (" van wie", ""),
    ],
)
def test_base_of_a_share(text: str, base: str) -> None:
    assert base_of_share(text, 0) == base


@pytest.mark.parametrize(
    ("before", "after", "base"),
    [
        (["zijn", "gemiddeld"], "", "gemiddeld"),
        (["in", "totaal"], "", "in totaal"),
        (["jaarlijks", "circa"], "", "jaarlijks"),
        (["structureel", "en"], "", ""),
        ([], " in totaal", "in totaal"),
        ([], " (eenmalig)", "eenmalig"),
        (["de"], " stuks totaal", ""),
    ],
)
def test_over_what_it_holds(before: list[str], after: str, base: str) -> None:
    assert wide_base(before, after, 0) == base


@pytest.mark.parametrize(
    ("text", "share", "subject"),
    [
        ("een looptijd van ", False, "looptijd"),
        ("een termijn van maximaal ", False, "termijn"),
        ("het aantal klachten bedraagt ", False, "klachten"),
        ("is gestegen van ", False, ""),
        ("deze termijn hanteert van ", False, ""),
        ("Het aandeel huurders dat klaagt is ", True, "aandeel huurders"),
        ("Het aandeel huurders. Dat was ", True, ""),
        ("in Nederland zijn ", False, ""),
    ],
)
def test_subject_before_the_number(text: str, share: bool, subject: str) -> None:
    assert counted_before(text, len(text), share) == subject


# --- numbers of more than one piece


def test_gaps_of_ranges() -> None:
    assert range_gap("10-20", 2, between=False) == 3
    assert range_gap("10 – 20", 2, between=False) == 5
    assert range_gap("5 tot 6", 1, between=False) == 6
    assert range_gap("€ 5 tot € 6", 3, between=False) == 10
    assert range_gap("5 en 6", 1, between=False) == 0
    assert range_gap("5 en 6", 1, between=True) == 5
    assert or_gap("2 of 3", 1) == 5
    assert or_gap("2 en 3", 1) == 0


def test_times_and_multipliers() -> None:
    assert is_multiplier("5 keer zo groot", 1) == len("5 keer zo")
    assert is_multiplier("5 keer per week", 1) == 0
    assert times("5 keer per week", 1) == len("5 keer")
    assert times("5x per week", 1) == 2
    assert times("5 keren", 1) == 0


def test_formulas_need_a_factor_in_words_and_end_in_a_number() -> None:
    def read(text: str) -> list[tuple[str, ...]]:
        return [formula.symbols for formula in formulas(text, printed_numbers(text))]

    assert read("aantal wijken * 3 jaar * 250 euro") == [("aantal wijken", "jaar")]
    assert read("aantal wijken × 250 euro") == [("aantal wijken",)]
    assert read("4 * 12 * 750 panden") == []
    assert read("aantal wijken * aantal panden") == []
    assert read("- aantal wijken\n * 250 euro") == []
