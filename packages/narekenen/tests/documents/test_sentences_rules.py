"""Dutch sentence ends: each rule with a sentence that ends and a near miss that does not."""

import itertools
import re

import hypothesis.strategies as st
import pytest
from hypothesis import given

from narekenen.documents.sentences import sentence_spans


def split(text: str) -> list[str]:
    return [text[span.start : span.end] for span in sentence_spans(text)]


@pytest.mark.parametrize(
    "text",
    [
        "De wethouder, dhr. Bakker, kwam langs.",
        "Wij spraken met drs. De Wit en mr. dr. A. Jansen over het plan.",
        "Het college, mevr. Smit voorop, stemde in.",
        "Prof.dr. Vermeer schreef het advies.",
        "Zie o.a. Rotterdam en m.n. Delft.",
        "Dit staat in art. 5, nr. 12 en nrs. 3 en 4.",
        "Dit volgt uit Art. 12 van de wet.",
        "De brief d.d. 3 maart is ontvangen.",
        "Er kwamen bijv. Amsterdam en Utrecht bij.",
        "Het gaat m.b.t. Groningen om vier dorpen.",
        "Op 9 mei jl. is besloten dat het doorgaat.",
        "De heer J.P. van der Berg tekende.",
        "De heer J. P. Balk tekende.",
        "Brief van de staatssecretaris, E.D. Visser, van 3 mei.",
        "Minister H. De Jonge tekende.",
        "Th. Bakker en Chr. Visser ondertekenden.",
        "Dit kost ca. 400 euro, excl. Btw.",
        "Het ging van 3.500 naar 4.200 woningen.",
        "Dat is 2.3 procent van 1.400.000 inwoners.",
        "Kijk op www.voorbeeld.nl of op https://voorbeeld.nl/a.b.html voor meer.",
        "Het rapport ‘Wie betaalt? Een verkenning’ verscheen in mei.",
        "De campagne «Let op! Samen veilig» is gestart.",
        "Het stuk “Groei. En dan?” van het bureau is klaar.",
        "De gemeente (zie ook bijlage 2. Die is nieuw) heeft betaald.",
        "Wij vragen ons af (en wie niet?) of dit klopt.",
        "Het ging ... en toen niet meer.",
        "Volgens het AO GGZ/art. 4 mag dat.",
        "Het loopt t/m nov. 2024 en d.m.v. Europese steun.",
        "Kosten: 1. materiaal, 2. arbeid.",
        "1. Inleiding en doel",
        "a. naam en adres van de indiener",
        "3.2. Aanpak per wijk",
        "Hoofdstuk ............................ 14",
        "Dit staat in Kamerstuk II 2019/20, 35 515, nr. 4.",
        "Er is 1 fte voor b.v. Handhaving beschikbaar.",
    ],
)
def test_one_sentence(text: str) -> None:
    assert split(text) == [text]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Dat kan. Wij doen het.", 2),
        ("Kan dat? Ja. Zo nee, waarom niet?", 3),
        ("Dit gold tot 2015. De regels zijn nu anders.", 2),
        ("De kosten zijn 400 euro. 28 gemeenten betalen.", 2),
        ("Dat was op 9 mei jl. De raad stemde toen in.", 2),
        ("Er waren posters, brieven, kaarten etc. Daarna kwam de campagne.", 2),
        ("Dit geldt voor Jansen c.s. Het college wees dat af.", 2),
        ("Zij werken bij Bouw B.V. Dat bedrijf is nieuw.", 2),
        ("Zij koos variant A. De raad koos variant B.", 2),
        ("Dit is zo. (De wet zegt dat ook.) Toch gebeurt het niet.", 3),
        ("Dit is zo. (De wet zegt dat ook) Echter, het gebeurt niet.", 3),
        ("Hij zei: «Doen wij dat echt?» Het antwoord was nee.", 2),
        ("Hij zei: ‘Dat is zo.’ Daarna vertrok hij.", 2),
        ("De inkomsten dalen. «Tering naar de nering» is het parool.", 2),
        ("Het begon in mei. 's Avonds ging het mis.", 2),
        ("Het begon in Delft. 't Is nu overal.", 2),
        ("Zie de handleiding voor gemeenten. https://voorbeeld.nl/handleiding", 2),
        ("Wat nu? Niets… De rest volgt.", 3),
        ("Stop! Lees dit eerst.", 2),
        ("De bijdrage is 25%. Dat is minder dan vorig jaar.", 2),
        ("Zij liep op de bres (een oud gebruik). Dat hielp.", 2),
    ],
)
def test_so_many_sentences(text: str, parts: int) -> None:
    found = split(text)
    assert len(found) == parts
    assert " ".join(found) == text


def test_a_quotation_of_several_sentences_at_the_end_is_split() -> None:
    text = "Op de kaart staat: 'Welkom in de wijk! Wij zijn met zes. Doe mee.'"
    assert split(text) == ["Op de kaart staat: 'Welkom in de wijk!", "Wij zijn met zes.", "Doe mee.'"]


def test_an_apostrophe_opens_no_quotation() -> None:
    text = "De ADV's en de zzp'ers doen mee. De VVE's niet. Daarom is 's-Gravenhage de eerste."
    assert len(split(text)) == 3


def test_a_bracket_that_never_closes_hides_nothing() -> None:
    assert len(split("Dit (of dat is zo. Daarna kwam het. Toen ging het.")) == 3


def test_nested_brackets_hide_all_that_is_in_them() -> None:
    text = "Het plan (zie bijlage (deel 2. Bouw) en 3. Groen) is af."
    assert split(text) == [text]


@pytest.mark.parametrize("text", ["", " ", "\t "])
def test_no_text_no_sentence(text: str) -> None:
    assert sentence_spans(text) == ()


@given(st.text(alphabet="aB1 .?!…()«»‘’'\"jl.", max_size=60))
def test_sentences_hold_every_character_that_is_not_blank(text: str) -> None:
    spans = sentence_spans(text)
    assert re.sub(r"\s", "", "".join(text[a:b] for a, b in spans)) == re.sub(r"\s", "", text)
    assert all(a < b for a, b in spans)
    assert all(first.end <= second.start for first, second in itertools.pairwise(spans))


@given(
    st.lists(st.sampled_from(["De raad stemt in.", "Kan dat?", "Dat kost 4.000 euro.", "Ja!"]), min_size=1, max_size=6)
)
def test_simple_sentences_come_apart_where_they_were_joined(parts: list[str]) -> None:
    assert split(" ".join(parts)) == parts


@given(
    st.lists(
        st.sampled_from(["De raad stemt in.", "Zie art. 5 (nr. 3).", "Dhr. De Wit kwam op 9 mei jl. langs."]),
        max_size=5,
    )
)
def test_a_sentence_alone_is_one_sentence(parts: list[str]) -> None:
    for part in split(" ".join(parts)):
        assert split(part) == [part]
