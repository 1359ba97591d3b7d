"""The words with which an answer says yes or no, refers elsewhere, leaves open, or gives a reason, date or number."""

from __future__ import annotations

import re

YES = re.compile(
    r"(?:Ja\b|Jazeker\b|Zeker\b|Dat klopt\b|Dit klopt\b|Dat is juist\b|Dit is juist\b|Inderdaad\b"
    r"|Die mening deel ik(?! niet)"
    r"|(?:Ik|Wij|Het kabinet) (?:deel|delen|deelt) (?:deze|die|de) (?:mening|opvatting|zorgen?|analyse"
    r"|conclusie)(?! niet)"
    r"|(?:Ik|Wij) (?:ben|zijn) (?:hiermee |daarmee |ermee )?(?:bekend|bereid)\b|(?:Daar|Hier)toe ben ik bereid)"
)
NO = re.compile(
    r"(?:Nee\b|Neen\b|Dat klopt niet\b|Dit klopt niet\b|Dat is niet juist\b|Dit is onjuist\b|Dat is onjuist\b"
    r"|(?:Ik|Wij|Het kabinet) (?:deel|delen|deelt) (?:deze|die|de) (?:mening|opvatting|zorgen?|analyse"
    r"|conclusie) niet"
    r"|(?:Ik|Wij) (?:ben|zijn) (?:hier|daar)?(?:toe |mee )?niet (?:bekend|bereid|voornemens))"
)
REFERS = re.compile(
    r"(?:(?:[Ii]n|[Bb]ij) (?:mijn |het |de )?(?:antwoord(?:en)?|beantwoording) (?:van |op )?(?:vra(?:ag"
    r"|gen) )?\d{1,3}"
    r"|(?:[Zz]ie|verwijs(?:t|en)?|verwezen|zoals|als)\b[^.?!]{0,80}?(?:antwoord(?:en)?"
    r"|beantwoording)[^.?!]{0,30}?\b(?:vra(?:ag|gen)|hierboven|hiervoor)"
    r"(?:\s\d{1,3}(?:(?:,|\sen|\st/m)\s?\d{1,3}){0,8})?|(?:[Vv]oor het antwoord[^.?!]{0,60}verwijs"
    r"|[Ii]k verwijs (?:u |uw Kamer |hiervoor |daarvoor )?)[^.?!]{0,120}"
    r"|verwijs(?:t|en)? (?:ik|wij|het kabinet|de inspectie)\b[^.?!]{0,120}|[Zz]ie (?:hiervoor |hierover "
    r"|daarvoor )?(?:ook )?(?:mijn|de|het|onze) (?:brief|Kamerbrief|antwoord|beantwoording|reactie)[^.?!]{0,80})"
)
OPEN = re.compile(
    r"(?:\b(?:kan|kunnen)\s(?:ik|wij|we|het kabinet|de \w+)?\s?(?:\w+\s){0,4}?(?:nog )?(?:geen"
    r"|niet)\s(?:\w+\s){0,6}?(?:antwoord|uitspraken?|aangeven|zeggen|vooruitlopen"
    r"|ingaan|geven|delen|verstrekken|bevestigen|beoordelen|inschatten|mededelingen)\b"
    r"|\bgeen\s(?:\w+\s){0,3}?(?:cijfers|gegevens|informatie|overzicht|registratie|uitspraken?|mededelingen|zicht|inzicht"
    r"|beeld)\b"
    r"|\b(?:niet|nog niet|onbekend)\s(?:\w+\s){0,3}?(?:bekend|geregistreerd|bijgehouden|beschikbaar|te zeggen"
    r"|aan te geven|te geven|duidelijk)\b"
    r"|\bonbekend\b|\bvooruitlopen op\b|\bga ik (?:hier )?niet (?:op )?in\b|\bdoe ik geen\b"
    r"|\bis (?:het )?niet aan (?:mij|het kabinet|de minister)\b"
    r"|\bnog geen antwoord\b)"
)
REASON_GIVEN = re.compile(
    r"\b(?:omdat|want|doordat|daarom|namelijk|immers|vanwege|wegens|reden(?:en)?|aangezien|zodat|gezien|komt door"
    r"|oorzaken?|hierdoor"
    r"|daardoor|aldus|verklaar(?:t|d|bare)?|gelet op|met het oog op|om te voorkomen|derhalve)\b"
)
DATE_GIVEN = re.compile(
    r"\b(?:\d{4}|januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|kwartaal"
    r"|voorjaar|zomer|najaar"
    r"|winter|begin|medio|eind|week|weken|maand|maanden|jaar|reces|termijn|spoedig|inmiddels|binnenkort|zodra"
    r"|uiterlijk|nadat|tot)\b"
)
NUMBER_GIVEN = re.compile(
    r"\d|\b(?:een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|twaalf|tientallen|honderden|duizenden|geen"
    r"|niemand|nooit|nihil|helft"
    r"|miljoen|miljard|procent|meeste|enkele|uitzonderlijk)\b"
)
VIEW_GIVEN = re.compile(
    r"\b(?:(?:ik|wij|we|het kabinet|de regering|de inspectie)\s(?:vind|vinden|vindt|betreur|betreuren|betreurt"
    r"|deel|delen|deelt"
    r"|begrijp|begrijpen|begrijpt|acht|achten|onderschrijf|onderschrijft|hecht|hechten|ben van mening"
    r"|is van mening|snap"
    r"|waardeer|erken|erkennen|erkent|zie|ziet|schrik|herken|herkent|constateer|constateert|juich)"
    r"|(?:vind|betreur|deel|begrijp|acht|onderschrijf|hecht|zie|erken|herken)\s(?:ik|wij)|mijn indruk"
    r"|naar mijn (?:mening|oordeel)"
    r"|onaanvaardbaar|onacceptabel|zorgelijk|onwenselijk|verschrikkelijk|vreselijk)\b",
    re.IGNORECASE,
)
NO_COUNT = re.compile(
    r"\b\d{1,2} (?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)\b"
    r"|\b(?:19|20)\d\d(?:[-–/]\d{2,4})?\b|\b(?:nr|nrs)\.? ?\d+|\bvra(?:ag|gen) \d+(?:,? (?:en )?\d+)*|\b\d\d \d{3}\b"
)
"""Digits that count nothing: days, years, numbers of papers and of questions."""
