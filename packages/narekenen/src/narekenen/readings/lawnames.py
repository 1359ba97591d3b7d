"""Where the name of a Dutch law begins and ends.

There is no mark for the end of "Wet open overheid": the name runs on in lower case. What settles it is an abbreviation
in brackets behind it; else the name is taken to be as short as Dutch grammar lets it be (a noun with its adjectives).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from narekenen.readings.citing import apart

_W = r"[a-zà-ÿ][a-zà-ÿ'’-]*"
_S = r"[ \u00a0\n]"
_YEAR = rf"(?:{_S}(?:19|20)[0-9]{{2}}(?![0-9]))?"

# Words that cannot stand first in the noun phrase of a name: the name ended before them.
_NOT = (
    r"(?:die|dat|deze|dit|is|zijn|was|waren|wordt|worden|werd|werden|heeft|hebben|had|kan|kunnen|zal|zullen|zou|moet|moeten|mag|"
    r"mogen|om|per|via|waar\w*|omdat|als|dan|een|ten|ter|er|ook|niet|nog|maar|of|meer|reeds|al|geen|hun|haar|uw|mijn|onze|"
    r"mogelijk\w*|hier\w*|daar\w*|door|naar|over|sinds|vanaf|tot|te|we|wij|ik|u|en|in|met|voor|bij|aan|uit|onder|van|de|het|op|tegen)(?![a-z])"
)
_ADJECTIVE = (
    rf"(?!{_NOT})(?:[a-zà-ÿ-]{{3,30}}(?:e|isch)|goed|open|vrij|hoger|lager|primair|voortgezet|sociaal|digitaal)"
    r"(?![a-zà-ÿ])"
)  # fmt: skip
_NOUN = rf"(?!{_NOT}){_W}(?:(?<=-){_S}en{_S}{_W})?"
# Nouns of action chain without an article: versterking regie volkshuisvesting, toetsing levensbeëindiging
_CHAIN = rf"(?:(?!{_NOT})(?:[a-zà-ÿ-]{{3,30}}ing|aanpak|verbod|toezicht|gebruik|herstel|behoud){_S}){{0,3}}"
_PHRASE = rf"{_CHAIN}(?:{_ADJECTIVE}{_S}){{0,3}}{_NOUN}"
_LINK = rf"(?:(?:op|inzake|tot|van|voor|betreffende|met|tegen){_S}(?:(?:de|het|een){_S})?)"
_SHORT = rf"(?:{_LINK})?{_PHRASE}(?:{_S}{_ADJECTIVE}{_S}{_NOUN})?"
# Up to the abbreviation: Wet werk en inkomen naar arbeidsvermogen (WIA)
_LONG = rf"(?:{_W}{_S}){{0,11}}{_W}{_YEAR}(?={_S}{{1,2}}\((?:hierna:?{_S})?[A-Z][A-Za-z]{{1,9}}\))"

_STEM = r"(?:Rijks|Kader|Invoerings|Uitvoerings|Wijzigings|Aanpassings|Verzamel|Implementatie)wet"
_HEAD = rf"(?:{_STEM}|Tijdelijke wet|Algemene wet|Wet)"
_CODE = r"Wetboek van (?:Burgerlijke )?[A-Z][a-z]+|Burgerlijk Wetboek|Algemene verordening gegevensbescherming"
_COMPOUND = (
    rf"(?!(?:{_STEM}|(?:Initiatief|Nood|Spoed|Raam|Begrotings|Belasting)wet)(?![a-z]))"
    rf"[A-ZÉ][A-Za-zà-ÿ-]{{2,40}}wet(?![A-Za-zà-ÿ-]){_YEAR}"
)

# In brackets the name ends with the bracket: (Wet bescherming tegen discriminatie op de BES)
_BRACKETED = rf"(?<=\(){_HEAD}(?:{_S}[^\s()]{{1,40}}){{1,12}}(?=\))"

LAW_NAME = re.compile(
    rf"(?<![A-Za-zà-ÿ])(?:{_CODE}|{_BRACKETED}|{_HEAD}{_S}(?:{_LONG}|{_SHORT}{_YEAR}|[A-Z]{{2,6}}(?![A-Za-z]))|{_COMPOUND})"
)
# Behind an article more can be named: decrees, regulations, treaties.
_UNDER_ARTICLE = re.compile(
    rf"(?:(?:Uitvoerings|Vreemdelingen|Bouw)?[Bb]esluit|(?:Uitvoerings|Subsidie)?[Rr]egeling|Reglement|Verdrag|Handvest"
    rf"|Code|Verordening|Richtlijn){_S}(?:{_LONG}|{_SHORT}(?:{_S}van{_S}{_NOUN})?{_YEAR})"
)
_COMMON = (
    r"(?:De|Het|Een|Dit|Dat|Die|In|Op|Ook|En|Of|Als|Van|Zo|Uw|Wij|Ik|Er|Nu|Voor|Met|Om|Bij|Te|Tot|Aan|Per|Lid|Wet|Zie|"
    r"Art|Dan|Na|Uit|Wat|Hoe|Wie|Kan|Moet|Is|Was|Had|Zou|Ten|Ter|Door|Over)"
)
ABBREVIATION = re.compile(
    rf"(?!{_COMMON}(?![A-Za-z]))(?:[A-Z]{{2,8}}|[A-Z][a-z]{{1,3}}|[A-Z][a-z]{{1,3}}[A-Z][A-Za-z]{{0,3}})(?![A-Za-zà-ÿ-])"
    rf"(?:{_S}[A-Z]{{2,6}}(?![A-Za-z]))?{_YEAR}"
)

_MENTION = re.compile(
    r"[A-ZÉ][A-Za-zà-ÿ-]{0,40}?wet(?![A-Za-zà-ÿ])|(?:Wet|Wetboek|Tijdelijke|Algemene|Burgerlijk)(?=[ \n\u00a0])"
)


def law_name_at(text: str, start: int) -> re.Match[str] | None:
    """The name of a law, decree, regulation or treaty that starts at `start`."""
    return LAW_NAME.match(text, start) or _UNDER_ARTICLE.match(text, start)


def is_settled(name: str, behind: str) -> bool:
    """Whether the end of a name is certain: a code, a compound, a year at the end, a bracket behind it."""
    return re.fullmatch(rf"{_CODE}|\S+|.*[0-9A-Z]", name) is not None or behind.lstrip()[:1] in ("(", ")", "")


def law_names(text: str) -> Iterator[re.Match[str]]:
    """Every name of a law in `text`."""
    for word in apart(_MENTION, text):
        found = LAW_NAME.match(text, word.start())
        if found:
            yield found
