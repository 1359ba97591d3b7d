import gzip
import json

import pytest

from narekenen.readings.letter_date import letter_dating


@pytest.mark.parametrize(
    ("head", "iso"),
    [
        ("Den Haag, 3 mei 2022\n\nGeachte voorzitter,", "2022-05-03"),
        ("'s-Gravenhage, 3 mei 2022", "2022-05-03"),
        ("Datum 3 mei 2022\nBetreft", "2022-05-03"),
        ("Datum: 03-05-2022", "2022-05-03"),
        ("Vastgesteld 3 mei 2022\n\nUw brief van 1 april 2022", "2022-05-03"),
        ("Voorgesteld tijdens het wetgevingsoverleg van 3 mei 2022", "2022-05-03"),
        ("Plan van aanpak\n\nStichting Voorbeeld\n\n3 mei 2022\n\nInleiding", "2022-05-03"),
        ("Uw brief van 1 april 2022\nDatum 3 mei 2022", "2022-05-03"),
        ("Rapport d.d. 1 april 2022 ontvangen.\n\nZwolle, 3 mei 2022\n\nGeachte", "2022-05-03"),
        ("Aan de Voorzitter Den Haag , 3 mei 2022 Naar aanleiding van uw brief d.d. 1 april 2022", "2022-05-03"),
        ("Aan de Voorzitter Den Haag , 3 mei 2022 Vastgesteld is op 1 april 2022 dat", "2022-05-03"),
        ("Ons kenmerk 12 d.d. 3 mei 2022\nAan de raad", "2022-05-03"),
    ],
)
def test_a_date_in_the_head(head, iso):
    dating = letter_dating(head)
    assert (dating.iso, dating.inferred) == (iso, "")


def test_a_meeting_in_the_hague_is_not_where_the_letter_was_signed():
    """Near miss: a place with a day behind it in a sentence, after "in" or "te"."""
    assert letter_dating("Verdrag gesloten te Den Haag, 3 mei 2012. Brief d.d. 9 juni 2014").iso == "2014-06-09"


def test_an_undated_letter_is_not_older_than_its_latest_jl_day():
    text = (
        "Op 3 oktober 2019 sprak ik met u. In het debat van 14 november jl. kwam dit terug. Op 9 januari jl. "
        "en 2 maart jl. is de commissie ingelicht. Het voorstel treedt per 1 januari 2022 in werking."
    )
    dating = letter_dating(text)
    assert (dating.iso, text[dating.start : dating.end]) == ("2020-03-02", "2 maart jl.")
    assert dating.inferred


def test_an_undated_letter_without_jl_is_not_older_than_the_latest_past_day():
    dating = letter_dating(
        "In het overleg van 3 oktober 2019 is dit besproken. Het plan moet vóór 1 juli 2021 klaar zijn."
    )
    assert dating.iso == "2019-10-03"
    assert dating.inferred


def test_nothing_to_go_by():
    assert letter_dating("Geachte voorzitter, in het najaar kom ik hierop terug.").iso == ""


@pytest.mark.shared
def test_against_the_dates_of_published_motions(shared):
    """The archive's own metadata of 4,002 motions. Where they differ the printed text says another day or none."""
    with gzip.open(shared / "documents/corpus/moties_metadata.jsonl.gz", "rt") as lines:
        motions = [json.loads(line) for line in lines]
    motions = [motion for motion in motions if motion["datum"]][::4]
    wrong = [motion for motion in motions if letter_dating(motion["tekst"]).iso != motion["datum"]]
    assert len(wrong) <= len(motions) * 0.005
