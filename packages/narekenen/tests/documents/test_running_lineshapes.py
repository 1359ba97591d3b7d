"""What a line looks like: each shape with lines that have it and near misses that do not."""

from collections.abc import Callable

import pytest

from narekenen.documents import lineshapes as shape

SHAPES: dict[Callable[[str], object], tuple[list[str], list[str]]] = {
    shape.list_label: (
        [
            "- een punt",
            "• een punt",
            "* een punt",
            "o Een punt",
            "1. een punt",
            "12) een punt",
            "a. een punt",
            "(b) een punt",
            "iv. een punt",
            "B) een punt",
            "1.2. een punt",
            "\uf0b7 een punt",
            "– een punt",
        ],
        [
            "een punt",
            "2019 was nat",
            "J. de Boer",
            "-een punt",
            "** nadruk **",
            "o een punt",
            "p. 8. Brief",
            "3,5 ton",
            "e-mail",
        ],
    ),
    shape.heading_level: (["# Kop", "###### Kop"], ["#kop", "####### Kop", "Kop # 1"]),
    shape.is_caption: (
        ["Figuur 2: De haven", "Tabel 3.1 - Uitgaven", "Grafiek 4", "**Tabel 2: Uitgaven**", "Afbeelding 12. De dijk"],
        ["Figuur 2 laat zien dat het hoog is", "Tabellen 2: nee", "In tabel 3 staat dat", "Kaart van de haven"],
    ),
    shape.is_greeting: (
        [
            "Geachte voorzitter,",
            "Hooggeachte mevrouw Visser,",
            "Beste bewoners,",
            "Hoogachtend,",
            "Met vriendelijke groet,",
        ],
        [
            "Geachte is een groot woord",
            "beste manier om dat te doen,",
            "De geachte afgevaardigde vroeg dat.",
            "Hoogachting " * 12,
        ],
    ),
    shape.is_question_label: (
        [
            "Vraag 1",
            "Antwoord 12",
            "Antwoord op vraag 3",
            "Vragen 4 en 5",
            "Antwoord op 1, 2, 3 en 4:",
            "Vragen 2 t/m 6.",
        ],
        ["Vraag 1 gaat over water", "Vragen over dijken", "Antwoord volgt", "De vraag 1"],
    ),
    shape.is_clause: (
        [
            "constaterende dat de dijk oud is;",
            "overwegende, dat de dijk oud is",
            "verzoekt de regering om haast",
            "en gaat over tot de orde van de dag.",
            "voorts overwegende dat het nat is;",
            "spreekt uit dat het kan,",
        ],
        ["constateringen dat", "verzoekschriften", "De Kamer constateert dat", "gezien"],
    ),
    shape.is_address: (
        [
            "Postbus 20191",
            "2511 AB Den Haag",
            "> Retouradres Postbus 12 2200 AA Noordwijk",
            "T 070 123 45 67",
            "www.voorbeeld.nl",
            "info@voorbeeld.nl",
            "Ons kenmerk",
            "Datum 3 mei 2021",
            "Betreft Dijken",
            "Bijlagen",
            "Den Haag, 3 mei 2021",
            "Vergaderjaar 2020–2021",
            "32 123",
            "Nr. 45",
            "Aan de Voorzitter van de Kamer",
            "32 123 Dijken en sluizen",
            "Vastgesteld 3 mei 2021",
        ],
        [
            "De postbus is vol",
            "2500 euro per jaar",
            "Op de website www.voorbeeld.nl staat meer",
            "Nr. 45 van de lijst",
            "32 123 huizen staan leeg.",
            "De datum is 3 mei 2021",
            "T is een letter",
        ],
    ),
    shape.is_closed: (
        [
            "Dat is zo.",
            "Is dat zo?",
            "Dat is «zo».",
            "Dat is zo.¹",
            "Dat is zo.12",
            "Dat is (zo).",
            "de punten:",
            "Dat is zo.<sup>3</sup>",
            "*Dat is zo.*",
            "Dat is zo…",
        ],
        [
            "Dat is zo",
            "Dat kost 900.000",
            "Dat kost 4,5",
            "de heer dhr.",
            "zie nr.",
            "op d.d.",
            "de dienst (hierna:",
            "de prijs,",
            "art.",
        ],
    ),
    shape.needs_more: (["het huis van de", "zie artikel", "huis en", "De"], ["het huis", "mode", "hij heeft het"[:-4]]),
    shape.is_open: (["hij woont in", "dat is gedaan door", "Via"], ["hij woont binnenin", "het huis"]),
    shape.awaits_number: (
        ["in paragraaf", "op 1 januari", "circa", "Kamerstuk", "zie blz.", "ruim"],
        ["de paragrafen zijn", "huis", "januarikou"],
    ),
    shape.starts_low: (
        ["huis", "«huis", "'s avonds", "(huis)", "‘t huis", "*huis"],
        ["Huis", "12 huizen", "«Huis", "'S avonds", ""],
    ),
    shape.starts_sentence: (
        ["De dijk is oud", "Het kan", "In 2019 was", "Op ‘de dijk’", "Daarna kwam"],
        ["De Boer kwam", "Dijken zijn oud", "de dijk", "De"],
    ),
    shape.is_bare_label: (["1.", "(2)", "a)", "-", "12."], ["1. een", "2019", "ab.", "12345."]),
    shape.is_inline_label: (
        ["(1) huur, (2) koop", "a) hoog en b) breed", "1) dijk, 2) sluis"],
        ["(1) huur", "1. huur, 2. koop"],
    ),
    shape.is_section: (
        ["4.2 Gevolgen", "1.1.3 De haven"],
        ["4.2 procent", "4 Gevolgen", "1.000 Huizen", "12.500 Euro"],
    ),
    shape.is_field: (
        ["Besluit: aangehouden", "Volgcommissie(s): geen"],
        ["De prijs: laag", "Besluit:", "Besluit : nee", "a: b"],
    ),
    shape.is_announcement: (["Reactie:", "Advies van allen:"], ["Wij doen het volgende nu:", "reactie:", "Reactie"]),
    shape.is_name: (
        ["A.B. de Boer", "drs. M. Visser", "ir. T.F. van Dam, MBA"],
        ["De Boer", "A.B. de Boer kwam gisteren met zijn hele familie en vele anderen langs"],
    ),
    shape.is_strong: (["**Kop van het stuk**", "***Kop***"], ["**Kop** van het stuk", "*Kop*", "****"]),
    shape.is_subject: (
        ["Betreft Besluit op uw verzoek om stukken"],
        ["Betreft Dijken", "Dit betreft een besluit op uw verzoek"],
    ),
}


