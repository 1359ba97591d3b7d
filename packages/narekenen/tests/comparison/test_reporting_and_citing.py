"""What a passage reports, and how a letter is cited."""

import pytest

from narekenen.comparison.citing import paper, place, shortened
from narekenen.comparison.reporting import ANY, done_verbs, reported
from narekenen.documents.model import SourceText, Span
from narekenen.readings.contentwords import content_words
from narekenen.readings.letter import read_letter


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Het plan heb ik in maart aan uw Kamer gestuurd.", "done"),
        ("De evaluatie is afgerond.", "done"),
        ("De evaluatie is nog niet afgerond.", ""),
        ("Het plan wordt in maart aan uw Kamer gestuurd.", ""),
        ("Ik heb uw Kamer toegezegd het plan te sturen.", ""),
        ("De proef is begonnen.", "done"),
        ("In elke haven is inmiddels een meldpunt beschikbaar.", "done"),
        ("In elke haven is een meldpunt beschikbaar.", ""),
        ("De bouw heeft vertraging opgelopen.", "late"),
        ("Van de proef zie ik daarom af.", "lapsed"),
        ("Van de proef is afgezien.", "lapsed"),
        ("Afgezien van de kosten is het veer goed.", ""),
        ("De regeling is ingetrokken.", "lapsed"),
        ("Het veer vaart op zondag.", ""),
    ],
)
def test_what_a_sentence_reports(text: str, says: str) -> None:
    assert reported(text, None) == says


OFFICIAL = "Vergaderjaar 2022–2023\n\n32 847\n\nWonen\n\nNr. 12\n\nBRIEF VAN DE MINISTER\n\nDen Haag, 3 mei 2023\n\n"


@pytest.mark.parametrize(
    ("promised", "report"),
    [
        ("Ik zal het plan sturen.", "Het plan is gestuurd."),
        ("Ik zal een meldpunt inrichten.", "Het meldpunt is ingericht."),
        ("Ik zal een proef starten.", "De proef is gestart."),
        ("Ik zal uw Kamer informeren.", "Uw Kamer is geïnformeerd."),
        ("Ik zal het rapport aanbieden.", "Het rapport is aangeboden."),
        ("De inspectie zal alle havens bezoeken.", "De inspectie heeft alle havens bezocht."),
        ("Ik zal de tarieven halveren.", "De tarieven zijn gehalveerd."),
        ("Ik zal de steigers verbeteren.", "De steigers zijn verbeterd."),
    ],
)
def test_the_verb_of_a_report_is_that_of_its_promise(promised: str, report: str) -> None:
    assert done_verbs(report) & set(content_words(promised))
    assert not done_verbs("De steigers zijn besproken.") & set(content_words(promised))


def test_what_is_finished_is_finished_whatever_the_verb() -> None:
    assert ANY in done_verbs("De evaluatie is afgerond.")


def _cited(text: str, name: str = "brief.txt") -> str:
    return paper(read_letter(SourceText(name, "0" * 64, "text/plain", "test@1", text))).citation


def test_a_paper_of_the_second_chamber_in_official_form() -> None:
    assert _cited(f"{OFFICIAL}Tekst.\n") == "Kamerstukken II 2022/23, 32 847, nr. 12"


def test_an_answer_to_written_questions_in_official_form() -> None:
    text = (
        "Tweede Kamer der Staten-Generaal 2\n\nVergaderjaar 2023–2024 Aanhangsel van de Handelingen\n\n"
        "Vragen gesteld door de leden der Kamer, met de daarop door de regering gegeven antwoorden\n\n1433\n\n"
        "Vragen van het lid Eik (ABC) over veren.\n"
    )

    assert _cited(text) == "Aanhangsel Handelingen II 2023/24, nr. 1433"


def test_a_letter_without_a_number_is_cited_by_what_it_says_of_itself() -> None:
    cited = _cited("Datum 3 mei 2023\n\nBetreft: Veerponten op de Linge\n\nGeachte voorzitter,\n\nHierbij een brief.\n")

    assert "3 mei 2023" in cited
    assert "Veerponten op de Linge" in cited


def test_a_text_that_says_nothing_of_itself_is_cited_by_its_name() -> None:
    assert _cited("Het veer vaart.\n", "veer.txt") == "veer.txt"


def test_the_page_stands_in_the_footnote_of_an_official_paper_with_pages() -> None:
    text = f"{OFFICIAL}Tekst hier.\n"
    source = SourceText("b.pdf", "0" * 64, "application/pdf", "test@1", text, pages=(0, text.index("Tekst")))
    letter = read_letter(source)
    at = letter.running.text.index("Tekst")

    assert place(letter, Span(at, at + 11), paper(letter)).footnote == "Kamerstukken II 2022/23, 32 847, nr. 12, p. 2."


def test_a_long_quote_is_cut_between_words() -> None:
    short = shortened("woord " * 200)

    assert short.endswith("woord …")
    assert len(short) <= 402
    assert shortened("Kort.") == "Kort."
