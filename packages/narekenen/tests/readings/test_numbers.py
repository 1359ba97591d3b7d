"""Numbers in sentences: value, unit, what is counted, per what, over what, how meant."""

from decimal import Decimal

import pytest

from narekenen.readings.model import NumberReading
from narekenen.readings.numbers import numbers_in


def only(text: str) -> NumberReading:
    found = numbers_in(text)
    assert [text[r.span.start : r.span.end] for r in found] == [r.text for r in found]
    assert len(found) == 1, [r.text for r in found]
    return found[0]


def values(text: str) -> list[tuple[str, str]]:
    return [(r.text, str(r.value)) for r in numbers_in(text)]


@pytest.mark.parametrize(
    ("text", "value", "high", "unit"),
    [
        ("De gemeente telt 12.500 woningen.", "12500", None, ""),
        ("Het gaat om 17 500 adressen.", "17500", None, ""),
        ("De populatie bedraagt nu 1 414 021 100.", "1414021100", None, ""),
        ("Er is 300 miljoen euro beschikbaar.", "300000000", None, "euro"),
        ("Er is € 2,5 mld. nodig.", "2500000000", None, "euro"),
        ("Dat kost € 1.250,- aan leges.", "1250", None, "euro"),
        ("Voor 40 duizend huishoudens geldt dit.", "40000", None, ""),
        ("Dit betreft 2,75% van de loonsom.", "2.75", None, "%"),
        ("Een daling van 1,5 procentpunt.", "1.5", None, "procentpunt"),
        ("De sterfte is 4 promille.", "4", None, "promille"),
        ("Dit duurt 4-6 weken.", "4", "6", "week"),
        ("Het gaat om 15-25% van de panden.", "15", "25", "%"),
        ("Er zijn tussen de 400 en 500 banen.", "400", "500", ""),
        ("De bouw vergt 3 à 4 jaar.", "3", "4", "jaar"),
        ("Dat vergt twee of drie dagen.", "2", "3", "dag"),
        ("Dat kost 5 tot 10 miljoen euro.", "5000000", "10000000", "euro"),
        ("Het park levert 120 MW.", "120", None, "MW"),
        ("Een kavel van 350 m2 volstaat.", "350", None, "m2"),
        ("De ploeg is 1,5 fte groot.", "1.5", None, "fte"),
        ("Dit is goed voor 3/4 fte.", "0.75", None, "fte"),
        ("De bijdrage daalt met -3% dit jaar.", "-3", None, "%"),
        ("Het is min vijf procent.", "-5", None, "%"),
    ],
)
def test_how_much(text: str, value: str, high: str | None, unit: str) -> None:
    found = only(text)
    assert (found.value, found.unit) == (Decimal(value), unit)
    assert found.high == (None if high is None else Decimal(high))


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("Er zijn 240 geslaagde proeven uitgevoerd.", "geslaagde proeven"),
        ("Daarvan zijn 90 nog te beoordelen dossiers afgerond.", "te beoordelen dossiers"),
        ("Wij spraken 31 betrokken ondernemers.", "betrokken ondernemers"),
        ("Er werken 800 mensen mee.", "mensen"),
        ("De motie is van zes Kamerleden.", "Kamerleden"),
        ("Het aantal klachten bedraagt 88.", "klachten"),
        ("Eén gemeente deed niet mee.", "gemeente"),
        ("Er is 40 ha bos gekapt.", "bos"),
        ("Het kent een looptijd van vier jaar.", "looptijd"),
        ("Het aandeel starters dat slaagt is 41%.", "aandeel starters"),
        ("Er zijn 12 zon- en windparken.", "zon- en windparken"),
    ],
)
def test_what_is_counted(text: str, counted: str) -> None:
    assert only(text).counted == counted


@pytest.mark.parametrize(
    ("text", "per", "base"),
    [
        ("De kosten zijn 35 euro per adres.", "adres", ""),
        ("De kosten zijn € 35 / adres.", "adres", ""),
        ("Dat is € 900 per maand per huishouden.", "maand, huishouden", ""),
        ("Er komen 6 wijkteams per gemeente.", "gemeente", ""),
        ("Van hen is 62% van de ondervraagde huurders tevreden.", "", "van de ondervraagde huurders"),
        ("In totaal 450 brieven zijn verstuurd.", "", "in totaal"),
        ("De ritten duren gemiddeld 25 minuten.", "", "gemiddeld"),
        ("Er is € 5 miljoen structureel nodig.", "", "structureel"),
        ("Er komen gemiddeld zo'n 90 mensen per week.", "week", "gemiddeld"),
        ("Dat zeiden 30 van de 48 wethouders.", "", "van de 48 wethouders"),
    ],
)
def test_per_what_and_over_what(text: str, per: str, base: str) -> None:
    found = numbers_in(text)[0]
    assert (found.per, found.base) == (per, base)


