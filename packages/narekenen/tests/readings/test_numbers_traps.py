"""Digits and words that are no quantity must give nothing."""

import pytest

from narekenen.readings.numbers import numbers_in


@pytest.mark.parametrize(
    "text",
    [
        "Postbus 31055 2490 AB Den Haag",
        "Postbus 20301 2500 EH DEN HAAG",
        "Lange Poten 12, 2511 CL Den Haag",
        "Dorpsstraat 64, 8565 GJ te Sondel",
        "T 070 340 1234 (algemeen)",
        "Bel 06-12345678, +31 70 123 45 67 of 0800-8051",
        "https://voorbeeld.nl/documenten/1a2bc345-de6f-4789-abcd-0123456789ef/2021/12/file?page=3",
        "www.voorbeeld.nl/2021/12-regels en info2020@voorbeeld.nl, b12@x.nl",
        "NL12 INGB 0001 2345 67",
    ],
)
def test_addresses(text: str) -> None:
    assert numbers_in(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Op 12 maart 2019 en op 3 en 4 mei, 5 t/m 9 juni, 1 aug. 2020.",
        "Op 10-11-2020, 1.2.2021, 2023-09-06 en 12/4/19.",
        "In 2023, sinds 1998, medio 2017, tot en met 2030.",
        "Vergaderjaar 2022–2023, 2021/2022, 2016/17, '22-'23.",
        "Om 10.00 uur, van 13:30 tot 15:45, vanaf 9 uur.",
        "In de jaren tachtig, in jaar 4 en 5, in week 12.",
        "De Wmo 20147 en de cijfers over 201812.",
        "De index staat stil (2015=100).",
        "In de tweede helft van 2023, in het derde kwartaal.",
        "Jaarplan 2023 van de dienst",
    ],
)
def test_dates_years_and_times(text: str) -> None:
    assert numbers_in(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Zie artikel 5, lid 3, onder 2, en de artikelen 4.1, 4.2 en 5.",
        "Art. 6:162 BW, hoofdstuk 3, paragraaf 4.2, bijlage 1, tabel 7.",
        "In fase 7 en 8, maatregel 17, EBV-maatregel 12, actielijn 3 en box 3.",
        "Op pagina 41,\n43 en 47 van het rapport; blz. 12-14; p. 3.",
        "Kamerstuk 35 123, nr. 44; Kamerstukken II 2019/20, 35 334, nrs. 83, 84 en 85.",
        "TK 2016-2017, Kamerstuk 28754, nr. 61. (36 130) (31 700 XVIII, nr. 85)",
        "Stb. 2020, 12; ECLI:NL:RVS:2019:1234; Richtlijn 2016/679; 32016R0679.",
        "Kenmerk 2204177-301942-PZ; uw kenmerk 2018Z01234; toezegging (310277).",
        "COVID-19, G4, A12, D66, CO2, MH17, 65-plussers, 16+, 2-onder-1-kap.",
        "Versie 2.1, Windows 10, release 4.12.3, 192.168.1.2.",
        "24/7 bereikbaar, 1-op-1, 50-50, 9/11, 5G.",
        "Bedragen x € 1.000",
        "het 7e van de 12e, de 21ste en de 3de",
        "twee-eenheid, niet-één, drie-",
        "De dubbele bestemming en een dubbel paspoort.",
    ],
)
def test_labels_and_names(text: str) -> None:
    assert numbers_in(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "1. Inleiding",
        "2) Aanpak",
        "3 Deze commissie heet anders.",
        "4.2 Kosten per woning",
        "- 5",
        "17",
        "\n12\n",
        "[2 ]",
        "(1)",
        "## 3. Begroting",
    ],
)
def test_marks_of_lists_notes_and_pages(text: str) -> None:
    assert numbers_in(text) == ()


def test_flattened_rows_do_not_become_one_number() -> None:
    found = [(r.text, r.value) for r in numbers_in("12.845\t537\t13.382")]
    assert ("12.845", 12845) in found
    assert all(value in (12845, 537, 13382) for _, value in found)


def test_a_unit_makes_a_quantity_of_a_label() -> None:
    assert [(r.value, r.unit) for r in numbers_in("Van de groep 20% en in jaar 2 miljoen euro.")] == [
        (20, "%"),
        (2_000_000, "euro"),
    ]


@pytest.mark.parametrize(
    "text", ["In het afgelopen jaar 15 scholen bezocht.", "In dat kwartaal 1.250 panden verkocht."]
)
def test_a_period_before_a_count_is_no_label(text: str) -> None:
    assert len(numbers_in(text)) == 1


def test_a_year_before_a_noun_is_a_year_unless_people_count_that_noun() -> None:
    assert [r.value for r in numbers_in("Er zijn 2000 woningen gebouwd.")] == [2000]
    assert numbers_in("In 2000 woningen bouwen was gewoon.") == ()
    assert numbers_in("De begroting 2021 inkomsten") == ()
