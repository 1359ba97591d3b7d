"""Where a line carries on the one above it: every rule with a near miss, and what stands between the halves."""

import time

import pytest

from narekenen.documents import joining
from narekenen.documents.hyphens import Words, hyphen_end
from narekenen.documents.lines import raw_lines
from narekenen.documents.model import SourceText
from narekenen.documents.opening import open_document
from narekenen.documents.running import running_text

LONG = "De provincie heeft in het afgelopen jaar samen met de drie waterschappen onderzocht of de sluizen nog"


def run(text: str, pages: tuple[int, ...] = ()) -> str:
    return running_text(SourceText("x.txt", "0" * 64, "text/plain", "test@1", text, pages)).text


@pytest.mark.parametrize(
    ("before", "line"),
    [
        (LONG, "voldoen aan de eisen."),
        ("Daarover gaat een brief aan de leden van de", "Commissie voor Verkeer."),
        ("De bijdrage bedraagt volgens de nota op pagina 12,", "13 en 14 van het stuk."),
        ("Dat staat in het besluit over artikel", "12 van de verordening."),
        ("De regeling is ingegaan op 1 september", "2021 in alle gemeenten."),
        ("Zie https://voorbeeld.nl/stukken/plan-van-", "aanpak/2024/deel1.html"),
        ("De leden van de raad hebben de nieuwe verkeers-", "maatregelen besproken"),
        ("Het bestuur wacht op de uitkomst van het onderzoek", ". Daarna besluit het."),
    ],
)
def test_a_sentence_carries_on_over_a_blank_line(before: str, line: str) -> None:
    assert joining.carries_on(before, len(before), line)


@pytest.mark.parametrize(
    ("before", "line"),
    [
        (LONG + " voldoen.", "dat moest in mei gebeuren."),
        ("Inleiding", "van de commissie"),
        ("De uitkomsten van het onderzoek in drie delen", "De sluizen zijn oud."),
        ("De volgende onderwerpen komen aan de orde:", "wonen"),
        ("Hoogachtend,", "de minister van Verkeer,"),
        ("Geachte leden van de commissie,", "hierbij zend ik u het verslag."),
        ("Wij hebben een brief gestuurd aan het bestuur van", "- de school;"),
        ("Wij hebben een brief gestuurd aan het bestuur van", "## Gevolgen"),
        ("Wij hebben een brief gestuurd aan het bestuur van", "Tabel 2: Uitgaven"),
        ("Wij hebben een brief gestuurd aan het bestuur van", "Postbus 20301"),
        ("Wij hebben een brief gestuurd aan het bestuur,", "4.2 Gevolgen voor de haven"),
        ("gehoord de beraadslaging van deze dag en nacht,", "constaterende dat er water staat;"),
        ("De bijdrage is gestegen tot boven de grens van 900", "Daarmee is het op."),
    ],
)
def test_something_new_starts_after_a_blank_line(before: str, line: str) -> None:
    assert not joining.carries_on(before, len(before), line)


@pytest.mark.parametrize(
    ("before", "line", "joined"),
    [
        ("Het aantal woningen steeg van 880.000 naar bijna 900.000", "en daalde daarna weer.", True),
        ("In de brief over het onderzoek naar de sluizen, de bruggen en", "Rijkswaterstaat staat dat", True),
        ("Bij de uitvoering waren betrokken de provincies Drenthe en", "Overijssel, en later ook", True),
        ("Dat is gebeurd.", "De rest volgt in het voorjaar van volgend jaar.", False),
        ("Voortgang van de werken", "De bruggen zijn in het najaar gereed gekomen.", False),
        ("Het bestuur heeft daarover op de volgende wijze besloten in", "Besluit: akkoord.", True),
        ("Het bestuur heeft het voorstel in de vergadering aangehouden", "Besluit: akkoord.", False),
    ],
)
def test_lines_of_one_column(before: str, line: str, joined: bool) -> None:
    assert joining.wraps(before, len(before), line, 64) is joined


def test_the_subject_of_a_letter_may_take_several_lines() -> None:
    text = "Datum 3 mei 2021\nBetreft Besluit op uw verzoek om stukken\nover de dijk bij de haven\nGeachte heer,\n"
    assert run(text).split("\n\n")[1] == "Betreft Besluit op uw verzoek om stukken over de dijk bij de haven"


def test_a_short_line_in_a_narrow_column_ends_a_paragraph() -> None:
    assert not joining.wraps("Daar is het toen bij gebleven.", 200, "De rest van het geld volgde later.", 70)
    assert joining.wraps("Daar is het toen in die vergadering van mei helaas bij gebleven.", 200, "De rest volgde.", 70)


