"""Page headers, footers and numbers leave the text; letterheads, tables and headings keep their place and kind."""

import pytest

from narekenen.documents.furniture import is_furniture
from narekenen.documents.model import RunningText, SourceText
from narekenen.documents.running import running_text, undo


def run(text: str, pages: tuple[int, ...] = ()) -> RunningText:
    return running_text(SourceText("x.txt", "0" * 64, "text/plain", "test@1", text, pages))


def blocks(running: RunningText) -> list[tuple[str, str]]:
    return [(block.kind, running.text[block.span.start : block.span.end]) for block in running.blocks]


@pytest.mark.parametrize(
    "line",
    [
        "---", "* * *", "_____", "Pagina 3 van 12", "pagina 3", "Blad 4", "3 / 12", "- 7 -", "<!-- pagina 2 -->",
        "![afbeelding](kaart.png)", "kst-12345-67", "ISSN 0921 - 7371", "’s-Gravenhage 2021",
        "Tweede Kamer, vergaderjaar 2020–2021, 12 345, nr. 67", "ah-tk-20202021-77 ISSN 0921 - 7398",
        "’s-Gravenhage 2021 Tweede Kamer, vergaderjaar 2020–2021, 12 345, nr. 67 3",
        "Eerste Kamer, vergaderjaar 2020–2021, 12 345, A 1", "10.2.e 10.2.e", "5.1.2.e, 5.1.2.i",
    ],
)  # fmt: skip
def test_furniture_by_its_form(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "Pagina 3 van het rapport gaat over dijken.", "2021", "- 7 procent", "Den Haag 2021", "3 van de 12 gemeenten",
        "De Tweede Kamer, vergaderjaar 2020–2021, heeft", "kst-12345-67 gaat daarover.", "-- zie noot --", "a---",
    ],
)  # fmt: skip
def test_no_furniture(line: str) -> None:
    assert not is_furniture(line)


RIVERS = ["Maas", "Waal", "Lek", "Rijn", "Linge"]


def pages_of(count: int) -> tuple[str, tuple[int, ...]]:
    """Pages with a running header that holds a number, a footer, and one sentence broken over each page break."""
    texts, starts, at = [], [], 0
    for number, river in enumerate(RIVERS[:count], 1):
        body = f"die van de {river} hoger was dan de dijk zelf.\nBij de {river} is gemeten.\nDat was in mei.\n"
        body += f"Langs de {river} staan palen.\n"
        body += f"Uit alle metingen die later bij de {river} zijn gedaan blijkt dat de stand en\n"
        page = f"Waterschap Noord | Rapport {number}\n{body}Versie 2 concept\n{number}\n"
        starts.append(at)
        texts.append(page + "\f")
        at += len(page) + 1
    return "".join(texts), tuple(starts)


def test_lines_that_come_back_on_every_page_go_and_the_sentence_heals() -> None:
    text, starts = pages_of(5)
    running = run(text, starts)
    assert undo(running) == text
    assert running.text.count("Waterschap Noord") == 1  # the first stands as the title of the paper
    assert "Versie 2" not in running.text
    assert "blijkt dat de stand en die van de Rijn hoger was dan de dijk zelf." in running.text
    assert sum(repair.kind == "drop_furniture" for repair in running.repairs) == 4 + 5 + 5


def test_a_letterhead_on_the_second_page_leaves_the_sentence() -> None:
    first = "Geachte heer,\n\nHet bestuur heeft op drie mei besloten dat de dijk bij de haven voor de\n"
    second = "Ons kenmerk\nWN-2021-44\nPagina 2 van 2\nwinter wordt verhoogd en dat de sluis in die tijd open blijft.\n"
    running = run(f"{first}\f{second}", (0, len(first) + 1))
    assert "dat de dijk bij de haven voor de winter wordt verhoogd en dat de sluis" in running.text
    assert undo(running) == f"{first}\f{second}"


def test_a_letterhead_on_the_second_page_stays_before_a_new_sentence() -> None:
    first = "Geachte heer,\n\nDe dijk is oud.\n"
    second = "Ons kenmerk\nWN-2021-44\nDe winter is bij de haven altijd erg streng en lang geweest.\n"
    assert "WN-2021-44" in run(f"{first}\f{second}", (0, len(first) + 1)).text