@pytest.mark.parametrize(("test", "line"), [(test, line) for test, (yes, _) in SHAPES.items() for line in yes])
def test_a_line_with_the_shape(test: Callable[[str], object], line: str) -> None:
    assert test(line)


@pytest.mark.parametrize(("test", "line"), [(test, line) for test, (_, no) in SHAPES.items() for line in no])
def test_a_line_without_the_shape(test: Callable[[str], object], line: str) -> None:
    assert not test(line)


@pytest.mark.parametrize(
    ("label", "before"),
    [("(2)", "(1)"), ("b)", "a)"), ("12)", "11)"), ("(1)", ""), ("a)", ""), ("2.", ""), ("-", ""), ("(b)", "(a)")],
)
def test_the_label_before_a_label(label: str, before: str) -> None:
    assert shape.follows_label(label) == before


@pytest.mark.parametrize(("line", "length"), [("- punt", 2), ("12.  punt", 5), ("punt", 0), ("(a) punt", 4)])
def test_the_length_of_a_label(line: str, length: int) -> None:
    assert shape.label_length(line) == length


@pytest.mark.parametrize(
    ("line", "bare"), [("**Kop**", "Kop"), (" *tekst* ", "tekst"), ("tekst", "tekst"), ("***", ""), ("[tekst", "tekst")]
)
def test_a_line_without_its_emphasis(line: str, bare: str) -> None:
    assert shape.bare(line) == bare


@pytest.mark.parametrize("line", ["## Kop", "Geachte heer,", "Vraag 3", "Postbus 12", "Betreft Dijken"])
def test_lines_to_which_nothing_is_joined(line: str) -> None:
    assert shape.stands_alone(line)


def test_a_long_line_never_stands_alone_unless_it_has_hashes() -> None:
    assert not shape.stands_alone("Datum " + "van het stuk dat er al lang lag " * 5)
    assert shape.stands_alone("## " + "Een erg lange titel van een stuk " * 5)