def test_paragraphs_in_one_line_each_are_not_wrapped() -> None:
    assert not joining.wraps("Woningbouw in Drenthe", 21, "Gemeenten bouwen minder dan gedacht.", 400)


def test_behind_a_page_break_an_unfinished_full_line_carries_on_with_a_name() -> None:
    assert joining.carries_on_over_page(
        "Daarover heeft het college vorige week met de wethouder van", 59, "Assen gebeld.", 64
    )
    assert joining.carries_on_over_page(LONG, len(LONG), "Rijkswaterstaat en anderen deden mee.", 300)
    assert not joining.carries_on_over_page("Gevolgen voor de wijken", 23, "Bewoners zijn niet blij.", 64)
    assert not joining.carries_on_over_page(LONG, len(LONG), "Het plan is klaar.", 300)


@pytest.mark.parametrize(
    ("before", "after", "elsewhere", "becomes"),
    [
        ("de wo", "ningen zijn", "", (False, "")),
        ("de Noord", "Hollandse duinen", "", (True, "")),
        ("kenmerk 4711", "0815-AB", "", (True, "")),
        ("de dag", "en nachtdienst", "", (True, " ")),
        ("het VNG", "bestuur", "", (True, "")),
        ("een niet", "gemeentelijke taak", "", (True, "")),
        ("de e", "learning", "", (True, "")),
        ("het zee", "egelvormige dier", "", (True, "")),
        ("de kosten", "batenanalyse", "een kosten-batenanalyse", (True, "")),
        ("de kosten", "dekking", "de kostendekking", (False, "")),
        ("de notificatie", "app", "in de notificatie-app staat", (True, "")),
        ("(", "tekst", "", (True, "")),
    ],
)
def test_a_hyphen_at_a_line_end(before: str, after: str, elsewhere: str, becomes: tuple[bool, str]) -> None:
    assert hyphen_end(before, after, Words(elsewhere)) == becomes


def test_the_words_of_a_long_text_are_read_once() -> None:
    long = Words("woonwijk en kosten-baten " * 6_000)
    short = Words("Woonwijk en kosten-baten ")
    for words in (long, short):
        assert "woonwijk" in words
        assert "kosten-baten" in words
        assert "wijk" not in words
        assert "kosten" not in words


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("De raad van de gemeente stemde over de nieuwe wo-\nningen in de wijk.", "nieuwe woningen in"),
        ("Er zijn 250 wo-\nningen gebouwd.", "250 woningen gebouwd"),
        ("De raad van de gemeente stemde over de zon-\nen feestdagen in de wijk.", "de zon- en feestdagen"),
        ("De raad van de gemeente kreeg een brief met kenmerk 4711-\n0815 over de wijk.", "kenmerk 4711-0815 over"),
        (
            "Meer staat op https://voorbeeld.nl/plannen/wijk-\nvoor-wijk/2024 en elders.",
            "plannen/wijk-voor-wijk/2024 en",
        ),
        ("De raad van de gemeente sprak over het schoolbe- stuur en de wijk.", "het schoolbestuur en"),
        ("De raad van de gemeente sprak over in- door- en uitstroom van de wijk.", "in- door- en uitstroom"),
        ("De raad van de gemeente sprak over de zon- en feestdagen van de wijk.", "zon- en feestdagen"),
        ("De raad be\u00adsprak het plan\u200b.", "De raad besprak het plan."),
    ],
)
def test_hyphens_in_running_text(text: str, becomes: str) -> None:
    assert becomes in run(text)


def test_an_enumeration_inside_a_sentence_makes_no_items() -> None:
    text = (
        "Het bestuur wil dat de dijk bij de haven in het komende jaar\n(1) hoger wordt, (2) breder wordt en dat daar\n"
        "(3) geen huizen komen te staan. Daar is geld voor.\n"
    )
    assert len(running_text(SourceText("x", "", "text/plain", "t", text)).blocks) == 1
    items = "Het bestuur wil in het komende jaar drie dingen bereiken:\n(1) een hoge dijk\n(2) een brede dijk\n"
    running = running_text(SourceText("x", "", "text/plain", "t", items))
    assert [block.kind for block in running.blocks] == ["paragraph", "list_item", "list_item"]