@pytest.mark.parametrize(
    ("text", "operator"),
    [
        ("ruim 2.000 woningen", ">"),
        ("meer dan 5 procent", ">"),
        ("een kleine 300 panden", "<"),
        ("bijna 90%", "<"),
        ("circa 40 mensen", "~"),
        ("zo'n 20 scholen", "~"),
        ("± 15 meter", "~"),
        ("minimaal 9 ploegen", ">="),
        ("ten minste tien leden", ">="),
        ("een minimum van 9 ploegen", ">="),
        ("maximaal 6 weken", "<="),
        ("hoogstens vijf dagen", "<="),
        ("binnen een maand", "<="),
        ("100 leden of meer", "="),
        ("18 jaar of ouder", ">="),
        ("5.000 of meer", ">="),
        ("tientallen klachten", ">="),
        ("een twintigtal klachten", "~"),
        ("precies 20 klachten", "="),
    ],
)
def test_how_it_is_meant(text: str, operator: str) -> None:
    assert only(text).operator == operator


@pytest.mark.parametrize(
    ("text", "value", "form", "kind"),
    [
        ("De uitstoot is gehalveerd.", "0.5", "multiplier", "factor"),
        ("Dat is een verdrievoudiging.", "3", "multiplier", "factor"),
        ("De kans is 5 maal zo groot.", "5", "multiplier", "factor"),
        ("Dat is dubbel zo duur.", "2", "multiplier", "factor"),
        ("Dat is het dubbele van vorig jaar.", "2", "multiplier", "factor"),
        ("De index staat op 112,3 punten.", "112.3", "digits", "measure"),
        ("De Kamer krijgt over een halfjaar bericht.", "0.5", "words", "duration"),
        ("Het is vier keer meer dan vorig jaar.", "4", "multiplier", "factor"),
        ("Het groeide met een factor 2,5 sindsdien.", "2.5", "multiplier", "factor"),
        ("Een op de vier leerlingen spijbelt.", "0.25", "fraction", "rate"),
        ("Zeven op de tien huurders wachten.", "0.7", "fraction", "rate"),
        ("Van hen betaalt 4 van de 5 te veel.", "0.8", "fraction", "rate"),
        ("De helft van de panden staat leeg.", "0.5", "fraction", "rate"),
        ("Driekwart van de raad stemde voor.", "0.75", "fraction", "rate"),
        ("Een kwart van de leden was er.", "0.25", "fraction", "rate"),
        ("Daarvan is twee derde betaalbaar.", "0.6666666666666666666666666667", "fraction", "rate"),
        ("Een vijfde van de grond is verkocht.", "0.2", "fraction", "rate"),
        ("Er kwam een viertal brieven.", "4", "collective", "count"),
        ("Er wordt driemaandelijks overlegd.", "3", "words", "duration"),
        ("De proef duurt twee en een half jaar.", "2.5", "fraction", "duration"),
        ("Het overleg is twee keer per jaar.", "2", "words", "count"),
        ("Er wonen tweeduizend vijfhonderd mensen.", "2500", "words", "count"),
        ("Er wonen een miljoen mensen.", "1000000", "words", "count"),
        ("Dat is een half miljoen waard.", "500000", "words", "bare"),
        ("Er wonen zo'n twaalfhonderd mensen.", "1200", "words", "count"),
    ],
)
def test_other_forms_than_digits(text: str, value: str, form: str, kind: str) -> None:
    found = only(text)
    assert (found.value, found.form, found.kind) == (Decimal(value), form, kind)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("een fonds van vijf miljard tweehonderd miljoen euro", "5200000000", "euro"),
        ("een fonds van 2 miljard 300 miljoen euro", "2300000000", "euro"),
        ("drie miljoen tweehonderdduizend inwoners", "3200000", ""),
        ("in totaal vijf miljoen, vijf keer zoveel", "5000000", ""),
    ],
)
def test_one_number_said_in_two_steps(text: str, value: str, unit: str) -> None:
    first = numbers_in(text)[0]
    assert (str(first.value), first.unit) == (value, unit)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Daarvan zijn er 250 toegekend.", [("250", "")]),
        ("De meeste aanvragen (487) zijn toegekend.", [("487", "aanvragen")]),
        ("Van de woningen (1.204) is de helft af.", [("1.204", "woningen"), ("helft", "")]),
        ("Zie de besluiten (12), de zaken (310277) en de Kamerstukken (487).", []),
        ("De heer Jansen (487) en de scholen (1950).", []),
    ],
)
def test_a_bare_number_that_counts(text: str, found: list[tuple[str, str]]) -> None:
    assert [(n.text, n.counted) for n in numbers_in(text)] == found


