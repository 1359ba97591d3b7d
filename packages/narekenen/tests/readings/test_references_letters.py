"""Documents named by what they are: motions by their movers, letters by date, file numbers, commitments, annexes."""

import pytest

from narekenen.readings.references import references_in


def of_kind(text, kind):
    return [reading for reading in references_in(text) if reading.kind == kind]


MOTIONS = {
    "de motie-Dassen c.s. (35 896, nr. 12)": (["Dassen"], ["kst-35896-12"]),
    "de motie van het lid Van der Berg (Kamerstuk 36 200, nr. 5)": (["Van der Berg"], ["kst-36200-5"]),
    "de motie van het lid Bakker Kamerstuk 36 200, nr. 5": (["Bakker"], ["kst-36200-5"]),
    "de moties Van Dekken/Heerema 32 336, nr. 57": (["Van Dekken", "Heerema"], ["kst-32336-57"]),
    "de motie van de leden Jansen, De Wit en Bakker-Smit over": (["Jansen", "De Wit", "Bakker-Smit"], []),
    "de motie-Beckerman/Nijboer op stuk nr. 1181 (33 529)": (["Beckerman", "Nijboer"], ["kst-33529-1181"]),
    "de motie van der Plas (29 861, nr. 102)": (["van der Plas"], ["kst-29861-102"]),
    "de motie van Diederik van Dijk c.s. (35 749, nr. 11)": (["Diederik van Dijk"], ["kst-35749-11"]),
    "de motie\nVan Toorenburg-Dijsselbloem (31200 XI, nr. 65)": (["Van Toorenburg-Dijsselbloem"], ["kst-31200-XI-65"]),
    "de motie El Abassi⁷ vraagt": (["El Abassi"], []),
    "de motie Jansen8 vraagt": (["Jansen"], []),
    "de moties van 4 juni 2020 van de leden Jansen en De Wit (Kamerstuk 36 200, nr. 5)": (
        ["Jansen", "De Wit"],
        ["kst-36200-5"],
    ),
    "de motie d.d. 4 juni jl. van het lid Bakker (36 200, nr. 5)": (["Bakker"], ["kst-36200-5"]),
    "de motie op stuk nr. 9 (36 471) vraagt": ([], ["kst-36471-9"]),
    "een motie (27 858, nr. 587) vraagt": ([], ["kst-27858-587"]),
    "de motie-Boomsma. Kamerstuk 36 200, nr. 5": (["Boomsma"], []),
}


@pytest.mark.parametrize(("text", "expected"), MOTIONS.items())
def test_a_motion_has_its_movers_and_the_paper_beside_them(text, expected):
    (found,) = of_kind(text, "motie")
    members = [value for name, value in found.parts if name == "member"]
    assert (members, [value for name, value in found.parts if name == "paper"]) == expected
    assert found.canonical == ()


def test_a_list_of_motions_gives_each_that_has_its_paper_beside_it():
    text = (
        "moties van het lid Bakker (36 200, nr. 5), van de leden Jansen en De Wit (36 200, nr. 7) en van het lid Smit"
    )
    found = of_kind(text, "motie")
    assert [[value for _, value in one.parts] for one in found] == [
        ["Bakker", "kst-36200-5"],
        ["Jansen", "De Wit", "kst-36200-7"],
    ]
    text = "moties van het lid Bakker over fietsen (36 200, nr. 5) en van het lid Smit over treinen (36 200, nr. 9)"
    assert [one.parts[0] for one in of_kind(text, "motie")] == [("member", "Bakker"), ("member", "Smit")]
    (single,) = of_kind("de motie van het lid Bakker (36 200, nr. 5) en van het lid Smit (36 200, nr. 9)", "motie")
    assert single.parts[0] == ("member", "Bakker")


@pytest.mark.parametrize(
    "text",
    ["de motie is aangenomen", "een motie van de Partij voor", "de motie van de VVD", "moties en amendementen",
     "emotie Jansen", "motie van wantrouwen", "de motie. De Kamer", "motie Kamerstuk volgt"],
)  # fmt: skip
def test_no_name_no_motion(text):
    assert of_kind(text, "motie") == []


def test_an_amendment_says_that_it_is_one():
    (found,) = of_kind("het amendement-Joseph (35 849, nr. 123)", "motie")
    assert found.parts == (("member", "Joseph"), ("type", "amendement"), ("paper", "kst-35849-123"))


LETTERS = {
    "in mijn brief van 6 mei 2020 aan": "2020-05-06",
    "de Kamerbrief van 16 juli 2020": "2020-07-16",
    "brief d.d. 6 mei 2020": "2020-05-06",
    "brief van\n6 mei 2020": "2020-05-06",
    "brief van de minister van Financiën van 6 mei 2020": "2020-05-06",
    "brief van 6 mei jl.": "--05-06",
}


