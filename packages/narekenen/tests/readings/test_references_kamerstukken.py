"""Parliamentary papers in every spelling seen in the wild, and the numbers that only look like them."""

import string
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from narekenen.readings.references import references_in


def papers(text):
    return [one for reading in references_in(text) if reading.kind == "kamerstuk" for one in reading.canonical]


SPELLINGS = {
    "Kamerstuk 31 293, nr. 653": "kst-31293-653",
    "kamerstuk 31293, nr. 653": "kst-31293-653",
    "KAMERSTUK 31 293, NR 1 en Kamerstuk 31 293, nr 653": "kst-31293-653",
    "Kamerstuk, 31 293, nr. 653": "kst-31293-653",
    "Kamerstuk II 31293, nr. 653": "kst-31293-653",
    "Kamerstukken II 2020/21, 31 293, nr. 653": "kst-31293-653",
    "Kamerstukken II, 2020-2021, 31 293 nr. 653": "kst-31293-653",
    "TK 2020-2021, Kamerstuk 31293, nr. 653": "kst-31293-653",
    "TK 2020/21, Kamerstuk II 31293, nr. 653": "kst-31293-653",
    "Tweede Kamer, vergaderjaar 2020–2021, 31 293, nr. 653)": "kst-31293-653",
    "Kamerstuk 31 293, stuk nr. 653": "kst-31293-653",
    "Kamerstuk 31 293, nummer 653": "kst-31293-653",
    "Kamerstuk 31.293, nr. 653": "kst-31293-653",
    "Kamerstuk 31\u00a0293, nr.\u00a0653": "kst-31293-653",
    "Kamerstuk 31\u202f293, nr. 653": "kst-31293-653",
    "Kamerstuk\n31 293, nr. 653": "kst-31293-653",
    "Kamerstuk 31\n293, nr. 653": "kst-31293-653",
    "Kamerstuk 31 293,\nnr. 653": "kst-31293-653",
    "Kamerstuk 31 293, nr.\n653": "kst-31293-653",
    "Kamer-\nstuk 31 293, nr. 653": "kst-31293-653",
    "de motie (31 293, nr. 653)": "kst-31293-653",
    "de motie (31293 nr. 653)": "kst-31293-653",
    "de motie (31 293\nnr. 653)": "kst-31293-653",
    "Kamerstuk 31293-653": "kst-31293-653",
    "(Kamerstuk 31 293–653)": "kst-31293-653",
    "Nota naar aanleiding van het verslag - 31293-653\nBesluit:": "kst-31293-653",
    "op stuk nr. 653 (31 293) is": "kst-31293-653",
    "op stuk nr.\n653 (31 293)\nis": "kst-31293-653",
    "Kamerstuk 31 293, nr. 653²": "kst-31293-653",
    "3Kamerstukken II 2020/21, 31 293, nr. 653": "kst-31293-653",
    "(31 700 XVIII, nr. 85)": "kst-31700-XVIII-85",
    "(31 700-XVIII, nr. 85)": "kst-31700-XVIII-85",
    "(31700XVIII, nr. 85)": "kst-31700-XVIII-85",
    "31 700, hoofdstuk XVIII, nr. 85": "kst-31700-XVIII-85",
    "31 700 (XVIII), nr. 85": "kst-31700-XVIII-85",
    "Kamerstuk 31.700 XVIII, 85 in TK 31.700 XVIII, 85": "kst-31700-XVIII-85",
    "Kamerstuk 31700-XVIII-85": "kst-31700-XVIII-85",
    "op stuk nr. 82 (36 410-VIII)": "kst-36410-VIII-82",
    "(36 410A, nr. 33)": "kst-36410-A-33",
    "(36 410 A, nr. 33)": "kst-36410-A-33",
    "(36 600-A, nr. 35)": "kst-36600-A-35",
    "verslag van de Raad -\n31293-653\nBesluit": "kst-31293-653",
    "begroting Gemeentefonds - 31700-B-14\n": "kst-31700-B-14",
    "Kamerstuk 21501–32, nr. 1668": "kst-21501-32-1668",
    "(21 501-02, nr. 2801)": "kst-21501-02-2801",
    "Raad Algemene Zaken - 21501-07-1398\n": "kst-21501-07-1398",
    "Kamerstukken I 2008/09, 31 145, nr. E": "kst-31145-E",
    "Kamerstukken I 2008/09, 31 145, C": "kst-31145-C",
    "Kamerstukken EK, 2014-2015, 31 145, AA": "kst-31145-AA",
    "(36 600 XVII, letter M)": "kst-36600-XVII-M",
    "Kamerstukken I 31 145, nr. AI1": "kst-31145-AI",
    "Kamerstukken II 2015/16, 34 356 (R2064), nr. 3": "kst-34356-3",
    "verslag - 34417-(R2068)-7\nBesluit": "kst-34417-7",
    "zie kst-31293-653.": "kst-31293-653",
    "kst-21501-02-2801 en": "kst-21501-02-2801",
    "kst-36410-VIII-82 en": "kst-36410-VIII-82",
    "Kamerstuknummer 31293-653": "kst-31293-653",
    "Kamerstuknr. 31 293, nr. 653": "kst-31293-653",
    "TK 31293-653": "kst-31293-653",
    "(Kamerstuk 31 293, 653)": "kst-31293-653",
    "motie nr. 653 (Kamerstuk 31 293)": "kst-31293-653",
    "Kamerstuk 33 112, nr. 12 herdruk": "kst-33112-12",
    "vergaderjaar 2022–203, Kamerstuk 36 200, nr. 5": "kst-36200-5",
}


