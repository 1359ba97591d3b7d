"""Phrases beside a verb that make it a plan, or take the plan away: used by the rules of the verbs."""

from __future__ import annotations

import re

_MADE = (
    r"(?:plan|onderzoek|programma|regeling|loket|meldpunt|wet|wetsvoorstel|campagne|evaluatie|monitor|kader|commissie|"
    r"werkgroep|pilot|proef|website|handreiking|leidraad|fonds|subsidie|brief|rapport|visie|agenda|register|richtlijn|"
    r"toets|handboek|overzicht)(?:en|s)?"
)
THERE_COMES = re.compile(
    r"\b(?:er kom(?:t|en)|kom(?:t|en) er)\b[^.;:]{0,160}?\b(?:een|twee|drie|nieuwe?) "
    rf"(?:[\w-]{{1,30}} ){{0,5}}?[\w-]{{0,30}}{_MADE}\b"
)
"""What somebody makes: "er komt een onderzoek" is planned, "er komt veel kritiek" happens."""
BEGUN = re.compile(
    r"\b(?:gestart|begonnen|aangevangen) (?:wordt|worden) met\b|"
    r"\b(?:wordt|worden) (?:[\w-]{1,30} ){0,4}(?:gestart|begonnen) met\b"
)
SPEAKS = re.compile(
    r"\b(?:in(?:gaan|gegaan)|stilstaan|toelichten|benadrukken|opmerken|schetsen|uiteenzetten|beschrijven)\b"
)
PAPER = re.compile(
    r"(?:de|het|dit|deze|die|dat|onze?|mijn|een|uw) (?:[\w-]{1,30} ){0,3}[\w-]{0,30}(?:rapport|rapportage|evaluatie|"
    r"onderzoek|monitor|agenda|handreiking|visie|advies|verkenning|plan|voorstel|brief|programma|notitie|nota|leidraad|"
    r"kader)"
)
PAPER_DOES = re.compile(
    r"\b(?:aandacht besteden|ingaan op|inzicht (?:geven|bieden)|duidelijk maken|uitwijzen|bevatten)\b"
)
HAS_A_PLACE = re.compile(r"\b(?:een (?:plek|plaats) krijgen|aan (?:bod|de orde) komen)\b")
PERIOD_AHEAD = re.compile(
    r"\bde komende (?:jaren|tijd|periode|weken|maanden|kabinetsperiode)\b|\b(?:dit|komend|volgend) \w*jaar\b"
)
FORESEEN = re.compile(
    r"\bte maken krijgen\b|\b(?:moeten|kunnen) (?:worden|zijn)\b|\bin beslag nemen\b|"
    r"\b(?:afgewisseld|beïnvloed|veroorzaakt|getroffen|geraakt)\b|\b(?:zorgen|leiden) (?:voor|tot)\b"
)
_COMPLETED = r"(?:afgerond|gestart|opgeleverd|gepubliceerd|vastgesteld|ingediend|verzonden|aangeboden|geopend)"
CAN_BE_DONE = re.compile(rf"\bkunnen (?:worden )?{_COMPLETED}\b|\b{_COMPLETED} kunnen worden\b")
"""With a day ahead this is planned: "zal eind dit jaar kunnen worden afgerond"."""
WITH = re.compile(r"\bkom(?:t|en)\b[^.;:]{0,60}\bmet (?:een |nieuwe |de |het |haar |zijn |hun )")
STARTED = re.compile(
    r"starte?n? (?:(?:de|het) )?(?:(?!(?:in|van|op|per|als|na|bij|om|tot|zodra|en|of)\b)[\w’'-]{1,30} ){0,2}"
    r"(?:een|twee|drie|met) "
)
"""An object behind the verb: "start UWV een onderzoek", "de dienst start met lessen"."""
HEDGE = re.compile(
    r"\b(?:mogelijkerwijs|waarschijnlijk|wellicht|misschien|vermoedelijk)\b|"
    r"(?<!veel )(?<!snel )(?<!spoedig )(?<!goed )(?<!waar )(?<!kort )\bmogelijk\b(?! te\b| maken\b)"
)
"""What may happen is no plan of somebody else; "zo veel mogelijk" hedges nothing."""
FORECAST = re.compile(
    r"\b(?:effect(?:en)?|gevolg(?:en)?|kosten|druk|risico(?:[’']?s)?|kans(?:en)?|aantal(?:len)?|vraag|behoefte|uitstoot|"
    r"daling|stijging)\b"
)
"""What is not planned but foreseen: "de effecten zullen worden versterkt"."""
INQUIRY = re.compile(
    r"\b(?:bekeken|bezien|onderzocht|nagegaan|verkend|afgewogen|beoordeeld|besloten|bepaald) "
    r"(?:of|hoe|welke|in hoeverre)\b"
)
_SITE = (
    r"(?:\S{0,60}(?:www|https?:|\.nl)\S{0,80}|(?:(?:de|onze|mijn|een) )?(?:web)?site\b(?: van [^,;:]{1,60}?)?|"
    r"internet)"
)
_SHOWN = r"(?:geplaatst|gepubliceerd|(?:openbaar|kenbaar) gemaakt|gezet)"
AHEAD = re.compile(
    r"\b(?:nader (?:ingegaan|uitgewerkt|geïnformeerd|bezien|onderzocht)|geplaatst op|gepubliceerd op)\b|"
    rf"\bop {_SITE} {_SHOWN}\b|\b{_SHOWN} op {_SITE}"
)
PERFORMED = {"besloten", "verzocht", "gevraagd", "opgeroepen", "geadviseerd", "voorgesteld", "aanbevolen"}
"""Participles of what is done by saying it: "wordt verzocht om voor mei …" asks, and plans nothing."""
STEP = re.compile(
    r"\bten (?:eerste|tweede|derde|vierde|vijfde|zesde)\b.{1,200}\b(?:gemaakt|opgesteld|ontwikkeld|ingericht|"
    r"uitgewerkt|opgezet|ingesteld|verkend|onderzocht|opgeleverd|uitgevoerd|ingevoerd)\b"
)
"""Steps that are counted out, each with something that is made: "ten tweede wordt een kader opgesteld"."""
COMES = re.compile(r"\b(?:beschikbaar|met een|ter beschikking|gereed)\b|\bkom(?:t|en) er\b")
