"""Laws, journals, judgments, proceedings: names and identifiers."""

import pytest

from narekenen.readings.handelingen import sessions
from narekenen.readings.references import references_in


def canonical(text, kind):
    return [one for reading in references_in(text) if reading.kind == kind for one in reading.canonical]


def law(text):
    return [dict(reading.parts)["law"] for reading in references_in(text) if reading.kind == "wet"]


ARTICLES = {
    "artikel 3 Wet open overheid": ("Wet open overheid", ["3"], ""),
    "artikel 68 Grondwet": ("Grondwet", ["68"], ""),
    "Artikel 10, tweede lid, aanhef en onder e, van de Wob": ("Wob", ["10"], "tweede lid, aanhef en onder e"),
    "artikel 22b, lid 3 Wetboek van Strafrecht": ("Wetboek van Strafrecht", ["22b"], "lid 3"),
    "artikelen 9, 10 en 87 van de Algemene verordening gegevensbescherming": (
        "Algemene verordening gegevensbescherming", ["9", "10", "87"], "",
    ),
    "de artikelen 173, 173a en 173b Sr": ("Sr", ["173", "173a", "173b"], ""),
    "artikel 161quater tot en met 161quinquies Sr": ("Sr", ["161quater", "161quinquies"], ""),
    "artikel 8:42 van de Algemene wet bestuursrecht": ("Algemene wet bestuursrecht", ["8:42"], ""),
    "artikel 1.3 van het Besluit houders van dieren": ("Besluit houders van dieren", ["1.3"], ""),
    "artikel 6, eerste lid, onder c, AVG": ("AVG", ["6"], "eerste lid, onder c"),
    "artikel 4:8 van de\nAlgemene wet bestuursrecht": ("Algemene wet bestuursrecht", ["4:8"], ""),
    "artikel 28 uit de Huisvestingswet 2014": ("Huisvestingswet 2014", ["28"], ""),
    "artikel 3 van de Code IBV": ("Code IBV", ["3"], ""),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ARTICLES.items())
def test_an_article_is_read_with_its_law(text, expected):
    (found,) = [reading for reading in references_in(text + " bepaalt dat.") if reading.kind == "wet"]
    parts = dict(found.parts)
    articles = [value for name, value in found.parts if name == "article"]
    assert (parts["law"], articles, parts.get("within", "")) == expected


NAMES = {
    "de Woningwet regelt": "Woningwet",
    "in de Postwet 2009 staat": "Postwet 2009",
    "de Wet langdurige zorg (Wlz) en": "Wet langdurige zorg",
    "de Wet werk en inkomen naar arbeidsvermogen (WIA) en": "Wet werk en inkomen naar arbeidsvermogen",
    "de Wet op de inlichtingen- en veiligheidsdiensten 2017 te": "Wet op de inlichtingen- en veiligheidsdiensten 2017",
    "de Wet op de economische delicten, en": "Wet op de economische delicten",
    "de Wet versterking regie volkshuisvesting": "Wet versterking regie volkshuisvesting",
    "op Saba (Wet bescherming tegen discriminatie op de BES) en": "Wet bescherming tegen discriminatie op de BES",
    "het Wetboek van Burgerlijke Rechtsvordering in": "Wetboek van Burgerlijke Rechtsvordering",
    "de Uitvoeringswet AVG (UAVG)": "Uitvoeringswet AVG",
    "de Wet open overheid die geldt": "Wet open overheid",
    "de Wet open overheid een werkwijze": "Wet open overheid",
    "de Wet open overheid meer openbaar": "Wet open overheid",
    "de Wet milieubeheer, de": "Wet milieubeheer",
    "de Wet\nmilieubeheer": "Wet milieubeheer",
}


@pytest.mark.parametrize(("text", "name"), NAMES.items())
def test_a_name_ends_where_its_noun_ends(text, name):
    assert law(text) == [name]


def test_an_unmarked_end_is_a_doubt_and_a_marked_one_is_none():
    assert references_in("de Wet open overheid bepaalt")[0].doubts == ("where the name of the law ends is not marked",)
    assert references_in("de Wet open overheid (Woo) bepaalt")[0].doubts == ()
    assert references_in("de Woningwet bepaalt")[0].doubts == ()


@pytest.mark.parametrize(
    "text",
    [
        "artikel 3 is gewijzigd", "artikel 4. De Kamer", "artikel 30% van", "Wet- en regelgeving is", "de wet zegt",
        "een initiatiefwet", "De Initiatiefwet is", "Art. 1/radar", "artikel 3 van de minister",
        "dit weet ik, Wet.", "",
    ],
)  # fmt: skip
def test_no_law_no_reading(text):
    assert law(text) == []


JOURNALS = {
    "Stb. 2019, 33": ("staatsblad", "stb-2019-33"),
    "Staatsblad 2019, 33": ("staatsblad", "stb-2019-33"),
    "Stcrt. 2020, nr. 1234": ("staatscourant", "stcrt-2020-1234"),
    "Staatscourant 2020, 12345": ("staatscourant", "stcrt-2020-12345"),
    "(Trb. 2010, 272)": ("tractatenblad", "trb-2010-272"),
}


