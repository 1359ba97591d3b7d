"""The Dutch of the messages of this room, by their English. The sentences of findings stand with their rules."""

DUTCH = {
    "the input {name!r} is missing": "de invoer {name!r} ontbreekt",
    "give it one of the inputs: {names}": "geef een van de invoeren: {names}",
    "input {name!r}": "invoer {name!r}",
    "{value} is not a number": "{value} is geen getal",
    "write it as 1234.5": "schrijf het als 1234.5",
    "a list of numbers is needed": "hier hoort een lijst van getallen",
    'write it as ["1", "2"]': 'schrijf die als ["1", "2"]',
    "the denominator is zero": "de noemer is nul",
    "a share of nothing has no value": "een deel van niets heeft geen waarde",
}