def test_one_of_the_three_is_no_share() -> None:
    found = only("Dat is één van de drie pijlers.")
    assert (found.value, found.counted) == (3, "pijlers")


def test_thirds_are_kept_to_28_digits() -> None:
    found = only("Twee derde van de stemmen is nodig.")
    assert found.value * 3 - 2 < Decimal("1e-27")
    assert found.parts == (2, 3)
    assert not found.exact


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Het duurt hooguit een jaar.", 1),
        ("Het heeft een looptijd van een jaar.", 1),
        ("Dat was een jaar geleden.", 0),
        ("Het is een derde partij in een kwaad jaar.", 0),
        ("Een van de redenen is dit.", 0),
        ("Dat is één en dezelfde zaak.", 0),
        ("Dat is één dossier.", 1),
    ],
)
def test_een_counts_only_where_it_counts(text: str, count: int) -> None:
    assert len(numbers_in(text)) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Het college acht dit nodig.", 0),
        ("Wij acht maatregelen nodig.", 0),
        ("Dit neem ik in acht te nemen regels.", 0),
        ("De acht wijken doen mee.", 1),
        ("Na acht weken volgt bericht.", 1),
    ],
)
def test_acht_is_also_a_verb(text: str, count: int) -> None:
    assert len(numbers_in(text)) == count


def test_formula_with_factors_in_words() -> None:
    found = only("De prijs is aantal wijken * 3 jaar * 2.500 euro (inclusief btw)")
    assert found.text == "aantal wijken * 3 jaar * 2.500 euro"
    assert (found.form, found.value, found.unit, found.per) == ("formula", 2500, "euro", "wijken, jaar")
    assert found.parts == (3, 2500)
    counted = only("Het bereik is aantal steden × aantal wijken × 600 panden.")
    assert (counted.value, counted.counted, counted.per) == (600, "panden", "steden, wijken")


def test_a_product_of_numbers_is_read_number_by_number() -> None:
    assert values("Dat is 36 x € 1.250 = € 45.000.") == [("36", "36"), ("€ 1.250", "1250"), ("€ 45.000", "45000")]


def test_the_first_number_of_a_change_has_the_unit_of_the_second() -> None:
    first, second = numbers_in("Een stijging van 5 naar 8 procent.")
    assert (first.value, first.unit, second.value, second.unit) == (5, "%", 8, "%")


def test_euro_is_understood_behind_a_budget() -> None:
    found = only("Er is een budget van 20 miljoen beschikbaar.")
    assert (found.unit, found.kind) == ("euro", "amount")
    assert found.doubts == ("euro is understood, not printed",)


@pytest.mark.parametrize(
    ("text", "exact", "step"),
    [
        ("Er zijn 1.400 panden.", True, "1"),
        ("Er zijn circa 1.400 panden.", False, "1"),
        ("Er is 200 miljoen euro.", False, "1000000"),
        ("Het is 15,4%.", False, "0.1"),
        ("Het kost € 12,50 nu.", True, "0.01"),
        ("Het kost € 12,- nu.", True, "1"),
        ("Het kost € 12.000 nu.", False, "1"),
        ("Er zijn drie panden.", True, "1"),
        ("Het is 1,2 miljoen euro.", False, "100000"),
    ],
)
def test_printed_precision(text: str, exact: bool, step: str) -> None:
    found = only(text)
    assert (found.exact, found.step) == (exact, Decimal(step))


def test_a_decimal_point_carries_a_doubt_beside_a_decimal_comma() -> None:
    comma, point = numbers_in("De kans is 17,2% voor de een en 3.1% voor de ander.")
    assert (comma.value, comma.doubts) == (Decimal("17.2"), ())
    assert (point.value, point.doubts) == (Decimal("3.1"), ("written with a decimal point",))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tweeduizend vijfhonderdzevenenzeventig mensen", 2577),
        ("vijfentwintighonderdzevenenzeventig mensen", 2577),
        ("tweeendertigduizend tweehonderd mensen", 32200),
        ("zesduizend achtentwintig mensen", 6028),
        ("3 dozijn eieren", 36),
        ("een half dozijn eieren", 6),
    ],
)
def test_number_phrases_of_microsoft_recognizers_text(text: str, expected: int) -> None:
    """Phrases and values of Specs/Number/Dutch/NumberModel.json in microsoft/Recognizers-Text (@90e968e)."""
    assert [r.value for r in numbers_in(text)] == [expected]
