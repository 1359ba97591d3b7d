"""A question cut into what it asks, and what an answer comes back to."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narekenen.documents.model import SourceText
from narekenen.readings.contentwords import content_words, stem
from narekenen.readings.letter import read_letter
from narekenen.readings.questions import Proposal, questions
from narekenen.readings.questions.askers import asker_of, group_heading, group_named
from narekenen.readings.questions.markers import marker, numbers
from narekenen.readings.questions.splitting import parts


def _parts(text: str) -> list[tuple[str, str]]:
    return [(text[span.start : span.end], cue) for span, cue in parts(text)]


@pytest.mark.parametrize(
    ("text", "cues"),
    [
        ("Hoeveel veren zijn er? Zo ja, welke? Zo nee, waarom niet?", ["question_mark", "condition", "condition"]),
        ("Deelt u deze mening, en zo ja, wat gaat u doen?", ["question_mark", "condition"]),
        ("Kunt u aangeven hoeveel veren er zijn en kunt u de prijzen toelichten?", ["question_mark", "coordinated"]),
        ("Met welke schippers is gesproken en wat was de uitkomst daarvan?", ["question_mark", "coordinated"]),
        ("Hoe en wanneer vaart het veer?", ["question_mark"]),
        ("Kent u het bericht «Wat nu? En hoe verder met het veer»?", ["question_mark"]),
        ("Er zijn 40 veren. Hoeveel varen er?", ["question_mark"]),
        ("Vaart het veer? zo ja, hoe vaak?", ["question_mark", "condition"]),
        ("De leden van de Eik-fractie vragen of het veer vaart.", ["request"]),
        ("Ook zijn deze leden benieuwd hoe het veer vaart.", ["request"]),
        ("De leden van de Eik-fractie hebben nog enkele vragen.", []),
        ("De leden van de Eik-fractie zijn benieuwd naar de uitkomsten van de proef.", []),
        ("Het veer vaart op zondag.", []),
    ],
)
def test_what_a_question_asks(text: str, cues: list[str]) -> None:
    assert [cue for _, cue in _parts(text)] == cues


@given(
    st.lists(
        st.sampled_from(["Vaart het veer?", "Zo nee, waarom niet?", "Het is laat.", "Hoe, en waarom?"]), max_size=8
    )
)
def test_parts_are_in_order_and_never_overlap(sentences: list[str]) -> None:
    spans = [span for span, _ in parts(" ".join(sentences))]

    assert all(first.end <= second.start for first, second in pairwise(spans))
    assert len(spans) >= sum("veer?" in sentence for sentence in sentences)


def _proposal(question: str, answer: str, part: int = 0) -> Proposal:
    text = f"Vraag 1\n\n{question}\n\nAntwoord 1\n\n{answer}\n"
    (exchange,) = questions(read_letter(SourceText("eigen", "0" * 64, "text/plain", "test@1", text)))
    return exchange.questions[0].parts[part].proposal


@pytest.mark.parametrize(
    ("question", "answer", "part", "coverage", "reason"),
    [
        ("Vaart het veer bij mist?", "Ja.", 0, "addressed", "yes_no"),
        ("Vaart het veer bij mist? Zo nee, waarom niet?", "Ja, het veer vaart.", 1, "addressed", "not_applicable"),
        ("Vaart het veer bij mist?", "Zie het antwoord op vraag 4.", 0, "refers", "refers"),
        ("Vaart het veer bij mist?", "In antwoord 3 ben ik op de mist ingegaan.", 0, "refers", "refers"),
        ("Wat is uw reactie op de mist?", "Ik vind mist vervelend voor het verkeer.", 0, "addressed", "words_return"),
        (
            "Wat is uw reactie op de klachten over lange wachttijden bij de aanlegplaatsen van veerponten?",
            "Ik begrijp de klachten.", 0, "addressed", "kind_found",
        ),
        ("Hoeveel reizigers nemen het veer?", "Over reizigers zijn geen cijfers bekend.", 0, "partly", "stated_open"),
        ("Hoeveel reizigers nemen het veer?", "Het veer telt 400 reizigers.", 0, "addressed", "words_return"),
        ("Hoeveel reizigers nemen het veer?", "Reizigers stappen op het veer.", 0, "partly", "kind_missing"),
        ("Wat kost de proef met zonnepanelen?", "Deze proef is afgerond.", 0, "addressed", "words_return"),
        (
            "Hoeveel reizigers neemt het veer mee? Welke gevolgen heeft de droogte voor de oevers?",
            "Het veer neemt per dag 400 reizigers mee.", 1, "not_seen", "nothing_returns",
        ),
        ("Herkent u dat de veerpont bij storm aan de steiger van het eiland blijft?",
         "De veerpont vaart niet bij storm.", 0, "addressed", "words_return"),
        ("Herkent u dat de veerpont bij storm aan de steiger van het eiland blijft?",
         "Dat is nu zo. Zo gaat het. Een veerpont is log. Storm is dat niet.", 0, "partly", "words_return"),
        ("Wat kost het veer?", "De provincie heeft hier geen inzicht in.", 0, "partly", "stated_open"),
        ("Heeft het veer voor reizigers een kaartje? Zo ja, wat houdt dat in?",
         "Het veer heeft voor reizigers een loket.", 1, "partly", "words_return"),
        ("Heeft het veer voor reizigers een kaartje? Zo ja, waarom?",
         "Het veer heeft voor reizigers een kaartje, omdat het vol is.", 1, "addressed", "words_return"),
        ("Vaart het veer bij droogte langs de oever? Welke middelen zouden daarvoor bestaan?",
         "Bij droogte vaart het veer niet langs de oever.", 1, "partly", "words_return"),
        ("Vaart het veer bij droogte langs de oever? Welke middelen zouden de gemeenten krijgen?",
         "Bij droogte vaart het veer niet langs de oever.", 1, "not_seen", "nothing_returns"),
    ],
)  # fmt: skip
def test_what_the_answer_comes_back_to(question: str, answer: str, part: int, coverage: str, reason: str) -> None:
    proposal = _proposal(question, answer, part)

    assert (proposal.coverage, proposal.reason) == (coverage, reason)


def test_the_words_that_come_back_are_named_and_pointed_at() -> None:
    answer = "Dat is zo. De veerpont vervoert 400 reizigers."
    proposal = _proposal("Hoeveel reizigers vervoert de veerpont?", answer)

    assert set(proposal.words) == {"reizigers", "vervoert", "veerpont"}
    assert len(proposal.seen_at) == 1
    assert "“reizigers”" in proposal.nl


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_any_text_can_stand_as_an_answer(answer: str) -> None:
    found = questions(
        read_letter(SourceText("x", "0" * 64, "text/plain", "t@1", f"Vraag 1\n\nWat?\n\nAntwoord 1\n\n{answer}"))
    )

    assert found[0].questions[0].number == "1"


@pytest.mark.parametrize(
    ("text", "kind", "named"),
    [
        ("Vraag 3", "question", ("3",)),
        ("Vragen 3 tot en met 5:", "question", ("3", "4", "5")),
        ("Antwoord op de vragen 2, 4 en 5", "answer", ("2", "4", "5")),
        ("Antwoord op vraag 2 en vraag 3", "answer", ("2", "3")),
        ("Antwoord 7, 8, 9 10 en 11", "answer", ("7", "8", "9", "10", "11")),
        ("ANTWOORD 7", "answer", ("7",)),
        ("Antwoord:", "answer", ()),
        ("Vraag 2. Vaart het veer?", "question", ("2",)),
    ],
)
def test_marks(text: str, kind: str, named: tuple[str, ...]) -> None:
    mark = marker(text)

    assert mark is not None
    assert (mark.kind, mark.numbers) == (kind, named)


@pytest.mark.parametrize(
    "text", ["Vraag 2 gaat over veren.", "Antwoord van Minister Van Eik", "Vraagbaak 3", "Antwoord geven is lastig"]
)
def test_no_marks(text: str) -> None:
    assert marker(text) is None


def test_a_range_that_runs_backwards_or_too_far_is_not_written_out() -> None:
    assert numbers("9-3") == ("9", "3")
    assert numbers("1-900") == ("1", "900")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Vragen van de leden van de Linde-fractie", "Linde"),
        ("Inbreng van de leden van de Lijst voor de Eik-fractie", "Lijst voor de Eik"),
        ("Vragen van de leden van de Eik- en Linde-fractie", "Eik- en Linde"),
        ("Vragen van de leden van de fracties van Eik, Linde en Beuk", "Eik, Linde en Beuk"),
        ("II. Reactie op de vragen van het lid Van den Berg", "Van den Berg"),
        ("Linde-fractie", "Linde"),
    ],
)
def test_headings_that_name_a_group(text: str, name: str) -> None:
    group = group_heading(text)

    assert group is not None
    assert group.name == name


@pytest.mark.parametrize(
    "text", ["De leden van de Eik-fractie lezen de brief", "Vragen over veren", "De fractie wil meer.", ""]
)
def test_sentences_and_other_headings_name_no_group(text: str) -> None:
    assert group_heading(text) is None


def test_who_asks_by_the_head_of_the_paper() -> None:
    assert asker_of("Vragen van de leden Eik (ABC) en Linde (DEF) over veren").parties == ("ABC", "DEF")
    assert asker_of("De vaste commissie voor Bruggen en Veren heeft vragen").name == "Bruggen en Veren"
    assert asker_of("Een brief over veren").kind == ""
    assert group_named("zonder naam") is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("woningen", "woning"),
        ("huizen", "huis"),
        ("mogelijkheden", "mogelijkheid"),
        ("brieven", "brief"),
        ("scholen", "school"),
    ],
)
def test_inflections_have_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_content_words_leave_out_small_words_and_keep_numbers() -> None:
    assert content_words("De 1.200 veren van het jaar 2031 varen") == ("1200", stem("veren"), "2031", stem("varen"))
