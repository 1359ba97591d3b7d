"""Spellings of dates in Dutch, each with the value that must come out. The letter is dated 6 March 2024."""

import pytest

from narekenen.readings.dates import dates_in
from narekenen.readings.named_days import easter

LETTER = "2024-03-06"


def values(text: str, dated: str = LETTER) -> list[str]:
    return [row.edtf for row in dates_in(text, dated=dated)]


@pytest.mark.parametrize(
    "spelling",
    [
        "12 mei 2021", "12  MEI  2021", "12\n\nmei 2021", "12 mei\u00a02021", "12e mei 2021", "12-5-2021", "12/05/2021",
        "12.5.2021", "2021-05-12", "12/05/21", "12-mei-21", "12-mei-2021", "12 mei '21", "12 mei van 2021",
    ],
)  # fmt: skip
def test_a_day_in_every_spelling(spelling):
    assert values(f"De gemeenteraad stemde op {spelling} in met het plan.") == ["2021-05-12"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in mei 2021", ["2021-05"]),
        ("okt. 2021", ["2021-10"]),
        ("januari 2021 – april 2021", ["2021-01/2021-04"]),
        ("april tot en met juni 2022", ["2022-04/2022-06"]),
        ("november t/m februari 2023", ["2022-11/2023-02"]),
        ("3, 4 en 5 juni 2022", ["2022-06-03", "2022-06-04", "2022-06-05"]),
        ("van 3 tot en met 5 juni 2022", ["2022-06-03/2022-06-05"]),
        ("3–5 juni 2022", ["2022-06-03/2022-06-05"]),
        ("van 1 mei tot 1 juli 2022", ["2022-05-01/2022-06-30"]),
        ("tussen 1 mei en 30 juni 2022", ["2022-05-01/2022-06-30"]),
        ("op 1 mei en 30 juni 2022", ["2022-05-01", "2022-06-30"]),
        ("de septembercirculaire 2022", ["2022-09"]),
        ("week 12 van 2024", ["2024-03-18/2024-03-24"]),
        ("mei/juni 2022", ["2022-05/2022-06"]),
        ("maart-april 2022", ["2022-03/2022-04"]),
        ("het derde en vierde kwartaal van 2025", ["2025-07/2025-09", "2025-10/2025-12"]),
        ("Q1/Q2 2025", ["2025-01/2025-06"]),
    ],
)
def test_months_and_periods(text, expected):
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in de tweede helft van januari 2025", ["2025-01-16/2025-01-31"]),
        ("in de eerste helft van februari 2025 zal", ["2025-02-01/2025-02-15"]),
        ("de tweede helft van de leden", []),
        ("in de loop van mei zal dit volgen", ["2024-05"]),
        ("de brief komt nog voor de kerst", ["../2024-12-24"]),
        ("de brief komt na Pasen 2025", ["2025-04-22/.."]),
        ("de kerst is een feest, en een kerstpakket geen loon", []),
        ("de invoering is voorzien voor medio 2025", ["2025-06/2025-07"]),
        ("dit onderdeel staat voor eind mei 2025 gepland", ["2025-05-31"]),
        ("het plan moet voor medio 2025 zijn vastgesteld", ["../2025-05-31"]),
    ],
)
def test_parts_of_a_month_feasts_and_times_that_are_no_limit(text, expected):
    assert values(text) == expected


