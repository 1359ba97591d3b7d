"""Questions and answers in every form that the reader knows, in papers of our own."""

from time import monotonic

from narekenen.documents.model import Mark, SourceText, Span
from narekenen.readings.letter import read_letter
from narekenen.readings.questions import Exchange, questions


def _read(text: str, marks: tuple[Mark, ...] = ()) -> tuple[Exchange, ...]:
    return questions(read_letter(SourceText("eigen", "0" * 64, "text/plain", "test@1", text, marks=marks)))


def _numbers(found: tuple[Exchange, ...]) -> list[list[str]]:
    return [[question.number for question in exchange.questions] for exchange in found]


HEAD = (
    "Vragen van het lid Van Eik (Lijst Linde) aan de Minister van Bruggen over veerponten (ingezonden 3 mei 2031).\n\n"
)
PLAIN = (
    HEAD
    + "Vraag 1\n\nHoeveel veerponten varen er op zondag?\n\nAntwoord 1\n\nOp zondag varen 14 veerponten.\n\n"
    + "Vraag 2\n\nWaarom varen de andere niet?\n\nVraag 3\n\nWanneer wel?\n\n"
    + "Antwoord 2 en 3\n\nOmdat er te weinig schippers zijn. Vanaf 2032 varen zij weer.\n\nEr zijn dan 20 schippers.\n"
)


def test_numbers_pair_questions_and_answers_and_grouped_answers() -> None:
    found = _read(PLAIN)

    assert _numbers(found) == [["1"], ["2", "3"]]
    assert [len(exchange.answer) for exchange in found] == [1, 2]
    assert found[1].answer[1].text == "Er zijn dan 20 schippers."
    assert found[0].questions[0].asker.name == "Van Eik (Lijst Linde)"
    assert found[0].questions[0].asker.parties == ("Lijst Linde",)


def test_ranges_in_an_answer_mark_are_written_out() -> None:
    asked = "".join(f"Vraag {n}\n\nWat kost veer {n}?\n\n" for n in range(1, 5))
    found = _read(f"{HEAD}{asked}Antwoord op de vragen 1 t/m 4\n\nAlle veren kosten 3 euro per overtocht.\n")

    assert _numbers(found) == [["1", "2", "3", "4"]]


def test_answers_that_stand_together_behind_all_questions() -> None:
    asked = "".join(f"Vraag {n}\n\nWat kost veer {n}?\n\n" for n in (1, 2, 3))
    found = _read(f"{HEAD}{asked}Antwoord 1\n\nDrie euro.\n\nAntwoord 2 en 3\n\nVier euro.\n")

    assert _numbers(found) == [["1"], ["2", "3"]]
    assert [exchange.answer[0].text for exchange in found] == ["Drie euro.", "Vier euro."]


def test_several_questions_under_one_mark_are_told_apart_when_they_are_as_many_as_the_numbers() -> None:
    found = _read(
        f"{HEAD}Vraag 1 en 2\n\nVaart het veer ook bij mist?\n\nWie beslist daarover?\n\n"
        "Antwoord 1 en 2\n\nDe schipper beslist.\n"
    )

    assert _numbers(found) == [["1", "2"]]
    assert found[0].questions[1].text[0].text == "Wie beslist daarover?"


def test_a_mark_inside_a_sentence_is_no_mark() -> None:
    found = _read(
        f"{HEAD}Vraag 1\n\nVaart het veer bij mist?\n\nAntwoord 1\n\nJa.\n\n"
        "Vraag 1 gaat over mist, en dat is een ander onderwerp.\n"
    )

    assert len(found) == 1
    assert len(found[0].answer) == 2


def test_an_answer_without_a_mark_is_what_follows_the_question() -> None:
    found = _read(
        f"{HEAD}Vraag 1\n\nVaart het veer bij mist?\n\nHet veer vaart niet bij mist.\n\nVraag 2\n\n"
        "En bij sneeuw?\n\nBij sneeuw vaart het wel.\n"
    )

    assert [exchange.pairing for exchange in found] == ["words", "words"]
    assert found[1].answer[0].text == "Bij sneeuw vaart het wel."
    assert found[0].doubts == ("the answer has no mark of its own",)


def test_an_unmarked_answer_is_told_by_emphasis_even_when_the_question_has_no_question_mark() -> None:
    text = (
        f"{HEAD}Vraag 1\n\nGeef een overzicht van alle veren\n\nEr zijn 40 veren.\n\n"
        "Vraag 2\n\nGeef de prijzen\n\nDat is 3 euro.\n"
    )
    spans = [
        Span(text.index(t), text.index(t) + len(t)) for t in ("Geef een overzicht van alle veren", "Geef de prijzen")
    ]
    found = _read(text, tuple(Mark("emphasis", span) for span in spans))

    assert [exchange.questions[0].text[0].text for exchange in found] == [
        "Geef een overzicht van alle veren", "Geef de prijzen",
    ]  # fmt: skip
    assert [exchange.answer[0].text for exchange in found] == ["Er zijn 40 veren.", "Dat is 3 euro."]


