"""One spelling of a text, with the way back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narekenen.documents.model import Span
from narekenen.documents.normalise import normalise, plainly_squeezed, squeeze


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("De  kosten\n\u00a0zijn\thoog ", "De kosten zijn hoog"),
        ("„Nee”, zei ‘hij’ – en «ja»…", '"Nee", zei \'hij\' - en "ja"...'),
        ("de gemeen-\nten en de gemeen\u00adten", "de gemeenten en de gemeenten"),
        ("kenmerk 1152504-\n165323", "kenmerk 1152504-165323"),
        ("Zuid-\nHolland", "Zuid-Holland"),
        ("woon-\nen leefomgeving", "woonen leefomgeving"),
        ("o\ufb03ciële \ufb01nanciën, \u0133s", "officiële financiën, ijs"),
        ("coo\u0308rdinatie", "coördinatie"),
        ("In 2015¹ en 2016.²³ was het 40 m² en 3 km³", "In 2015 en 2016. was het 40 m² en 3 km³"),
        ("\ufeffa\u200bb\x07c\ufffe", "abc"),
        ("", ""),
        (" \n ", ""),
    ],
)
def test_what_renderings_differ_in_is_left_out(text: str, normal: str):
    assert normalise(text).text == normal


@pytest.mark.parametrize(
    ("text", "squeezed"),
    [
        ("woon- en leefomgeving", "woonenleefomgeving"),
        ("2015 - 2016 en 2015-2016", "2015-2016en2015-2016"),
        ("1 400 en 32 847", "1 400en32 847"),
        ("- een", "een"),
        ("5 -", "5"),
    ],
)
def test_squeezing_keeps_numbers_apart(text: str, squeezed: str):
    assert plainly_squeezed(text) == squeezed
    assert squeeze(normalise(text)).text == squeezed


def test_stretches_can_be_left_out():
    normal = normalise("In 20151 was het", [Span(7, 8)])
    assert normal.text == "In 2015 was het"
    assert normal.original(Span(3, 7)) == Span(3, 7)
    assert normal.original(Span(8, 11)) == Span(9, 12)


def test_one_letter_for_two_leads_back_to_both():
    assert normalise("coo\u0308p").original(Span(2, 3)) == Span(2, 4)
    assert normalise("o\ufb03ce").original(Span(1, 2)) == Span(1, 2)
    assert normalise("a \n b").original(Span(1, 2)) == Span(1, 4)


def test_an_empty_stretch_leads_to_an_empty_stretch():
    normal = normalise(" ab ")
    assert normal.original(Span(1, 1)) == Span(2, 2)
    assert normal.original(Span(2, 2)) == Span(3, 3)
    assert normalise("").original(Span(0, 0)) == Span(0, 0)


tricky = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("ae-\n ¹²³mk\u0301\u00ad“’\ufb01…\u1100\u1161\u11a8\u0338>Aé\ufeff‐\t\x1c\x85\u0133-\n12"),
    )
)


@given(tricky)
def test_normalising_twice_is_normalising_once(text: str):
    once = normalise(text).text
    assert normalise(once).text == once
    assert plainly_squeezed(plainly_squeezed(once)) == plainly_squeezed(once)


@given(tricky)
def test_the_way_back_runs_forward_through_the_text(text: str):
    normal = normalise(text)
    assert len(normal.text) == len(normal.starts) == len(normal.ends)
    assert list(normal.starts) == sorted(normal.starts)
    assert all(0 <= start < end <= len(text) for start, end in zip(normal.starts, normal.ends, strict=True))
    for at, letter in enumerate(normal.text):
        if letter in "abcXYZ789":
            start, end = normal.original(Span(at, at + 1))
            assert letter in text[start:end] or len(normalise(text[start:end]).text) > 0


@given(st.text("abc é12.,-", max_size=60), st.data())
def test_a_stretch_leads_back_to_its_own_letters(text: str, data: st.DataObject):
    normal = normalise(text)
    start = data.draw(st.integers(0, len(normal.text)))
    end = data.draw(st.integers(start, len(normal.text)))
    there = normal.original(Span(start, end))
    assert normalise(text[there.start : there.end]).text == normal.text[start:end].strip()