def test_a_number_alone_in_the_text_stays() -> None:
    running = run("De uitkomst is\n\n42\n\nen daar blijft het bij in dit hele stuk.\n")
    assert ("paragraph", "42") in blocks(running)


def test_a_table_is_kept_as_it_stands_with_its_empty_cells() -> None:
    table = "Jaar\tAantal\tBedrag\n2019\t12\t\n\tTotaal\t€ 400\n"
    running = run(f"De bedragen staan hieronder.\n\n{table}\nDaar blijft het bij.\n")
    kinds = blocks(running)
    assert [kind for kind, _ in kinds] == ["paragraph", "table", "paragraph"]
    assert kinds[1][1].split("\n") == ["Jaar\tAantal\tBedrag", "2019\t12\t", "\tTotaal\t€ 400"]


def test_a_letter_has_its_kinds() -> None:
    text = (
        "Gemeente Noordwijkerhout\n> Retouradres Postbus 12 2200 AA Noordwijk\nDatum 3 mei 2021\nBetreft Dijken\n\n"
        "Geachte leden van de raad,\n\n## Aanleiding\n\nDe dijk is oud.\n\n**Gevolgen voor de haven**\n\n"
        "De haven gaat dicht tot het najaar.\n\nWij vragen u om:\n- geld;\n- tijd.\n\n3. Planning\n\n"
        "Wij beginnen in mei.\n\nFiguur 2: De haven\n\nHoogachtend,\n\nA.B. de Boer\nwethouder\n"
    )
    found = blocks(run(text))
    assert [kind for kind, _ in found] == [
        "address", "address", "address", "address", "address", "heading", "paragraph", "heading", "paragraph",
        "paragraph", "list_item", "list_item", "heading", "paragraph", "caption", "address", "address", "address",
    ]  # fmt: skip
    assert ("heading", "Aanleiding") in found
    assert ("heading", "Gevolgen voor de haven") in found
    assert ("heading", "3. Planning") in found


def test_levels_and_labels() -> None:
    running = run("### Drie\n\nTekst van een alinea hier.\n\n2.1 Aanpak\n\nTekst van nog een alinea.\n\n(b) een punt\n")
    assert [(b.kind, b.level, b.label) for b in running.blocks if b.kind != "paragraph"] == [
        ("heading", 3, ""), ("heading", 2, ""), ("list_item", 1, "(b)"),
    ]  # fmt: skip


def test_titles_behind_a_full_line_stand_apart() -> None:
    text = (
        "Het verzoek is op drie mei door het waterschap ontvangen en besproken.\nOverwegingen\n"
        "Op grond van de wet mag het bestuur dit verzoek alleen afwijzen als er\neen reden voor is. Die is er niet.\n"
    )
    assert blocks(run(text))[1] == ("heading", "Overwegingen")


@pytest.mark.parametrize("label", ["Vraag 1", "Antwoord op vraag 2 en 3", "Antwoord 4, 5 en 6:", "Vragen 7 t/m 9"])
def test_labels_of_questions_are_headings(label: str) -> None:
    text = f"Dat is zo.\n{label}\nWat kost dat, en wie betaalt het dan precies?\n"
    assert blocks(run(text))[1] == ("heading", label)


def sheets(*pages: str) -> RunningText:
    """Pages as a PDF gives them, each with its offset."""
    starts = [sum(len(page) + 1 for page in pages[:number]) for number in range(len(pages))]
    return run("".join(f"{page}\f" for page in pages), tuple(starts))


def test_lines_whose_numbers_do_not_count_the_pages_are_text() -> None:
    running = sheets(*(f"Jaarverslag\nWijk {k * 7} heeft {k * k * 120} woningen.\n{k}" for k in range(1, 5)))
    assert [text for kind, text in blocks(running)] == [
        "Jaarverslag", *(f"Wijk {k * 7} heeft {k * k * 120} woningen." for k in range(1, 5))
    ]  # fmt: skip


def test_of_pages_that_are_the_same_as_a_whole_nothing_goes() -> None:
    running = sheets(*["Aan de bewoners.\nDe dijk wordt 3 meter hoger."] * 4)
    assert running.text.count("De dijk wordt 3 meter hoger.") == 4


def test_a_header_with_a_year_and_a_page_goes() -> None:
    rivers = enumerate(RIVERS, 5)
    running = sheets(*(f"Verslag 2024 | blad {k} van 9\nBij de {river} is gemeten." for k, river in rivers))
    assert running.text.count("Verslag") == 1