def test_a_question_without_an_answer_says_so() -> None:
    found = _read(f"{HEAD}Vraag 1\n\nVaart het veer bij mist?\n\nAntwoord 1\n\nNee.\n\nVraag 2\n\nWaarom niet?\n")

    assert found[1].answer == ()
    assert found[1].pairing == "none"
    assert found[1].questions[0].parts[0].proposal.reason == "no_answer"


def test_a_notice_that_the_answer_comes_later_is_no_answer() -> None:
    found = _read(
        f"{HEAD}Vraag 1\n\nVaart het veer bij mist?\n\nMededeling\n\nDe vragen worden zo spoedig mogelijk beantwoord.\n"
    )

    assert found[0].questions[0].parts[0].proposal.reason == "notice"


def test_sources_and_signature_behind_the_last_answer_are_left_out() -> None:
    found = _read(
        f"{HEAD}Vraag 1\n\nKent u het bericht? 1)\n\nAntwoord 1\n\nJa, ik ken het bericht over de veren.\n\n"
        "Toelichting: deze vragen vullen eerdere vragen aan.\n\n1) De Veerbode, 2 april 2031, www.veerbode.nl/mist\n"
    )

    assert [stretch.text for stretch in found[0].answer] == ["Ja, ik ken het bericht over de veren."]


def test_notes_between_two_paragraphs_of_an_answer_are_no_part_of_it() -> None:
    text = "Vraag 1\n\nVaart het veer?\n\nAntwoord 1\n\nHet vaart.\n\nNoot over schippers.\n\nHet vaart ook in mei.\n"
    at = text.index("Noot")
    found = _read(text, (Mark("note", Span(at, at + len("Noot over schippers.")), (("label", "1"),)),))

    assert [stretch.text for stretch in found[0].answer] == ["Het vaart.", "Het vaart ook in mei."]


def test_bare_numbers_of_a_list_count_when_they_follow_each_other() -> None:
    found = _read(
        "Lijst van vragen en antwoorden\n\nDe vaste commissie voor Bruggen heeft een aantal vragen voorgelegd.\n\n"
        "1\n\nHoeveel bruggen zijn er?\n\nAntwoord:\n\nEr zijn 1.200 bruggen.\n\n2\n\n"
        "Hoeveel zijn van hout?\n\nAntwoord:\n\nDat zijn er 40.\n"
    )

    assert _numbers(found) == [["1"], ["2"]]
    assert found[0].questions[0].asker.kind == "commissie"
    assert [exchange.answer[0].text for exchange in found] == ["Er zijn 1.200 bruggen.", "Dat zijn er 40."]


def test_numbers_on_their_own_in_a_letter_without_questions_are_nothing() -> None:
    assert _read("Geachte voorzitter,\n\n1\n\nDe brug is klaar.\n\n2\n\nHet veer vaart.\n") == ()


GROUPS = (
    "VERSLAG VAN EEN SCHRIFTELIJK OVERLEG\n\n## Vragen van de leden van de Linde-fractie\n\n"
    "*De leden van de Linde-fractie hebben de brief gelezen. Zij hebben twee vragen.*\n\n"
    "*Deze leden lezen dat er 40 veren zijn. Hoeveel daarvan varen op zondag?*\n\nOp zondag varen 14 veren.\n\n"
    "Op feestdagen varen er 9.\n\n"
    "*De leden van de Linde-fractie vragen of het veer bij mist vaart.*\n\nBij mist vaart het veer niet.\n\n"
    "### Vragen van de leden van de Eik-fractie\n\n"
    "*Kan de Minister de prijzen geven?*\n\nEen overtocht kost 3 euro.\n"
)


def test_questions_in_italics_stand_under_their_group_whatever_the_level_of_the_heading() -> None:
    found = _read(GROUPS)

    assert [exchange.questions[0].asker.name for exchange in found] == ["Linde", "Linde", "Eik"]
    assert {exchange.pairing for exchange in found} == {"emphasis"}
    assert [len(exchange.answer) for exchange in found] == [2, 1, 1]
    assert found[0].questions[0].context[0].text.startswith("De leden van de Linde-fractie hebben")


def test_without_italics_the_words_tell_question_and_answer_apart() -> None:
    found = _read(GROUPS.replace("*", "").replace("#", ""))

    assert [exchange.answer[0].text for exchange in found] == [
        "Op zondag varen 14 veren.", "Bij mist vaart het veer niet.", "Een overtocht kost 3 euro.",
    ]  # fmt: skip
    assert {exchange.pairing for exchange in found} == {"words"}