@pytest.mark.parametrize(("text", "date"), LETTERS.items())
def test_letters_by_date(text, date):
    (found,) = of_kind(text, "brief")
    assert found.parts == (("date", date),)
    assert bool(found.doubts) == date.startswith("--")


@pytest.mark.parametrize(
    "text", ["een brief van de minister", "brief van mei 2020", "briefing van 6 mei 2020", "brieven van 36 pagina's"]
)
def test_no_day_no_letter(text):
    assert of_kind(text, "brief") == []


FILES = {
    "kenmerk 1722926-208233-DICIO, p. 2": "1722926-208233-DICIO",
    "kenmerk 1722926-208233-\nDICIO.": "1722926-208233-DICIO",
    "(kenmerk 1152999-\n\n16555-XY) waarin": "1152999-16555-XY",
    "met kenmerk DGA / 20227924. In": "DGA/20227924",
    "Ons kenmerk\n5401166\n": "5401166",
    "Onze referentie\nWob/2020/160\nGeachte": "Wob/2020/160",
    "Kenmerk\nIenW/BSK-2021/20391\nDatum": "IenW/BSK-2021/20391",
    "referentienummer Wob/9992021061.": "Wob/9992021061",
    "brief van 8 maart 2024, nr. 5293107, deel": "5293107",
}


@pytest.mark.parametrize(("text", "value"), FILES.items())
def test_file_numbers(text, value):
    (found,) = of_kind(text, "kenmerk")
    assert found.canonical == (value,)


@pytest.mark.parametrize(
    "text",
    ["Ons kenmerk\n\nDatum 6 mei 2020", "Uw kenmerk\n-\n", "Ons kenmerk\n[REDACTED]\n", "kenmerken van 2020",
     "Uw brief (kenmerk)", "kenmerk en datum", "het kenmerk 12", "kenmerk\n\n2 bijlagen"],
)  # fmt: skip
def test_an_empty_field_has_no_number(text):
    assert of_kind(text, "kenmerk") == []


def test_numbers_of_parliament():
    assert [r.canonical[0] for r in of_kind("2023Z14759, kenmerk 2020D29960 en 2011A00915", "zaak")] == [
        "2023Z14759", "2020D29960", "2011A00915",
    ]  # fmt: skip
    assert of_kind("12023Z14759 x2023Z14759 2023Z147590", "zaak") == []


COMMITMENTS = {
    "mijn toezegging (123456) van 6 mei 2020 om": (("number", "123456"), ("date", "2020-05-06")),
    "toezegging met nummer 123456": (("number", "123456"),),
    "toezegging T02345 aan de Senaat": (("number", "T02345"),),
    "(TZ202306-026)": (("number", "TZ202306-026"),),
}


@pytest.mark.parametrize(("text", "parts"), COMMITMENTS.items())
def test_commitments_by_number(text, parts):
    (found,) = of_kind(text, "toezegging")
    assert found.parts == parts


def test_annexes_are_read_and_their_own_headings_are_not():
    assert [r.parts[0][1] for r in of_kind("zie bijlage 2 en Bijlage 929506 bij", "bijlage")] == ["2", "929506"]
    assert of_kind("Bijlage 1: Begroting\n\nbijlage(n)\nBijlage bij de brief", "bijlage") == []
    assert len(of_kind("⁵ Bijlage 1 – een rapport.", "bijlage")) == 1


REPORTS = {
    "in het rapport «Elke regio telt!» staat": ("rapport", "Elke regio telt!"),
    "het advies ‘Van later\nnaar eerder’ van": None,
    "het onderzoeksrapport “Breder kijken dan het kind” van": ("rapport", "Breder kijken dan het kind"),
    "zijn advies ‘Breder kijken dan het kind’ is": ("advies", "Breder kijken dan het kind"),
    "TVW's en zo. In het rapport 'Breder kijken dan het kind' staat": ("rapport", "Breder kijken dan het kind"),
    "¹ «Breder kijken dan het kind», RVS, mei 2020.": ("rapport", "Breder kijken dan het kind"),
    "zegt «Breder kijken dan het kind», en": None,
    "de campagne ‘Breder kijken dan het kind’ is": None,
}


@pytest.mark.parametrize(("text", "expected"), REPORTS.items())
def test_reports_by_title(text, expected):
    found = [(r.kind, dict(r.parts)["title"]) for r in references_in(text) if r.kind in ("rapport", "advies")]
    assert found == ([expected] if expected else [])


def test_advice_of_the_council_of_state_by_number():
    (found,) = of_kind("Raad van State van 26 maart 2020, nr. W13.19.0425/III, Kamerstukken", "advies")
    assert found.canonical == ("W13.19.0425/III",)
    text = "nr. W16.19.0159/II, Kamerstukken II 2019/20, 35 447, nr. 4"
    assert [r.text for r in of_kind(text, "kamerstuk")] == ["Kamerstukken II 2019/20, 35 447, nr. 4"]
