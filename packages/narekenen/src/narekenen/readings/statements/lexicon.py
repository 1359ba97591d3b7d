"""Closed classes of Dutch words that the rules lean on: the words of grammar, not of a subject."""

from __future__ import annotations

import re


def word_set(text: str) -> frozenset[str]:
    """The words of a text, for lists that read better as running text."""
    return frozenset(text.split())


SUBORDINATORS = word_set(
    "dat omdat zodat doordat opdat totdat nadat voordat of als indien wanneer terwijl hoewel aangezien tenzij "
    "mits zodra zolang sinds die wie wat welke welk hoe waarom waar hoeverre waarin waarbij waarmee waarvan waarop "
    "waardoor waaronder waarvoor waar waarnaar waarover waaraan waaruit waartoe hetgeen alsof zoals"
)
"""Words that open a clause whose verb stands at its end."""

AUXILIARIES = word_set(
    "heeft heb hebben had hadden is zijn ben was waren wordt worden werd werden zal zullen zou zouden kan kunnen "
    "kon konden moet moeten moest moesten wil willen wilde mag mogen gaat gaan blijft blijven dient dienen"
)
"""Verbs that leave no room for a second finite verb behind them in the same clause."""

SAID = word_set(
    "aangegeven toegezegd gemeld genoemd beschreven vermeld bekend gezegd afgesproken verzocht gebruikelijk"
)
"""Participles that close "zoals eerder gemeld": no clause, and the main verb follows."""

PREPOSITIONS = word_set(
    "aan af bij binnen buiten door gedurende gezien in inzake jegens langs met middels na naar naast namens om "
    "omtrent onder op over per rond rondom sinds te tegen ten ter tijdens tot tussen uit uiterlijk van vanaf "
    "vanuit vanwege via volgens voor vóór voorafgaand wegens zonder conform ondanks dankzij behalve blijkens "
    "gelet mede krachtens ingevolge overeenkomstig omstreeks richting"
)

ADVERBS = word_set(
    "er hier daar daarna daarom daarbij daarmee daarnaast daartoe daarvoor daarover daarin daarop daaruit daarvan "
    "daarenboven daartegenover hierbij hiermee hierna hiervoor hierover hierin hieruit hiertoe hierop hiernaast "
    "ook dan nu thans reeds al nog wel niet echter immers namelijk tevens voorts verder bovendien vervolgens "
    "tenslotte eveneens inmiddels momenteel binnenkort later eerst eind begin medio komend volgend dit deze vorig "
    "afgelopen jaarlijks periodiek graag vanzelfsprekend uiteraard natuurlijk overigens zo zoals toch dus "
    "derhalve aldus parallel samen gezamenlijk spoedig onlangs steeds altijd regelmatig waar nodig net mogelijk "
    "pas wanneer als indien mocht mochten hoewel bijvoorbeeld zodra weer opnieuw alsnog nader nadere zelf "
    "daadwerkelijk actief uiterlijk ieder elk iedere elke"
)

OPENERS = (PREPOSITIONS | ADVERBS) - {"deze", "dit", "zo", "waar"} | {"zo"}
"""A clause that opens with one of these has its subject behind the verb."""

DETERMINERS = word_set(
    "de het een deze dit die dat mijn ons onze uw hun haar zijn alle diverse verschillende enkele beide iedere "
    "elke elk ieder veel meerdere sommige andere betrokken"
)

FIRST_PERSON = word_set("ik wij we")

STATES = word_set(
    "bedraagt bedragen stijgt stijgen daalt dalen groeit groeien kost kosten geldt gelden telt tellen ligt liggen "
    "staat staan blijft blijven bestaat bestaan heet lijkt lijken betreft betreffen omvat omvatten neemt "
    "nemen komt komen vormt vormen toont tonen laat laten gemiddeld geleden"
)
"""Verb forms that tell how things are, also with a date in front of them."""

_SENDERS = r"kabinet|regering|departement|ministerie"
SENDER_NOUN = re.compile(rf"(?:het|de|mijn|ons|onze) (?:{_SENDERS})")
"""The sender speaking of himself in the third person: "het kabinet", "mijn ministerie"."""

_AGENTS = (
    "minister|ministers|ministerie|ministeries|staatssecretaris|bewindspersoon|bewindspersonen|kabinet|regering|"
    "departement|departementen|gemeente|gemeenten|gemeente\\(n\\)|provincie|provincies|waterschap|waterschappen|"
    "regio|regio’s|regio's|inspectie|inspecties|inspecteur|autoriteit|commissie|werkgroep|stuurgroep|taskforce|raad|"
    "college|politie|korps|rechter|bureau|bureaus|instituut|instituten|partij|partijen|partner|partners|bedrijf|"
    "bedrijven|organisatie|organisaties|vereniging|verenigingen|stichting|stichtingen|corporatie|corporaties|"
    "verhuurder|verhuurders|bemiddelaars|werkgever|werkgevers|werknemers|aanbieder|aanbieders|instelling|instellingen|"
    "school|scholen|team|teams|coördinator|manager|adviseur|begeleider|leider|leiders|voorzitter|burgemeester|burgemeesters|wethouder|"
    "wethouders|griffier|aannemer|aannemers|eigenaar|eigenaren|dienst|diensten|rijk|overheid|overheden|bestuur|besturen|"
    "bestuurders|coalitie|fonds|bank|banken|verzekeraar|verzekeraars|ambtenaren|medewerkers|leiding|onderzoekers|"
    "onderzoeker|lidstaten|lidstaat|commissaris|ondernemers|zorgverleners|ziekenhuizen|artsen|boeren|telers|burgers|"
    "huurders|bewoners|ouders|leraren|exploitant|exploitanten|vergunninghouder|beheerder|netbeheerder|netbeheerders|"
    "samenwerkingsverband|samenwerkingsverbanden|zorgkantoor|zorgkantoren|vervoerder|vervoerders|producent|producenten|"
    "uitvoerder|uitvoerders|ontwikkelaar|ontwikkelaars|fondsen|"
    "toezichthouder|toezichthouders|aanvrager|aanvragers|indiener|belanghebbenden|verwerkingsverantwoordelijke|"
    "verwerkingsverantwoordelijken|accountant|kwartiermaker|gezant|platform|delegatie|functionaris|boa’s|boa's"
)
AGENT = re.compile(rf"(?!\w*(?:leid|voor|d|sie|ver)raad$)[\w-]*(?:{_AGENTS})")
"""A noun for somebody who can act, also as the end of a compound: zorgverzekeraars, projectmanager."""

NOT_DONE = word_set(
    "toenemen afnemen stijgen dalen verschillen blijken gelden ontstaan leiden betekenen bestaan verdwijnen "
    "groeien profiteren ondervinden zijn hebben moeten kunnen mogen willen hoeven lijken schijnen kosten duren "
    "bedragen afhangen"
)
"""Infinitives of what happens to somebody, or of a state: "zal toenemen" is a forecast and no commitment."""