def test_a_colon_inside_brackets_ends_nothing() -> None:
    text = "Dit is besloten door het bestuur van het waterschap (hierna:\nWaterschap) in de vergadering van mei.\n"
    assert "(hierna: Waterschap) in de" in run(
        text + "De rest van de stukken volgt na de vergadering van juni dit jaar.\n" * 3
    )


def test_notes_in_text_with_a_blank_line_after_every_line() -> None:
    lines = [
        "De dijken zijn in het voorjaar door het waterschap1 onderzocht en",
        "daaruit bleek dat de klei op twaalf plaatsen",
        "te dun is, zodat er herstel nodig is voor de winter en dat",
        "1 Rapport van het waterschap over de klei in de",
        "dijken langs de rivier.",
        "kost veel geld en tijd van alle mensen die er wonen en ook van",
        "de gemeente zelf.",
    ]
    parts = run("\n\n".join(lines) + "\n").split("\n\n")
    assert len(parts) == 2
    assert parts[0].endswith("en dat kost veel geld en tijd van alle mensen die er wonen en ook van de gemeente zelf.")
    assert parts[1] == "1 Rapport van het waterschap over de klei in de dijken langs de rivier."


def test_a_label_alone_on_a_line_takes_the_next_line() -> None:
    running = running_text(
        SourceText("x", "", "text/plain", "t", "1.\nKunt u zeggen wat dit kost?\n2.\nHoe lang duurt het?\n")
    )
    assert [block.label for block in running.blocks] == ["1.", "2."]
    assert running.text == "1. Kunt u zeggen wat dit kost?\n\n2. Hoe lang duurt het?"


def test_clauses_of_a_motion_stand_apart() -> None:
    text = (
        "De Kamer,\ngehoord de beraadslaging,\nconstaterende dat de dijk oud is\nen lekt;\n"
        "verzoekt de regering de dijk te herstellen,\nen gaat over tot de orde van de dag.\n"
    )
    assert run(text).split("\n\n") == [
        "De Kamer,", "gehoord de beraadslaging,", "constaterende dat de dijk oud is en lekt;",
        "verzoekt de regering de dijk te herstellen,", "en gaat over tot de orde van de dag.",
    ]  # fmt: skip


def test_lines_know_their_breaks_indent_and_page() -> None:
    lines = raw_lines("een\n\n  twee \r\ndrie\fvier\n\u200b\n\tvijf", (0,))
    assert [(line.text, line.breaks, line.indent, line.new_page) for line in lines] == [
        ("een", 0, 0, False), ("twee", 2, 2, False), ("drie", 1, 0, False), ("vier", 2, 0, True), ("vijf", 2, 1, False),
    ]  # fmt: skip


def test_pages_of_the_reader_are_page_breaks() -> None:
    first = "Daarover heeft het college vorige week met de wethouder van"
    text = f"{first}\nAssen gesproken, en die was daar erg tevreden over.\n"
    assert [line.new_page for line in raw_lines(text, (0, len(first) + 1))] == [False, True]


@pytest.mark.parametrize("mark", ["–", "—", "-"])
def test_an_item_that_ends_in_en_is_followed_by_the_next(mark: str) -> None:
    items = f"{mark} een rapport aan gemeenten en\n  provincies over de voortgang en\n{mark} een loket openen.\n"
    text = f"De taken zijn:\n{items}"
    found = running_text(open_document(text.encode(), name="brief.txt"))
    assert [block.kind for block in found.blocks] == ["paragraph", "list_item", "list_item"]


def test_an_aside_between_dashes_is_no_item() -> None:
    text = "– een rapport sturen aan gemeenten en\n– zoals eerder gemeld – aan de provincies.\n"
    assert len(running_text(open_document(text.encode(), name="brief.txt")).blocks) == 1


def test_many_broken_words_are_looked_up_in_one_reading_of_the_text():
    """A text under the length that counts as long: the search of the whole text per word would take seconds."""
    text = " ".join(f"woord{chr(97 + i % 26)}{i}" for i in range(9_000))
    start = time.process_time()
    words = Words(text)
    assert not any(f"een-{i}x" in words for i in range(9_000))
    assert time.process_time() - start < 1


def test_a_word_is_found_before_and_after_the_text_was_read_as_a_whole():
    words = Words("De wijkraad en de noord-zuidlijn van de Wijkagent. " + "Tekst zonder streep. " * 9)
    known = ("wijkraad", "noord-zuidlijn", "wijkagent")
    assert all(word in words for word in known)
    assert not any(f"on-{chr(97 + i % 26)}{i}" in words for i in range(300))
    assert all(word in words for word in known)
    assert "wijk" not in words
