"""Encodings told apart by their bytes, and said so where it is a guess."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narekenen.documents.limits import Limits
from narekenen.documents.opening import open_document
from narekenen.documents.text import decode
from narekenen.errors import UnusableInput

SENTENCE = "De coördinator ontving € 1.200 – één keer – in ’s-Gravenhage.\nEn daarna niets meer.\n"


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_marked_encodings_are_read_without_a_warning(mark: bytes, encoding: str):
    decoded = decode(mark + SENTENCE.encode(encoding))
    assert decoded == (SENTENCE, encoding, ())


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_read_with_a_warning(encoding: str):
    source = open_document(SENTENCE.encode(encoding))
    assert source.text == SENTENCE
    assert encoding.upper() in source.warnings[0]


def test_windows_1252_is_a_guess_and_says_so():
    source = open_document(SENTENCE.encode("cp1252"))
    assert source.text == SENTENCE
    assert "Windows-1252, a guess: line 1" in source.warnings[0]


def test_bytes_unknown_to_windows_1252_make_it_latin_1():
    source = open_document(b"caf\xe9 \x81 niets\n" + b"tekst " * 50)
    assert source.text.startswith("café")
    assert "Latin-1, a guess" in source.warnings[0]


def test_windows_1252_pasted_into_utf8_is_read_in_place():
    source = open_document(("één\ntweeën\n".encode() * 5) + b"\x80 5 per caf\xe9\n" + "coördinatie".encode())
    assert source.text == "één\ntweeën\n" * 5 + "€ 5 per café\ncoördinatie"
    assert source.warnings == ("Not wholly UTF-8: 2 byte(s), the first on line 11, were read as Windows-1252.",)


def test_utf16_that_breaks_off_is_refused_with_what_to_do():
    with pytest.raises(UnusableInput, match=r"UTF-16 .* save it as UTF-8"):
        open_document(codecs.BOM_UTF16_LE + SENTENCE.encode("utf-16-le")[:-1], name="brief.txt")


def test_bytes_that_are_no_text_are_refused():
    with pytest.raises(UnusableInput, match="control characters"):
        open_document(bytes(range(256)) * 100)


def test_a_nul_in_text_is_kept_and_named():
    source = open_document(b"een\x00twee " + b"tekst " * 100)
    assert source.text[3] == "\x00"
    assert "1 NUL" in source.warnings[0]


def test_more_text_than_the_limit_is_refused():
    with pytest.raises(UnusableInput, match="too much text: 11 characters"):
        open_document(b"a" * 11, limits=Limits(characters=10))
    assert open_document(b"a" * 10, limits=Limits(characters=10)).text == "a" * 10


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_utf8_is_read_as_it_was_written(text: str):
    decoded = decode(text.encode())
    assert (decoded.text, decoded.warnings) == (text.removeprefix("\ufeff"), ())


@given(st.binary())
def test_any_bytes_give_text_or_a_unicode_error(data: bytes):
    try:
        decoded = decode(data)
    except UnicodeError:
        assert codecs.BOM_UTF16_LE in data[:5] or codecs.BOM_UTF16_BE in data[:5] or 0 in data
        return
    assert decoded.text.encode("utf-8", "strict") is not None
    assert len(decoded.text) <= len(data)