@pytest.mark.parametrize(("text", "expected"), JOURNALS.items())
def test_journals(text, expected):
    assert canonical(text, expected[0]) == [expected[1]]


EUROPEAN = {
    "Verordening (EU) 2016/679": "32016R0679",
    "verordening (EU) 2022/2065 van": "32022R2065",
    "Richtlijn (EU) 2018/2001": "32018L2001",
    "Richtlijn 2009/50/EG": "32009L0050",
    "Richtlijn 98/70/EG": "31998L0070",
    "richtlijn 92/43/EEG": "31992L0043",
    "richtlijn nr. 2019/1024/EU": "32019L1024",
    "Verordening (EG) nr. 1907/2006": "32006R1907",
    "Verordening (EU) nr. 1303/2013": "32013R1303",
    "Uitvoeringsverordening (EU) 2019/947": "32019R0947",
    "Kaderbesluit 2002/584/JBZ": "32002F0584",
    "Besluit (EU) 2015/1601": "32015D1601",
    "CELEX 32016R0679": "32016R0679",
    "COM(2020) 123": "COM(2020) 123",
    "SWD (2021) 5": "SWD(2021) 5",
}


@pytest.mark.parametrize(("text", "celex"), EUROPEAN.items())
def test_european_acts_have_their_celex_number(text, celex):
    assert canonical(text, "celex") == [celex]


@pytest.mark.parametrize(
    "text", ["verordening 12/2020 van de raad", "Besluit 5/3", "richtlijn voor 2016/2017", "2016/679/EU"]
)
def test_a_fraction_is_no_act(text):
    assert canonical(text, "celex") == []


def test_bwb_and_jci_identifiers():
    text = "BWBR0005181 en jci1.3:c:BWBR0005181&artikel=3."
    assert canonical(text, "bwb") == ["BWBR0005181", "jci1.3:c:BWBR0005181&artikel=3"]
    assert canonical("BWBR00051812", "bwb") == []


JUDGMENTS = {
    "ECLI:NL:RVS:2019:795)": ["ECLI:NL:RVS:2019:795"],
    "ecli:nl:hr:2010:28": ["ECLI:NL:HR:2010:28"],
    "NL:RvS:1984:AH0317": ["ECLI:NL:RVS:1984:AH0317"],
    "RVS:1984:AH0317": ["ECLI:NL:RVS:1984:AH0317"],
    "ECLI:EU:C:1997:208": ["ECLI:EU:C:1997:208"],
    "ECLI:EU:C:1984:ab3254": [],
    "ECLI:DE:BVerwG:2014:041214B8B66.14.0.": ["ECLI:DE:BVERWG:2014:041214B8B66.14.0"],
    "om 12:2019:3": [],
}


@pytest.mark.parametrize(("text", "identifiers"), JUDGMENTS.items())
def test_judgments(text, identifiers):
    assert canonical(text, "ecli") == identifiers


@pytest.mark.parametrize("text", ["LJN: AB4535", "ljn AB4535", "LJ-nummer AB4535", "ELRO nr. AB 4535", "ljn: Ab 4535"])
def test_ljn_numbers(text):
    assert canonical(text, "ljn") == ["LJN:AB4535"]


PARLIAMENT = {
    "Aanhangsel Handelingen, vergaderjaar 2014–2015, nr. 403": ("aanhangsel", ["ah-tk-20142015-403"]),
    "Aanhangsel van de Handelingen II, 2022/-23, nr. 1823.": ("aanhangsel", ["ah-tk-20222023-1823"]),
    "Aanhangsel Handelingen II 2019/20, nr. 89": ("aanhangsel", ["ah-tk-20192020-89"]),
    "Aanhangsel Handelingen, vergaderjaar\n2023–2024, nr. 1283": ("aanhangsel", ["ah-tk-20232024-1283"]),
    "zie ah-tk-20142015-403.": ("aanhangsel", ["ah-tk-20142015-403"]),
    "Handelingen II 2022/23, nr. 84, item 12": ("handelingen", ["h-tk-20222023-84-12"]),
    "Handelingen I 2022/23, nr. 8, item 3": ("handelingen", ["h-ek-20222023-8-3"]),
    "Handelingen II, 1988/89, blz. 39-2410": ("handelingen", []),
    "Handelingen II, 1995-1996, 24 692, nr. 3, p. 14": ("handelingen", []),
    "h-tk-20222023-84-12": ("handelingen", ["h-tk-20222023-84-12"]),
}


@pytest.mark.parametrize(("text", "expected"), PARLIAMENT.items())
def test_proceedings_and_their_annex(text, expected):
    found = [reading for reading in references_in(text) if reading.kind == expected[0]]
    assert len(found) == 1
    assert list(found[0].canonical) == expected[1]
    assert not [reading for reading in references_in(text) if reading.kind == "kamerstuk"]


def test_the_imprint_of_an_answer_names_itself_only():
    assert not references_in("ah-tk-20142015-403\nISSN 0921 - 7398\n")


def test_a_parliamentary_year_alone():
    (found,) = sessions("in het vergaderjaar 2022–2023 is")
    assert found.canonical == ("2022-2023",)
    assert [reading.kind for reading in references_in("Kamerstuk 36 200, vergaderjaar 2022–2023 is")] == [
        "kamerstuk",
        "vergaderjaar",
    ]
