"""The Dutch of the messages of this room, by their English."""

DUTCH = {
    "what a person read is not complete": "wat een mens heeft gelezen is niet volledig",
    'give "reading": {"value": …, "high": …, "unit": …}': 'geef "reading": {"value": …, "high": …, "unit": …}',
    "a reading needs its passage and its place": "bij een gelezen waarde horen een passage en een plaats",
    'give "passage": {"text": …} and "place": {"at": …, "to": …}':
        'geef "passage": {"text": …} en "place": {"at": …, "to": …}',
    "nothing is read at code points {start} to {end} of the passage":
        "op de tekens {start} tot {end} van de passage wordt niets gelezen",
    "this version of narekenen reads the passage otherwise, or the passage is another one":
        "deze versie van narekenen leest de passage anders, of het is een andere passage",
    "the date of the letter is no date": "de datum van de brief is geen datum",
    "write it as 2023-09-06": "schrijf die als 2023-09-06",
    "who acts is taken from a name in the sentence": "wie het doet is afgeleid uit een naam in de zin",
}  # fmt: skip