def test_the_reply_to_a_group_in_a_part_of_its_own_answers_all_its_questions() -> None:
    found = _read(
        "I Vragen en opmerkingen vanuit de fracties\n\nVragen van de leden van de Eik-fractie\n\n"
        "De leden van de Eik-fractie vragen hoeveel veren er zijn. Waarom varen zij niet op zondag?\n\n"
        "II Reactie van de Minister\n\nVragen van de leden van de Eik-fractie\n\n"
        "Er zijn 40 veren in het land. Op zondag ontbreekt het personeel, omdat de rust voorgaat.\n"
    )

    assert [exchange.pairing for exchange in found] == ["section"]
    assert len(found[0].questions[0].parts) == 2


JOINED = (
    "VERSLAG VAN EEN SCHRIFTELIJK OVERLEG\n\nI Inbreng van de fracties\n\nInbreng van de leden van de Eik-fractie\n"
    "De leden van de Eik-fractie lezen dat er 40 veren zijn. Hoeveel varen er op zondag?\n"
    "Inbreng van de leden van de Linde-fractie\nDe leden van de Linde-fractie vragen wie dat beslist.\n\n"
    "II Reactie van de Minister\nInbreng van de leden van de Eik-fractie\n"
    "De leden van de Eik-fractie lezen dat er 40 veren zijn. Hoeveel varen er op zondag?\nOp zondag varen 14 veren.\n"
    "Inbreng van de leden van de Linde-fractie\nDe leden van de Linde-fractie vragen wie dat beslist.\n"
    "De schipper beslist.\n"
)


def test_headings_inside_joined_lines_open_a_section_and_what_is_asked_again_is_answered_once() -> None:
    found = _read(JOINED)

    assert [exchange.questions[0].asker.name for exchange in found] == ["Eik", "Linde"]
    assert [exchange.answer[0].text for exchange in found] == ["Op zondag varen 14 veren.", "De schipper beslist."]
    assert "fractie\n" not in found[0].questions[0].text[0].text


NOTA = (
    "Nota naar aanleiding van het verslag\n\n1. Inleiding\n\nDe regering dankt de fracties voor hun inbreng.\n\n"
    "De leden van de Eik-fractie vragen hoeveel veren er zijn.\n\nEr zijn 40 veren in het land.\n\n"
    "De leden van de Linde-fractie vragen of de veren bij mist varen. Ook vragen zij wie dat beslist.\n\n"
    "Bij mist varen de veren niet. De schipper beslist daarover.\n\n2. Kosten\n\n"
    "De leden van de fractie van Beuk lezen dat een overtocht 3 euro kost. Waarom is dat zo?\n\n"
    "Dat is zo omdat de brandstof duurder is geworden.\n"
)


def test_a_nota_without_group_headings_names_the_group_in_each_question() -> None:
    found = _read(NOTA)

    assert [exchange.questions[0].asker.name for exchange in found] == ["Eik", "Linde", "Beuk"]
    assert [exchange.answer[0].text[:6] for exchange in found] == ["Er zij", "Bij mi", "Dat is"]
    assert [len(exchange.questions[0].parts) for exchange in found] == [1, 2, 1]


def test_answers_to_nothing_and_a_table_of_contents_are_no_questions() -> None:
    assert _read("Advies\n\nReactie:\n\nHet kabinet volgt het advies.\n\nAntwoord:\n\nDat klopt.\n") == ()
    assert (
        _read("Inhoudsopgave\n\nDe vraag is: hoe verder?\n\nDat weet niemand.\n\nWaarom niet?\n\nDaarom niet.\n") == ()
    )


def test_an_ordinary_letter_about_a_group_has_no_questions() -> None:
    assert (
        _read("Geachte voorzitter,\n\nDe leden van de Eik-fractie vroegen naar de veren. Ik zal daar op terugkomen.\n")
        == ()
    )


def test_a_hostile_text_takes_no_more_than_its_length() -> None:
    many = "".join(f"Vraag {n}\n\nHoe en wat?\n\n" for n in range(1, 900)) + "Antwoord 1 t/m 40\n\n" + "Ja " * 20_000
    one = (
        "Vraag 1\n\n"
        + "«Wat?» en hoe gaat het verder? " * 3_000
        + "\n\nAntwoord 1\n\n"
        + "Zie verwijs kan niet " * 20_000
    )
    started = monotonic()
    found = [_read(f"{HEAD}{text}\n") for text in (many, one, "Fractie van A, B, C en " * 20_000)]

    assert monotonic() - started < 60
    assert [len(exchanges) > 0 for exchanges in found] == [True, True, False]
