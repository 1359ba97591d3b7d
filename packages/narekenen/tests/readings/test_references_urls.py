"""Web and e-mail addresses: joined, trimmed, and no more than what stands there."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from narekenen.readings.references import references_in


def addresses(text, kind="url"):
    return [reading.canonical[0] for reading in references_in(text) if reading.kind == kind]


ADDRESSES = {
    "zie https://example.nl/a/b.": "https://example.nl/a/b",
    "zie <https://example.nl/a/b>.": "https://example.nl/a/b",
    "<https://example.nl/a?b=1;>": "https://example.nl/a?b=1",
    "(https://example.nl/a/b)": "https://example.nl/a/b",
    "(zie https://example.nl/a/b).": "https://example.nl/a/b",
    "[hier](https://example.nl/a/b)": "https://example.nl/a/b",
    "https://nl.wikipedia.org/wiki/Wet_(recht) is": "https://nl.wikipedia.org/wiki/Wet_(recht)",
    "https://example.nl/a/;": "https://example.nl/a/",
    "«https://example.nl/a»": "https://example.nl/a",
    '"https://example.nl/a"': "https://example.nl/a",
    "https://example.nl": "https://example.nl",
    "HTTPS://EXAMPLE.NL/A": "HTTPS://EXAMPLE.NL/A",
    "http://parlisweb/document.aspx?id=1": "http://parlisweb/document.aspx?id=1",
    "politie[3] https://example.nl/a[4] en": "https://example.nl/a",
    "www.example.nl/a/b, en": "www.example.nl/a/b",
    "(example.nl/artikel/12-iets).": "example.nl/artikel/12-iets",
    "https://example.nl/be-\nschermd": "https://example.nl/be-schermd",
    "https://example.nl/maatschappelijk-\nwonen/pagina/handreiking": "https://example.nl/maatschappelijk-wonen/pagina/handreiking",
    "https://example.nl/a/\nb-c/d.pdf en": "https://example.nl/a/b-c/d.pdf",
    "https://example.nl/doc?id=e6274658-4c32-\n9dcb-b0d0": "https://example.nl/doc?id=e6274658-4c32-9dcb-b0d0",
    "https://example.nl/a-in-dalfsen- keerde-over).": "https://example.nl/a-in-dalfsen-keerde-over",
    "https://example.nl/van\ufffebestuur": "https://example.nl/van-bestuur",
    "https://example.nl/a/\nDaarna volgt": "https://example.nl/a/",
    "https://example.nl/a/\n\nb-c/d": "https://example.nl/a/",
    "https://example.nl/a\nen verder": "https://example.nl/a",
    "https://example.nl/a- en b": "https://example.nl/a-",
}


@pytest.mark.parametrize(("text", "address"), ADDRESSES.items())
def test_the_address_is_what_a_browser_would_open(text, address):
    assert addresses(text) == [address]


def test_two_addresses_in_one_note_stay_two():
    text = "¹ <https://example.nl/a;>\n<https://example.org/2021/02/b.pdf>."
    assert addresses(text) == ["https://example.nl/a", "https://example.org/2021/02/b.pdf"]


@pytest.mark.parametrize(
    "text",
    ["www.example.nl", "rijksoverheid.nl en Example.nl", "Art. 1/radar", "en/of", "v.o.f./b.v.", "://", "https://", ""],
)
def test_a_host_alone_names_no_document(text):
    assert addresses(text) == []


def test_numbers_inside_an_address_are_not_read_again():
    text = "https://open.example.nl/documenten/1f2e3d4c-0a1b-4c5d-8e9f-123456789abc/kst-36200-12/36200,%20nr.%2012/2020Z12345"
    assert [reading.kind for reading in references_in(text)] == ["url"]


def test_a_joined_address_says_so_and_keeps_its_place():
    text = "zie https://example.nl/be-\nschermd."
    (found,) = references_in(text)
    assert found.doubts == ("put together over a line break",)
    assert found.text == "https://example.nl/be-\nschermd"
    assert found.text == text[found.span.start : found.span.end]


@pytest.mark.parametrize(
    ("text", "mail"),
    [
        ("mail naar Info@Example.nl.", ["info@example.nl"]),
        ("wob_verzoek.x@min.example.nl of", ["wob_verzoek.x@min.example.nl"]),
        ("wob\ufffeloket@example.nl", ["wob-loket@example.nl"]),
        ("Welkom ab@c.in", []),
        ("a@b", []),
        ("@example.nl", []),
    ],
)
def test_mail_addresses(text, mail):
    assert addresses(text, "email") == mail


label = st.text("abcdefghijklmnopqrstuvwxyz0123456789", min_size=2, max_size=12)


@given(
    label, st.lists(label, min_size=1, max_size=4), st.sampled_from([".", ",", ";", ")", ">", ":", "", "!", "”", " "])
)
@settings(max_examples=200, deadline=None)
def test_any_address_is_read_back(host, path, behind):
    address = f"https://{host}.nl/" + "/".join(path)
    assert addresses(f"zie {address}{behind}") == [address]
    assert addresses(f"(zie {address}){behind} en") == [address]


@given(label, st.lists(label, min_size=2, max_size=4))
@settings(max_examples=100, deadline=None)
def test_any_address_broken_behind_a_hyphen_is_whole_again(host, path):
    whole = f"https://{host}.nl/x-" + "-".join(path) + "/einde"
    broken = whole.replace("x-", "x-\n", 1)
    assert addresses(f"zie {broken} en") == [whole]