@pytest.mark.parametrize(("text", "identifier"), SPELLINGS.items())
def test_every_spelling_gives_its_identifier(text, identifier):
    assert papers(text)[-1] == identifier


LISTS = {
    "Kamerstukken 31 293 en 31 289, nrs. 653 en 655.": ["kst-31293-653", "kst-31293-655"],
    "Kamerstukken 31 293/31 289, nr. 653": ["kst-31293-653"],
    "(35 334, nrs. 383, 348)": ["kst-35334-383", "kst-35334-348"],
    "35 334, nrs. 3, 4 en 5)": ["kst-35334-3", "kst-35334-4", "kst-35334-5"],
    "35 334, nrs. 3–5)": ["kst-35334-3", "kst-35334-4", "kst-35334-5"],
    "35 334, nrs. 3 t/m 5": ["kst-35334-3", "kst-35334-4", "kst-35334-5"],
    "35 334, nr. 84 en 85)": ["kst-35334-84", "kst-35334-85"],
    "35 334, nr. 83, 84 en 85)": ["kst-35334-83", "kst-35334-84", "kst-35334-85"],
    "35 334, nr. 83, 84 en 85 jaar": ["kst-35334-83"],
    "Kamerstuk 35 334, 84 woningen": ["dossier-35334"],
    "Kamerstuk 35 334, 2023)": ["dossier-35334"],
    "35 334, nr. 84 en 2 andere moties": ["kst-35334-84"],
    "35 334, nr. 84 en nr. 85 over": ["kst-35334-84", "kst-35334-85"],
    "26 271, nr. 6, p. 15-16; nr. 7, p. 5-6.": ["kst-26271-6", "kst-26271-7"],
    "(36 600 XX, nr. 47 en 36760, nr. 16)": ["kst-36600-XX-47", "kst-36760-16"],
    "(35 228, nr. 8 en 32 824, nr. 432)": ["kst-35228-8", "kst-32824-432"],
    "30420, nrs 100 en 101": ["kst-30420-100", "kst-30420-101"],
    "35 334, nrs. 383, 348 en 36 200, nr. 5": ["kst-35334-383", "kst-35334-348", "kst-36200-5"],
    "31 293 en 31 289, nrs. 653 en 12 respectievelijk": ["kst-31293-653", "kst-31289-12"],
    "35 334, nr. 84, 3 maart": ["kst-35334-84"],
    "35 334, nrs. 84 en 3 maart": ["kst-35334-84"],
}


@pytest.mark.parametrize(("text", "identifiers"), LISTS.items())
def test_lists_name_every_paper_once_and_no_more(text, identifiers):
    assert papers(text) == identifiers


@pytest.mark.parametrize(
    ("text", "identifiers"),
    [
        ("(Kamerstuk 36 200)", ["dossier-36200"]),
        ("het wetsvoorstel versterking (36 512) ligt", ["dossier-36512"]),
        ("de wetsvoorstellen 30174 en 30372", ["dossier-30174", "dossier-30372"]),
        ("Begroting Buitenlandse Zaken (36410-V) antwoord", ["dossier-36410-V"]),
        ("dossier 36 200 is", ["dossier-36200"]),
    ],
)
def test_a_dossier_alone_is_named_as_one(text, identifiers):
    assert papers(text) == identifiers


TRAPS = [
    "Postbus 24099 2490 ZZ Den Haag en Postbus 20099 2500 ZZ",
    "> Retouradres Postbus 20399 2500 ZZ Den Haag",
    "15.733\t741\t16.474",
    "13.569\t2.900\n14.713\t1.144",
    "T 070 379 0000 (algemeen)",
    "telefoon 06-12 345 678",
    "nr. 18 586, BNB 1978/7, en van 7 mei 1980, nr. 19 874",
    "109 leden, 1944 bezoekers",
    "ongeveer 36 000 woningen en 12 500, waarvan 3",
    "€ 31 293, 653 en meer",
    "in 2023 36 000 mensen",
    "dossier 15733 van de gemeente",
    "het bedrag (36 000)",
    "file 12345-67 op de server",
    "kenmerk 1722926-208233-DICIO",
    "(kenmerk 1152999-\n\n16555-XY) waarin",
    "lijst 36200-12) en",
    "a - 36200-AB\n",
    "364410-XII, nr. 44",
    "99 999, nr. 3",
    "31.293, nr. 3 op de lijst",
    "31 293",
    "15 februari 2024\n\n31293-367\nNaam van het dossier\n\nMOTIE VAN DE LEDEN",
    "31\n\n293, nr. 5",
    "Vergaderjaar 2022–2023\n\n36 200\n\nNaam van het dossier\n\nNr. 12\n",
    "Kamerstukken\n36 200\nVaststelling van de begroting\nNr.\n12",
    "Tweede Kamer, vergaderjaar 2019–2020, 36 200, nr. 4 3",
    "kst-36200-4\nISSN 0921 - 7371\n’s-Gravenhage 2020 Tweede Kamer, vergaderjaar 2019–2020, 36 200, nr. 4 1",
    "",
]