def test_easter_against_published_dates():
    """Easter Sundays as the United States Naval Observatory lists them."""
    sundays = ("1961-04-02", "2000-04-23", "2008-03-23", "2019-04-21", "2024-03-31", "2038-04-25")
    assert [easter(int(day[:4])).isoformat() for day in sundays] == list(sundays)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tweede kwartaal 2028", "2028-04/2028-06"),
        ("het vierde kwartaal van 2031", "2031-10/2031-12"),
        ("Q4 2028", "2028-10/2028-12"),
        ("2028-Q4", "2028-10/2028-12"),
        ("2e kwartaal van dit jaar", "2024-04/2024-06"),
        ("de eerste helft van 2025", "2025-01/2025-06"),
        ("het tweede halfjaar van 2025", "2025-07/2025-12"),
        ("het derde kwartaal van volgend jaar", "2025-07/2025-09"),
        ("voorjaar 2022", "2022-21"),
        ("de zomer van 2025", "2025-22"),
        ("herfst 2022", "2022-23"),
        ("de winter van 2022/2023", "2022-24"),
        ("winter 2022-2023", "2022-24"),
    ],
)
def test_quarters_halves_and_seasons(text, expected):
    assert values(text)[0] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("op 14 februari jl. besproken", "2024-02-14"),
        ("op 14 december jongstleden besproken", "2023-12-14"),
        ("op 14 december jl besproken", "2023-12-14"),
        ("met Prinsjesdag", "2023-09-19"),
        ("vóór de komende jaarwisseling", "../2024-12-31"),
        ("in december jl.", "2023-12"),
        ("op 20 april a.s.", "2024-04-20"),
        ("op 20 januari aanstaande", "2025-01-20"),
        ("dit najaar", "2024-23"),
        ("afgelopen zomer", "2023-22"),
        ("komend voorjaar", "2025-21"),
        ("in het najaar ontvangt u een voorstel", "2024-23"),
        ("in december heb ik u geschreven", "2023-12"),
        ("dit jaar", "2024"),
        ("vorig jaar", "2023"),
        ("volgend jaar", "2025"),
        ("eind volgend jaar", "2025-12-31"),
        ("aan het eind van het jaar", "2024-12-31"),
        ("begin volgend jaar", "2025-01/2025-02"),
    ],
)
def test_years_that_do_not_stand_there_are_inferred_and_marked(text, expected):
    (row,) = dates_in(text, dated=LETTER)
    assert row.edtf == expected
    assert row.inferred == (("year", f"letter is dated {LETTER}"),)


def test_without_a_letter_date_nothing_is_inferred():
    (row,) = dates_in("in het najaar ontvangt u een voorstel")
    assert (row.edtf, row.earliest, row.latest, row.inferred) == ("", "", "", ())
    assert "not known" in row.doubts[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("vóór 1 april 2025", "../2025-03-31"),
        ("voor 1 april 2025", "../2025-03-31"),
        ("uiterlijk 1 april 2025", "../2025-04-01"),
        ("uiterlijk op 1 april 2025", "../2025-04-01"),
        ("uiterlijk vóór 1 april 2025", "../2025-03-31"),
        ("niet later dan 1 april 2025", "../2025-04-01"),
        ("uiterlijk in april 2025", "../2025-04-30"),
        ("uiterlijk eind 2025", "../2025-12-31"),
        ("voor eind 2025", "../2025-12-31"),
        ("tot en met 1 april 2025", "../2025-04-01"),
        ("tot 1 april 2025", "../2025-03-31"),
        ("tot 2030", "../2029-12-31"),
        ("vóór het vierde kwartaal van 2031", "../2031-09-30"),
        ("vanaf 1 april 2025", "2025-04-01/.."),
        ("met ingang van 1 april 2025", "2025-04-01/.."),
        ("sinds 2015", "2015/.."),
        ("vanaf april 2025", "2025-04/.."),
        ("na 1 april 2025", "2025-04-02/.."),
        ("na de zomer van 2025", "2025-09-01/.."),
        ("voor de zomer", "../2024-06-20"),
        ("per 1 april 2025", "2025-04-01"),
        ("eind 2025", "2025-12-31"),
        ("eind 2020", "2020-11/2020-12"),
        ("medio 2025", "2025-06/2025-07"),
        ("begin 2025", "2025-01/2025-02"),
        ("ultimo 2020", "2020-12-31"),
        ("begin april 2025", "2025-04-01/2025-04-10"),
        ("half april 2025", "2025-04-11/2025-04-20"),
        ("uiterlijk eind april 2025", "../2025-04-30"),
        ("eind van het eerste kwartaal van 2025", "2025-03-31"),
        ("vóór Prinsjesdag 2025", "../2025-09-15"),
        ("na de jaarwisseling", "2025-01-01/.."),
    ],
)
def test_limits_and_parts_of_a_year(text, expected):
    (row,) = dates_in(text, dated=LETTER)
    assert row.edtf == expected
    assert row.text == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("vóór het zomerreces", "../2024-07-05"),
        ("voor het komende kerstreces", "../2024-12-20"),
        ("na het zomerreces van 2024", "2024-09-03/.."),
        ("tijdens het meireces 2024", "2024-04-26/2024-05-13"),
    ],
)
def test_recesses(text, expected):
    assert values(text) == [expected]


