"""The Dutch of the messages about bundles, recipes and published strings, by their English."""

DUTCH = {
    # what is no bundle
    "this is not a bundle of a published number": "dit is geen bundel van een gepubliceerd getal",
    'its "schema" is not "{schema}"': 'het "schema" is niet "{schema}"',
    "it is no JSON object": "het is geen JSON-object",
    "this is not readable as JSON": "dit is niet leesbaar als JSON",
    "the name {name!r} stands twice in one object": "de naam {name!r} staat twee keer in één object",
    "it is not clear which one holds": "het is niet duidelijk welke geldt",
    "the bundle is not complete": "de bundel is niet volledig",
    "bundle": "bundel",
    "{place}: unknown": "{place}: onbekend",
    "{place}: missing": "{place}: ontbreekt",
    "{place}: an object is needed": "{place}: hier hoort een object",
    "{place}: a list is needed": "{place}: hier hoort een lijst",
    "{place}: {problem}": "{place}: {problem}",
    "{place}: {reason}": "{place}: {reason}",
    "text is needed": "hier hoort tekst",
    "texts are needed": "hier horen teksten",
    "one of {names}": "een van {names}",
    "a whole number is needed": "hier hoort een geheel getal",
    "true or false is needed": "hier hoort true of false",
    "a number or a text is needed": "hier hoort een getal of een tekst",
    # what was altered
    "the digest of the bundle is not that of its content": "het kenmerk van de bundel past niet bij de inhoud",
    "input {name!r}: the digest is not that of its value": "invoer {name!r}: het kenmerk past niet bij de waarde",
    "input {name!r}: this is not the one it was computed from ({digest})":
        "invoer {name!r}: hiermee is niet gerekend ({digest})",
    "the sha256 of this file is {sha}, not the expected {wanted}":
        "de sha256 van dit bestand is {sha}, niet de verwachte {wanted}",
    "published is {one!r}, but the inputs give {two!r}":
        "gepubliceerd is {one!r}, maar uit de invoer volgt {two!r}",
    "the recipe gives no estimate {name!r}": "uit de rekenwijze komt geen uitkomst {name!r}",
    "estimate {name!r} does not come out of the recipe": "uitkomst {name!r} komt niet uit de rekenwijze",
    "estimate {name!r}: {part} is {one} in the bundle and {two} recomputed":
        "uitkomst {name!r}: {part} is {one} in de bundel en {two} nagerekend",
    # what is not there
    "this number cannot be recomputed from the bundle alone":
        "dit getal is niet na te rekenen met de bundel alleen",
    "these inputs are not public or were erased; only their digest is here":
        "deze invoer is niet openbaar of is gewist; hier staat alleen het kenmerk",
    "{name} ({kind}), {digest}, {origin}": "{name} ({kind}), {digest}, {origin}",
    "no origin": "geen herkomst",
    "give the document or file with --input NAME=FILE": "geef het document of bestand met --input NAAM=BESTAND",
    "the recipe {recipe!r} is not in this version of narekenen ({version})":
        "de rekenwijze {recipe!r} zit niet in deze versie van narekenen ({version})",
    "known here: {names}": "hier bekend: {names}",
    "no recipe of that name is known here": "een rekenwijze met die naam is hier niet bekend",
    "install the version of narekenen that the bundle names under run.code":
        "installeer de versie van narekenen die de bundel onder run.code noemt",
    "the recipe {recipe!r} needs {package}, which is not installed":
        "voor de rekenwijze {recipe!r} is {package} nodig, en dat is niet geïnstalleerd",
    "install narekenen[{extra}]": "installeer narekenen[{extra}]",
    "a value that is withheld needs a reason": "bij een waarde die is weggelaten hoort een reden",
    "input 'reason'": "invoer 'reason'",
    "input 'place'": "invoer 'place'",
    'write it as "n < 5"': 'schrijf die als "n < 5"',
    # published strings
    "a number of more than {most} digits": "een getal van meer dan {most} cijfers",
    "{value} is not a number that can be printed": "{value} is geen getal dat kan worden geschreven",
    "Give None with a reason instead": "Geef in plaats daarvan None met een reden",
    "“{text}” is not a date": "“{text}” is geen datum",
    "dates are written as EDTF (2022-03-04, 2022-03, 2022-23 for autumn, ../2022-11-18) or ISO 8601 (P5Y)":
        "data worden geschreven als EDTF (2022-03-04, 2022-03, 2022-23 voor najaar, ../2022-11-18) of ISO 8601 (P5Y)",
    "Write it in one of these forms": "Schrijf die in een van deze vormen",
}  # fmt: skip