@pytest.mark.parametrize("text", TRAPS)
def test_what_only_looks_like_a_paper_gives_nothing(text):
    assert papers(text) == []


def test_parts_keep_chamber_year_pages_and_kingdom_act():
    (found,) = references_in("Kamerstukken II 2005/06, 30 316 (R1234), nr. 3, p. 12 en 13.")
    assert found.parts == (
        ("dossier", "30316"), ("rijkswet", "R1234"), ("nr", "3"), ("page", "12 en 13"),
        ("chamber", "II"), ("year", "2005-2006"),
    )  # fmt: skip
    assert found.doubts == ()


def test_doubts_are_told():
    (slip,) = references_in("Kamerstuk 36 200, vergaderjaar 2022–203, Kamerstuk 36 200, nr. 5")[-1:]
    assert slip.doubts == ("the year is printed as 2022–203",)
    (two,) = references_in("Kamerstukken 31 293 en 31 289, nrs. 653 en 655")
    assert two.doubts == ("as many papers as dossiers: each may belong to its own",)


years = st.integers(1995, 2040).map(lambda y: (f"{y}-{y + 1}", f"{y}/{(y + 1) % 100:02d}"))
chapters = st.sampled_from(["", "VI", "VIII", "XII", "XVIII", "IIB", "IXA"])


@given(st.integers(10_000, 49_999), chapters, st.integers(1, 9_999), years, st.sampled_from("- "), st.booleans())
@settings(max_examples=300, deadline=None)
def test_what_is_written_is_read_back(dossier, chapter, number, year, joint, spaced):
    digits = f"{dossier // 1000} {dossier % 1000:03d}" if spaced else str(dossier)
    printed = f"{digits}{joint}{chapter}" if chapter else digits
    key = f"kst-{dossier}-{chapter}-{number}" if chapter else f"kst-{dossier}-{number}"
    for text in (
        f"Kamerstuk {printed}, nr. {number}.",
        f"(Kamerstukken II {year[1]}, {printed}, nr. {number})",
        f"TK {year[0]}, Kamerstuk {printed}, nr. {number}",
        f"de motie ({printed}, nr. {number}) zegt",
        f"op stuk nr. {number} ({printed}) zegt",
    ):
        (found,) = [reading for reading in references_in(text) if reading.kind == "kamerstuk"]
        assert found.canonical == (key,)
        assert found.text == text[found.span.start : found.span.end]


@given(st.text(alphabet="0123456789 .,-–/()nrs\nIVXAKamerstuken:@", max_size=200))
@settings(max_examples=400, deadline=None)
def test_offsets_hold_on_any_text(text):
    for reading in references_in(text):
        assert reading.text == text[reading.span.start : reading.span.end] != ""
        assert reading.raw == reading.span


@given(st.text(alphabet=string.printable + "«»‘’“”€éë²\u00a0\u00ad\ufffe", max_size=300))
@settings(max_examples=200, deadline=None)
def test_readings_of_one_reader_never_overlap(text):
    claimed = [r for r in references_in(text) if r.kind not in ("motie", "rapport", "advies")]
    for first, second in pairwise(claimed):
        assert first.span.end <= second.span.start


HOSTILE = [
    "31 293 en ", "36 200, nrs. 1, 2, ", "Kamerstukken II 2020/21, ", "nr. 1 (", "https://a.nl/-\n", "a@", "Wet a-",
    "artikel 1, 2, ", "motie Van De Der Den ", "«", "kenmerk 1/", "/EU/1", "(((((", "brief van de ", "1-1-", "BWBR",
    ":2015:", "Tweede Kamer, vergaderjaar ", "Wet op de en ", "'", "Aanhangsel Handelingen, ", "vergaderjaar 20",
    "Tweede Kamer, vergaderjaar 2019-2020, 36 200, nr. 4 3\n",
    "Stb. 2019, 33 artikel 3 Woningwet x@ab.nl (36 200, nr. 5) ",
]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_time_grows_with_length_and_no_faster(piece):
    def seconds(length):
        text = piece * (length // len(piece))
        taken = []
        for _ in range(3):
            started = time.process_time()
            references_in(text)
            taken.append(time.process_time() - started)
        return min(taken)

    # Sixteen times the length: a linear reader takes 16 times as long, a quadratic one 256 times.
    assert seconds(40_000) < 80 * seconds(2_500) + 0.1
