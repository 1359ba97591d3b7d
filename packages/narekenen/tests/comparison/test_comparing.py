"""What becomes of a promise in a later letter, in letters of our own."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from narekenen.comparison.comparing import compare
from narekenen.comparison.model import Comparison
from narekenen.documents.model import SourceText
from narekenen.readings.letter import read_letter
from narekenen.readings.model import Letter

HEAD = (
    "Vergaderjaar {years}\n\n31 305\n\nVeerdiensten\n\nNr. {number}\n\nBRIEF VAN DE MINISTER VAN BRUGGEN EN VEREN\n\n"
    "Aan de Voorzitter der Tweede Kamer\n\nDen Haag, {date}\n\n"
)
OLD, NEW = (
    HEAD.format(years="2030–2031", number=45, date="12 mei 2031"),
    HEAD.format(years="2031–2032", number=61, date="3 juni 2032"),
)


def _letter(text: str, name: str = "brief.txt") -> Letter:
    return read_letter(SourceText(name, f"{hash(text) & (2**64 - 1):064x}", "text/plain", "test@1", text))


def _compare(old: str, new: str) -> Comparison:
    return compare(_letter(OLD + old, "oud.txt"), _letter(NEW + new, "nieuw.txt"))


PROMISE = "Ik zal de tarieven voor scholieren op de veerponten van de Linge halveren."


@pytest.mark.parametrize(
    ("old", "new", "outcome"),
    [
        (PROMISE, PROMISE, "standing"),
        (PROMISE, "De tarieven voor scholieren op de veerponten van de Linge heb ik gehalveerd.", "kept"),
        (PROMISE, "De tarieven voor scholieren op de veerponten van de Linge zijn uitgesteld.", "moved"),
        (
            PROMISE,
            "Het halveren van de tarieven voor scholieren op de veerponten van de Linge gaat niet door.",
            "withdrawn",
        ),
        (PROMISE, "Ik streef ernaar de tarieven voor scholieren op de veerponten van de Linge te halveren.", "weaker"),
        (
            "Ik streef ernaar de tarieven voor scholieren op de veerponten van de Linge te halveren.",
            PROMISE,
            "stronger",
        ),
        (
            "Ik zal voor het einde van 2031 een plan voor nieuwe steigers aan uw Kamer sturen.",
            "Ik zal voor het einde van 2033 een plan voor nieuwe steigers aan uw Kamer sturen.",
            "moved",
        ),
        (
            "Met de provincies heb ik afgesproken dat er in totaal 40 nieuwe steigers komen.",
            "Met de provincies heb ik afgesproken dat er in totaal 30 nieuwe steigers komen.",
            "other_number",
        ),
        (PROMISE, "De schippers waren tevreden over de opleiding in de haven.", "not_mentioned"),
    ],
)
def test_what_became_of_a_promise(old: str, new: str, outcome: str) -> None:
    found = _compare(f"{old}\n", f"Dit is de stand van zaken.\n\n{new}\n")

    assert [followed.outcome for followed in found.followed] == [outcome]
    assert found.alarming == (outcome in ("moved", "withdrawn", "weaker", "other_number", "not_mentioned"))


def test_a_moved_date_is_told_from_and_to_with_its_direction() -> None:
    (followed,) = _compare(
        "Ik zal voor 1 maart 2033 een plan voor nieuwe steigers aan uw Kamer sturen.\n",
        "Ik zal voor 1 maart 2034 een plan voor nieuwe steigers aan uw Kamer sturen.\n",
    ).followed
    (change,) = followed.changes

    assert (change.kind, change.direction) == ("deadline", "later")
    assert "2033" in change.before
    assert "2034" in change.after
    assert "28 februari 2033" in followed.nl
    assert "28 February 2033" in followed.en
    assert "later" in followed.en


def test_an_earlier_date_is_moved_too() -> None:
    (followed,) = _compare(
        "Ik zal voor 1 maart 2034 een plan voor nieuwe steigers aan uw Kamer sturen.\n",
        "Ik zal voor 1 maart 2033 een plan voor nieuwe steigers aan uw Kamer sturen.\n",
    ).followed

    assert followed.changes[0].direction == "earlier"


def test_a_date_within_the_same_period_is_not_moved() -> None:
    (followed,) = _compare(
        "Ik zal in het najaar van 2033 een plan voor nieuwe steigers aan uw Kamer sturen.\n",
        "Ik zal in november 2033 een plan voor nieuwe steigers aan uw Kamer sturen.\n",
    ).followed

    assert followed.outcome == "standing"


def test_a_date_that_is_past_with_no_other_is_told() -> None:
    (followed,) = _compare(
        "Ik zal voor 1 maart 2032 een plan voor nieuwe steigers aan uw Kamer sturen.\n",
        "De schippers waren tevreden over de opleiding in de haven.\n",
    ).followed

    assert followed.outcome == "not_mentioned"
    assert [change.direction for change in followed.changes] == ["passed"]
    assert "voorbij" in followed.nl


def test_sentences_and_footnotes_are_ready_to_paste() -> None:
    (followed,) = _compare(f"{PROMISE}\n", f"{PROMISE}\n").followed

    assert followed.nl.startswith("In de brief van 12 mei 2031 stond: “Ik zal de tarieven")
    assert followed.en.startswith("The letter of 12 May 2031 said: “Ik zal de tarieven")
    assert followed.earlier.footnote == "Kamerstukken II 2030/31, 31 305, nr. 45."
    assert followed.later is not None
    assert followed.later.footnote == "Kamerstukken II 2031/32, 31 305, nr. 61."


def test_a_place_points_at_its_own_letter() -> None:
    old, new = _letter(f"{OLD}{PROMISE}\n"), _letter(f"{NEW}Eerst iets anders over de haven.\n\n{PROMISE}\n")
    (followed,) = compare(old, new).followed

    assert followed.later is not None
    assert old.source.text[followed.earlier.raw.start : followed.earlier.raw.end] == PROMISE
    assert new.source.text[followed.later.raw.start : followed.later.raw.end] == PROMISE
    assert followed.later.line == new.source.text[: followed.later.raw.start].count("\n") + 1


def test_the_fit_is_explained_by_what_both_share() -> None:
    (followed,) = _compare(f"{PROMISE}\n", f"{PROMISE}\n").followed

    assert followed.match is not None
    assert followed.match.score == pytest.approx(1.0)
    assert sum(clue.adds for clue in followed.match.clues) == pytest.approx(followed.match.score)
    assert "words" in {clue.kind for clue in followed.match.clues}


def test_a_new_promise_is_told_apart() -> None:
    found = _compare(
        f"{PROMISE}\n", f"{PROMISE}\n\nIk zal voor 1 januari 2033 een handreiking voor schippers publiceren.\n"
    )

    assert [added.place.quote for added in found.added] == [
        "Ik zal voor 1 januari 2033 een handreiking voor schippers publiceren."
    ]
    assert "3 juni 2032" in found.added[0].nl


def test_what_the_earlier_letter_calls_done_is_not_followed() -> None:
    found = _compare(
        "Met deze brief kom ik mijn toezegging na om uw Kamer over de veerponten te informeren.\n", "Niets.\n"
    )

    assert found.followed == ()
    assert found.warnings == ("no promise was found in the earlier letter",)
    assert not found.alarming


def test_what_is_said_twice_is_followed_once() -> None:
    twice = f"{PROMISE}\n\nVeel reizigers wachten lang.\n\n{PROMISE}\n"

    assert [followed.outcome for followed in _compare(twice, f"{PROMISE}\n").followed] == ["standing"]
    assert _compare(f"{PROMISE}\n", twice).added == ()


def test_the_same_promise_for_another_place_is_another_promise() -> None:
    found = _compare(
        "Ik zal een plan voor nieuwe steigers op de Linge aan uw Kamer sturen.\n\n"
        "Ik zal een plan voor nieuwe steigers op de Waal aan uw Kamer sturen.\n",
        "Ik zal een plan voor nieuwe steigers op de Waal aan uw Kamer sturen.\n",
    )

    assert [followed.outcome for followed in found.followed] == ["not_mentioned", "standing"]


def test_another_name_is_a_doubt() -> None:
    (followed,) = _compare(
        "Ik zal een plan voor nieuwe steigers op de Linge aan de provincies sturen.\n",
        "Ik zal een plan voor nieuwe steigers op de Waal aan de provincies sturen.\n",
    ).followed

    assert "each passage has a name that the other has not" in followed.doubts
    assert followed.match is not None
    assert followed.match.clues[-1].adds < 0


def test_a_report_on_something_else_that_was_done_keeps_nothing() -> None:
    (followed,) = _compare(
        "Ik zal een plan voor nieuwe steigers op de Linge aan de provincies sturen.\n",
        "Het plan voor nieuwe steigers op de Linge heb ik met de provincies besproken.\n",
    ).followed

    assert followed.outcome == "standing"
    assert "the later passage speaks of it, but is no promise itself" in followed.doubts


def test_letters_in_the_wrong_order_are_warned_about() -> None:
    found = compare(_letter(f"{NEW}{PROMISE}\n"), _letter(f"{OLD}{PROMISE}\n"))

    assert "the later letter is dated before the earlier one" in found.warnings


PROMISES = (
    "Ik zal de tarieven voor scholieren op de veerponten halveren.",
    "Ik zal voor 1 maart 2035 een plan voor nieuwe steigers aan uw Kamer sturen.",
    "Met de gemeenten heb ik afgesproken dat er 25 laadpalen bij de havens komen.",
    "Ik zal de wachttijd voor fietsers in de haven tot vijf minuten verkorten.",
    "Ik zal de opleiding voor schippers in het najaar van 2034 evalueren.",
    "Ik streef ernaar het geluid van dieselmotoren in natuurgebieden te verminderen.",
    "Ik zal de inspectie vragen onderzoek te doen naar de veiligheid van kabelveren.",
)
FILLING = ("De haven is druk.", "Het water staat hoog deze zomer.", "Veel reizigers kiezen voor de trein.")
_SOME = st.lists(st.sampled_from(PROMISES), min_size=1, max_size=len(PROMISES), unique=True)


@settings(max_examples=40, deadline=None)
@given(_SOME, st.lists(st.sampled_from(FILLING), max_size=3))
def test_of_a_letter_beside_itself_everything_still_stands(promises: list[str], filling: list[str]) -> None:
    text = OLD + "\n\n".join([*promises, *filling]) + "\n"
    found = compare(_letter(text), _letter(text))

    assert len(found.followed) == len(promises)
    assert {followed.outcome for followed in found.followed} == {"standing"}
    assert found.added == ()
    assert not found.alarming


@settings(max_examples=40, deadline=None)
@given(_SOME, st.data())
def test_without_one_promise_exactly_that_one_is_not_mentioned(promises: list[str], data: st.DataObject) -> None:
    gone = data.draw(st.sampled_from(promises))
    left = [promise for promise in data.draw(st.permutations(promises)) if promise != gone]
    found = _compare("\n\n".join(promises) + "\n", "\n\n".join([*left, *FILLING]) + "\n")

    assert [followed.earlier.quote for followed in found.of("not_mentioned")] == [gone]
    assert [followed.outcome for followed in found.followed].count("standing") == len(left)


@settings(max_examples=30, deadline=None)
@given(_SOME, st.integers(min_value=2036, max_value=2060))
def test_a_later_year_is_moved_and_nothing_else_is(promises: list[str], year: int) -> None:
    dated = PROMISES[1]
    promises = [*dict.fromkeys([*promises, dated])]
    found = _compare("\n\n".join(promises) + "\n", "\n\n".join(promises).replace("2035", str(year)) + "\n")

    assert [followed.earlier.quote for followed in found.of("moved")] == [dated]
    assert len(found.of("standing")) == len(promises) - 1


def test_the_same_letters_give_the_same_comparison() -> None:
    old, new = "\n\n".join(PROMISES) + "\n", "\n\n".join(reversed(PROMISES[:4])) + "\n"

    assert _compare(old, new) == _compare(old, new)


def test_what_is_promised_now_goes_before_what_only_recalls_the_promise() -> None:
    old = (
        "Naar aanleiding van het debat over zeven veerdiensten deel ik u mede dat ik voornemens ben de gevraagde lijst "
        "in mei 2032 toe te sturen."
    )
    recalls = "Ik heb u gemeld dat ik de gevraagde lijst in mei 2032 zou toesturen."
    now = "Via deze brief laat ik u weten dat ik de gevraagde lijst in augustus 2032 zal toesturen."
    (followed,) = _compare(old, f"{recalls}\n\n{now}").followed
    assert followed.outcome == "moved"
    assert followed.later is not None
    assert followed.later.quote == now
    (without,) = _compare(old, recalls).followed
    assert without.later is not None
    assert without.later.quote == recalls


def test_something_else_that_lapses_withdraws_nothing() -> None:
    old = "Het resterende vermogen van het fonds zal in 2033 worden teruggegeven aan de veerdiensten."
    new = "De korting van de veerdiensten op het vermogen van het fonds komt te vervallen."
    (followed,) = _compare(old, new).followed
    assert followed.outcome == "not_mentioned"


def test_a_promise_that_its_own_letter_meets_is_not_followed() -> None:
    old = "Door middel van deze brief voldoe ik aan mijn toezegging om een lijst van steigers te sturen."
    assert _compare(old, PROMISE).followed == ()
