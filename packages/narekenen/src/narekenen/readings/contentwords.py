"""The words of a text that carry its content, in a form in which their inflections are alike.

Used to see whether two passages speak of the same thing. Rules for Dutch inflection only: no list of synonyms, no
model. Not fit to look up a word: the stems are no words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+){0,6}|\d+(?:[.,]\d+)*")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_STOP = _words("""
    aan aangaande aangezien achter af al alle alleen allemaal alles als altijd ander andere anders beide beiden ben bent
    betreffende bij binnen boven bovendien buiten daar daarbij daardoor daarin daarmee daarna daarnaast daarom daarop
    daarover daartoe daaruit daarvan daarvoor dan dat de deel den der des deze dezelfde die dien dit doch doen doet door
    dus echter een eens eerder eerst elk elke en enerzijds enige enkel enkele er eraan erin ermee erop erover ervan
    ervoor etc even evenals ga gaan gaat gedaan geen gehad geweest gewoon haar had hadden heb hebben hebt heeft heel hem
    hen het hetgeen hier hierbij hierdoor hierin hiermee hierna hierop hierover hiertoe hiervan hiervoor hij hoe hoewel
    hun ieder iedere iemand iets ik in inclusief indien ja je jl juist kan kon konden kunnen kunt laat laten maar maken
    maakt mag me mede mee meer meest men met middels mij mijn minder moest moet moeten mogelijk mogen na naar naast
    nadat nader namelijk nee neem nemen neemt niemand niet niets nog nooit nu of ofwel om omdat omtrent onder ons onze
    ook op over overige per pas qua reeds richting rond samen sinds slechts sommige staan staat steeds te ten tegen ter
    terwijl tevens thans toch toen tot totdat tussen u uit uiteraard uw van vanaf vanuit vanwege vaak veel verder via
    vindt vinden voor vooral voordat voorts vrij waar waarbij waardoor waarin waarmee waarna waarom waarop waarover
    waartoe waaruit waarvan waarvoor wanneer want waren was wat we weer wel welk welke werd werden wie wij wil willen
    wilt word worden wordt zal ze zeer zelf zich zij zijn zo zoals zodat zonder zou zouden zowel zullen zult
    bijvoorbeeld graag jaar jaren keer nieuwe onderhavige
""")
_ASKING = _words("""
    aangegeven aangeven antwoord antwoorden beantwoorden beantwoording bekend benieuwd bereid bevestigen
    constaterende deelt delen deze fractie fracties gevraagd herinnert hoeveel ingaan inzicht inzichtelijk kabinet
    kamer kamerleden kent klopt leden lezen lid mening minister ministers nadere onderschrijft onderschrijven
    opmerking opmerkingen reactie reflecteren regering schetsen staatssecretaris stellen stelling toelichten
    toelichting tweede uiteenzetten uitleggen vernemen verzoeken voornemens vraag vraagt vragen weten zorgen
""")
_ENDINGS = (
    ("heden", "heid"), ("igd", "ig"), ("ingen", "ing"), ("eringen", "ering"), ("ieën", "ie"), ("’s", ""),
    ("'s", ""), ("eerde", "eer"), ("eert", "eer"), ("eren", "eer"), ("tjes", ""), ("tje", ""), ("jes", ""),
    ("ende", ""), ("end", ""), ("elijke", "elijk"), ("sche", "s"), ("en", ""), ("ën", ""), ("ers", "er"), ("e", ""),
    ("s", ""), ("t", ""),
)  # fmt: skip
_SHORTEST = 3


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A word in small letters without its inflection: "woningen" and "woning" are alike, "huizen" and "huis" too."""
    word = word.lower()
    for ending, instead in _ENDINGS:
        kept = len(word) - len(ending)
        if word.endswith(ending) and kept >= _SHORTEST and not (ending == "s" and word[kept - 1] in "aious"):
            word = word[: len(word) - len(ending)] + instead
            break
    return spelling(word)


def spelling(word: str) -> str:
    """One spelling for what Dutch writes in two ways: open and closed syllables, v and f, z and s."""
    if len(word) > 2 and word[-1] == word[-2] and word[-1] not in "aeiou":
        word = word[:-1]
    if word.endswith("v"):
        word = word[:-1] + "f"
    elif word.endswith("z"):
        word = word[:-1] + "s"
    for double in ("aa", "ee", "oo", "uu"):
        at = word.rfind(double)
        if at >= 0 and at == len(word) - 3:
            word = word[: at + 1] + word[at + 2 :]
    return word


def words_at(text: str, *, asking: bool = False) -> Iterator[tuple[str, int, int]]:
    """The content words and numbers of a text with their offsets: (stem or number, start, end).

    asking   leave out the words with which questions are asked as well ("kunt u toelichten")
    """
    for found in _WORD.finditer(text):
        word = found[0]
        if word[0].isdigit():
            yield word.replace(".", ""), found.start(), found.end()
            continue
        low = word.lower()
        if low in _STOP or (asking and low in _ASKING) or (len(low) < _SHORTEST and not word.isupper()):
            continue
        yield (low if word.isupper() and len(word) <= 6 else stem(low)), found.start(), found.end()


def content_words(text: str, *, asking: bool = False) -> tuple[str, ...]:
    """The content words of a text, each once, in order."""
    return tuple(dict.fromkeys(word for word, _, _ in words_at(text, asking=asking)))
