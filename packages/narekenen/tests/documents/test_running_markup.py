"""Remnants of markdown and HTML, odd spaces and characters: what goes, what stays, and what stands instead."""

import pytest

from narekenen.documents.model import SourceText
from narekenen.documents.running import running_text, undo


def run(text: str) -> str:
    running = running_text(SourceText("x.txt", "0" * 64, "text/plain", "test@1", text))
    assert undo(running) == text
    return running.text


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("Dat is **heel** mooi.", "Dat is heel mooi."),
        ("*Dat is een vraag?*", "Dat is een vraag?"),
        ("***Kop met nadruk***", "Kop met nadruk"),
        ("Zie «*Plan voor de dijk*» van mei.", "Zie «Plan voor de dijk» van mei."),
        (
            "*een vraag die doorloopt over niet een maar\ntwee regels*",
            "een vraag die doorloopt over niet een maar twee regels",
        ),
        ("Een los ** teken.", "Een los ** teken."),
        ("Een **half teken.", "Een half teken."),
        ("de <i>wet</i> en<br>de regel", "de wet en de regel"),
        ("<b>Let op</b>: dit is H<sub>2</sub>O.", "Let op: dit is H2O."),
        ("het [rapport](https://voorbeeld.nl/r) van mei", "het rapport (https://voorbeeld.nl/r) van mei"),
        ("[Download hier](#) de kaart", "Download hier de kaart"),
        ("zie <https://voorbeeld.nl/a>.", "zie https://voorbeeld.nl/a."),
        (r"de prijs \(in euro\) en een \* erbij", "de prijs (in euro) en een * erbij"),
        (r"[Rapport \(2021\) \| Bureau](#)", "Rapport (2021) | Bureau"),
        ("een <!-- verborgen --> opmerking", "een opmerking"),
        ("art.\u00a05 en\u202f6", "art. 5 en 6"),
        ("dubbele  spaties   overal", "dubbele spaties overal"),
        ("de o\ufb03ci\u00eble \ufb01nanciering", "de officiële financiering"),
        ("een\x07 piep", "een piep"),
        ("\ufeffHet begin", "Het begin"),
        ("tab\tin een zin", "tab in een zin"),
    ],
)
def test_markup_goes(raw: str, clean: str) -> None:
    assert run(raw) == clean


@pytest.mark.parametrize(
    "text",
    [
        "Het aantal is 3 * 4 * 5 = 60.",
        "Met * gemerkte posten zijn geschat.",
        "Prijs per m² en per km².",
        "a < b en c > d",
        "De naam is [REDACTED] en blijft dat.",
        "Een [noot zonder adres] blijft.",
        "code_met_streepjes_erin",
        "C:\\map\\bestand",
        "2 ** 3 is acht",
    ],
)
def test_what_only_looks_like_markup_stays(text: str) -> None:
    assert run(text) == text


def test_hashes_go_only_where_they_open_a_line() -> None:
    assert run("# Kop van het stuk\n\nKamer #3 is leeg.") == "Kop van het stuk\n\nKamer #3 is leeg."


def test_stars_in_tables_are_marks_of_the_table() -> None:
    table = "Jaar\tAantal*\tBedrag*\n2019\t12\t400\n2020\t14\t*500*"
    assert table in run(f"Zie hieronder.\n\n{table}\n\nDat was het.\n")


def test_a_space_left_by_a_mark_goes_too() -> None:
    assert run("De dijk ¹ is oud ².\n\n¹ Rapport A.\n² Rapport B.\n").startswith("De dijk is oud.")