def test_a_recess_that_the_calendar_does_not_hold_is_read_as_its_season():
    (row,) = dates_in("vóór het kerstreces van 2031")
    assert row.edtf == "../2031-24"
    assert "does not hold the kerstreces of 2031" in row.doubts[0]


@pytest.mark.parametrize(
    ("text", "expected", "grain"),
    [
        ("binnen drie maanden", "P3M", "duration"),
        ("uiterlijk na zes jaar", "P6Y", "duration"),
        ("binnen 14 dagen", "P14D", "duration"),
        ("binnen een paar weken", "", "period"),
        ("over enkele jaren", "", "period"),
        ("de komende maanden", "", "period"),
        ("de komende zes jaar", "2024/2030", "period"),
        ("jaarlijks", "R/P1Y", "recurring"),
        ("tweejaarlijkse", "R/P2Y", "recurring"),
        ("driemaandelijks", "R/P3M", "recurring"),
        ("elk kwartaal", "R/P3M", "recurring"),
        ("elke drie maanden", "R/P3M", "recurring"),
        ("twee keer per jaar", "R/P6M", "recurring"),
        ("om de twee jaar", "R/P2Y", "recurring"),
        ("schooljaar 2021/2022", "2021/2022", "school_year"),
        ("de periode 2025–2028", "2025/2028", "period"),
        ("in 2028", "2028", "year"),
    ],
)
def test_terms_rhythms_and_years(text, expected, grain):
    (row,) = dates_in(text, dated=LETTER)
    assert (row.edtf, row.grain) == (expected, grain)


@pytest.mark.parametrize(
    "text",
    [
        "Vergaderjaar 2021–2022",
        "TK 2018-2019, Kamerstuk 34500, nr. 12",
        "telefoon 050 555 1234",
        "versie 1.2.2023.4 en v2.11",
        "de vergadering begint om 13.30 uur",
        "3/4 van de aanvragen, 1/2 fte en 10-20%",
        "kenmerk 2023-0000123456",
        "https://voorbeeld.nl/2021/02/14/bericht en /uploads/2021/05/nota.pdf",
        "Postbus 2004, 2500 EA Den Haag",
        "Wmo 2007 en Stb. 2019, 33",
        "2.023 woningen en € 2024",
        "30-2-2023 en 12-13-2023",
        "de heer Van der Mei en mevrouw De Winter",
        "uiteindelijk bleek de winterjas te klein",
        "in 2000 gevallen",
        "de mei-avond en een post-mei 2020-groep",
    ],
)
def test_what_is_no_date_is_left_alone(text):
    assert values(text) == []


def test_a_note_mark_glued_to_a_year_is_named():
    (row,) = dates_in("de brief van 21 maart 202012 over de opvang")
    assert row.text == "21 maart 2020"
    assert row.doubts == ("202012 read as the year 2020 with the mark of note 12",)


def test_a_raised_note_mark_is_no_digit_of_the_year():
    assert values("mijn brief van 3 december 2021² over de opvang") == ["2021-12-03"]


def test_earliest_and_latest_are_the_widest_reading():
    (season,) = dates_in("voorjaar 2022")
    assert (season.earliest, season.latest) == ("2022-03-01", "2022-06-20")
    (limit,) = dates_in("uiterlijk mei 2022")
    assert (limit.earliest, limit.latest) == ("", "2022-05-31")


def test_the_tense_decides_and_says_so():
    (past,) = dates_in("In juni heeft de raad besloten.", dated=LETTER)
    (ahead,) = dates_in("In juni zal de raad besluiten.", dated=LETTER)
    assert (past.edtf, ahead.edtf) == ("2023-06", "2024-06")
    assert "from the tense" in past.doubts[0]
