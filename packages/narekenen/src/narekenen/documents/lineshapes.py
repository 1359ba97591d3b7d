"""What a single line looks like: an item of a list, a heading, a caption, a piece of a letterhead, an open end."""

from __future__ import annotations

import re

from narekenen.documents.abbreviations import INSIDE

LOWER = "a-zà-öø-ÿ"
UPPER = "A-ZÀ-ÖØ-Þ"

BULLETS = "-–—•·▪◦‣●○■□➢►✓\uf0b7\uf0a7\uf0d8\uf02d"
_LIST = re.compile(
    rf"(?P<bullet>[{BULLETS}]|[*+](?![*+])|o(?=\s+[{UPPER}]))\s+(?=\S)"
    r"|(?P<label>\(?(?:\d{1,3}|[a-z](?=[.)]\s+[^\s\d])|[ivx]{1,5})[.)]|\((?:\d{1,3}|[a-z]|[A-Z])\)|[A-Z]\)|(?:\d{1,2}\.){2,4})\s+(?=\S)"
)
_SUBJECT = 25
_SECTION = re.compile(rf"\d{{1,2}}(?:\.\d{{1,2}}){{1,3}}\s+[{UPPER}]")
_FIRST_LABEL = re.compile(r"(?P<open>\(?)(?P<first>1|a|i)(?P<close>\))\s")
_BRACKETED = re.compile(r"(?P<open>\(?)(?P<name>\d{1,2}|[a-z])\)")
_BARE_LABEL = re.compile(rf"(?:[{BULLETS}]|\(?(?:\d{{1,3}}|[a-z])[.)]\)?)$")
_HASHES = re.compile(r"(#{1,6})\s+(?=\S)")
_CAPTION = re.compile(
    r"[*_]*(?:Figuur|Fig\.|Tabel|Grafiek|Afbeelding|Diagram|Kaart|Foto|Kader|Figure|Table)\s+"
    r"\d{1,3}(?:[.:]\d{1,2})?\s*(?:[:.–-](?=\s)|$)"
)
_GREETING = (
    r"(?:(?:Zeer\s)?(?:[Hh]oogg|G|g)eachte\b.{0,80}[,:!]$|(?:Beste|Dear)\b.{0,60}[,:!]$"
    r"|Geachte\s(?:heer|mevrouw|leden|voorzitter|raad|bewoner|lezer|heer/mevrouw)\b.{0,60}$"
    r"|(?:Hoogachtend|Met (?:vriendelijke|de meeste|hartelijke) (?:groet(?:en)?|hoogachting)|[Nn]amens deze"
    r"|Yours sincerely)\b.{0,40}[,.]?$)"
)
_NUMBERS = r"\d{1,3}(?:\s*(?:,|en|t/m|tot en met|-|–)\s*\d{1,3}){0,20}"
_QUESTION = rf"(?:Vraag|Vragen|Antwoord|Antwoorden)\s+(?:op\s+)?(?:vraag\s+|vragen\s+)?{_NUMBERS}\s*[:.]?$"
_CLAUSE = re.compile(
    r"(?:(?:voorts|verder|tevens|ook) )?(?:gehoord|gelezen|constaterende?|overwegende?|gelet op|spreekt|verzoekt|roept"
    r"|draagt|van mening|van oordeel|in herinnering|van overtuiging|indachtig|erkennende|gezien|en gaat over|vraagt"
    r"|keurt|zegt|besluit|herbevestigt)\b(?=.{0,30}?(?:\b(?:dat|de|het|op|uit|uw|te|om|tot|voor|alle|in)\b|[,:]))"
)
_MONTH = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
_LETTERHEAD = (
    r"(?:Postbus|Postadres|Bezoekadres|Retouradres|Antwoordnummer)\b|>\s*Retouradres\b"
    r"|\d{4}\s?[A-Z]{2}(?:\s+[A-Z'’].{0,40})?$"
    r"|(?:T|F|M|E|I|Tel|Fax)[.:]?\s+[+(]?\d[\d ()-]{6,20}(?:\(.{0,30}\))?$"
    r"|(?:Ons|Uw|Onze)\s(?:kenmerk|referentie|brief)\b|Bijlage\(n\)|Bijlagen?$|Contactpersoon\b"
    r"|(?:Datum|Betreft|Kenmerk|Onderwerp)\b:?"
    r"|(?:www\.|https?://)?[\w.-]{2,60}\.(?:nl|eu|com|org|net)/?$|[\w.+-]{1,60}@[\w.-]{1,60}\.[a-z]{2,6}$"
    r"|Vergaderjaar \d{4}|(?:Nr\. )?\d{2} \d{3}(?: [IVXLC]+)?(?: \(R\d+\))?(?: [A-Z][a-z].*)?$"
    r"|Nr\. \d{1,4}$|Aan de [Vv]oorzitter"
    rf"|(?:(?:Den )?[A-Z’'][\w-]{{1,20}}, |(?:Vastgesteld|Voorgesteld|Ontvangen) )\d{{1,2}} (?:{_MONTH}) \d{{4}}$"
)
_IS_GREETING, _IS_QUESTION, _IS_LETTERHEAD = re.compile(_GREETING), re.compile(_QUESTION), re.compile(_LETTERHEAD)
_ALONE = re.compile(rf"#{{1,6}}\s+\S|{_GREETING}|{_QUESTION}|{_LETTERHEAD}")
_END = re.compile(
    r"(?:(?<!\d)[.!?:;…]|[.!?:;…](?!\d))[\"'”’»)\]*_]{0,5}"
    r"(?:\d{1,3}|[¹²³⁰⁴-⁹]{1,3}|<sup>\s?\d{1,3}\s?</sup>|\[\d{1,3}\s?\])?[\"'”’»)\]*_]{0,3}$"
)
_NEEDS_MORE = re.compile(
    r"(?:^|\s)(?:de|het|een|van|en|of|en/of|ten|ter|tussen|zonder|dat|der|des|artikel|lid|leden|nr\.|nrs\.|the|of|and)$",
    re.IGNORECASE,
)
_NUMBER_DUE = re.compile(
    r"(?:^|\s)(?:paragra(?:af|fen)|hoofdstuk(?:ken)?|bijlagen?|artikel(?:en)?|artt?\.|pagina(?:’s)?|blz\.|p\.|tabel|figuur"
    r"|kamerstuk(?:ken)?|nummers?|dossier|lid|leden|maatregel|fase|vra(?:ag|gen)|circa|ca\.|ruim|ongeveer|bijna|van|tot"
    r"|op|in|per|met|en|of|medio|eind|begin|sinds|vanaf|nr\.|nrs\.|januari|februari|maart|april|mei|juni|juli|augustus"
    r"|september|oktober|november|december|de|het|€)$",
    re.IGNORECASE,
)
_OPEN_WORD = re.compile(
    r"(?:^|\s)(?:met|in|op|voor|te|die|door|aan|als|bij|naar|om|over|uit|tot|per|zijn|haar|hun|deze|dit|wordt|worden"
    r"|heeft|is|onder|tegen|waarin|waarbij|via|minister|to)$",
    re.IGNORECASE,
)
_STARTER = re.compile(
    r"(?:De|Het|Een|In|Op|Met|Voor|Er|Ik|Wij|We|Zij|Ze|Hij|U|Uw|Zo|Ook|Bij|Dit|Deze|Die|Dat|Uit|Om|Als|Naar|Na|Eind|Begin"
    r"|Medio|Tijdens|Tevens|Daarnaast|Verder|Hierbij|Hiermee|Hieronder|Daarmee|Daarvoor|Door|Over|Onder|Aan|Mijn|Onze|Ons"
    r"|Volgens|Tot|Ten|Vanuit|Vanaf|Sinds|Wanneer|Indien|Hoewel|Omdat|Kunt|Kan|Bent|Heeft|Is|Wat|Welke|Hoe|Waarom|Deelt"
    r"|Klopt|Herinnert|Wie|Zijn|Wordt|Worden|Conform|Zoals|Samen|Graag|Mede|Binnen|Hierin|Gezien|Daarna|Daarom|Daarbij"
    r"|Daarin|Hierna|Hierop|Hierover|Hiervoor|Inmiddels|Momenteel|Vervolgens|Echter|Maar|Want|Dus|Toch|Wel|Niet|Alle"
    r"|Alleen|Beide|Dan|Dergelijke|Elke|Enkele|Geen|Iedere|Juist|Kortom|Later|Mocht|Namens|Nadat|Nu|Ondanks|Sommige"
    r"|Terwijl|Toen|Uiteraard|Veel|Voorts|Vooral|Waar|Waarbij|Zal|Zodra|Zonder|Bovendien|Tegelijkertijd|Overigens)"
    rf"\s+(?=[{LOWER}‘“\"'(\d])"
)
_NAME = re.compile(r"(?:(?:drs|ir|mr|dr|prof|ing)\. ?){0,3}(?:[A-Z][a-z]?\. ?){1,5}[\w'’ -]{2,40}(?:, ?\w{2,4})?$")
_FIELD = re.compile(rf"[{UPPER}][\w/]{{2,24}}(?:\(\w{{1,3}}\))?: \S")
_MARKUP = " *_[\t"
_LOW_START = re.compile(rf"[\"'“‘«(\[*]{{0,4}}(?:[{LOWER}]|['’][snt]\b)")
_DIGIT_START = re.compile(r"[(*]{0,2}\d")


def bare(text: str) -> str:
    """A line without the emphasis marks around it."""
    return text.strip(_MARKUP)


def list_label(text: str) -> str:
    """The marker with which an item of a list starts, "" for other lines."""
    found = _LIST.match(text)
    return found.group().rstrip() if found else ""


def label_length(text: str) -> int:
    """How many characters of an item its marker takes, with the blanks after it."""
    found = _LIST.match(text)
    return found.end() if found else 0


def is_inline_label(text: str) -> bool:
    """The line starts with the first of several labels that stand in it: "(1) huur, (2) koop"."""
    found = _FIRST_LABEL.match(text)
    if found is None:
        return False
    second = {"1": "2", "a": "b", "i": "ii"}[found.group("first")]
    return f" {found.group('open')}{second}{found.group('close')} " in text


def is_section(text: str) -> bool:
    """The line starts with the number of a section and a capital: "4.2 Gevolgen"."""
    return _SECTION.match(text) is not None


def follows_label(label: str) -> str:
    """The label before one with a bracket: "(1)" for "(2)", "a)" for "b)"; "" for first labels and other forms."""
    found = _BRACKETED.fullmatch(label)
    if found is None:
        return ""
    name = found.group("name")
    before = str(int(name) - 1) if name.isdecimal() else chr(ord(name) - 1)
    return "" if before in ("0", "`") else f"{found.group('open')}{before})"


def heading_level(text: str) -> int:
    """1 to 6 for a line that starts with as many hashes, 0 for other lines."""
    found = _HASHES.match(text)
    return len(found.group(1)) if found else 0


def hashes_length(text: str) -> int:
    """Characters of the hashes, with the blanks behind them, that mark a line as a markdown heading; 0 without them."""
    found = _HASHES.match(text)
    return found.end() if found else 0


def is_caption(text: str) -> bool:
    """The line names a table or a figure: "Tabel 3: …"."""
    return _CAPTION.match(text) is not None


def is_greeting(text: str) -> bool:
    """A salutation or a closing formula: nothing is joined to it."""
    return len(text) <= 120 and _IS_GREETING.match(text) is not None


def stands_alone(text: str) -> bool:
    """A heading with hashes, a greeting, a line of a letterhead or the label of a question: nothing is joined to it."""
    return (len(text) <= 120 or text[0] == "#") and _ALONE.match(text) is not None


def is_question_label(text: str) -> bool:
    """ "Vraag 2", "Antwoord op vraag 4, 5 en 6": the heading of a question or an answer."""
    return _IS_QUESTION.match(text) is not None


def is_clause(text: str) -> bool:
    """A line with which a clause of a motion starts."""
    return _CLAUSE.match(text) is not None


def is_address(text: str) -> bool:
    """A line of a letterhead or colophon: addresses, telephone numbers, reference fields."""
    return len(text) <= 100 and _IS_LETTERHEAD.match(text) is not None


def is_subject(text: str) -> bool:
    """The line of a letterhead that says what the letter is about; it may take several lines."""
    return len(text) > _SUBJECT and text.startswith(("Betreft", "Onderwerp"))


def is_closed(text: str) -> bool:
    """The line ends as a sentence, a clause of a list or an announcement ends, and not in an abbreviation."""
    if _END.search(text, max(0, len(text) - 24)) is None:
        return False
    if text[-1] in ":;" and text.rfind("(") > text.rfind(")"):
        return False
    return text[-1] != "." or text[text.rfind(" ") + 1 : -1].lstrip("(").lower() not in INSIDE


def awaits_number(text: str) -> bool:
    """The line ends in a word behind which a number stands: "paragraaf", "artikel", a month, "circa"."""
    return _NUMBER_DUE.search(text, max(0, len(text) - 14)) is not None


def is_strong(text: str) -> bool:
    """The whole line stands in strong emphasis: a title."""
    return len(text) > 4 and text.startswith("**") and text.endswith("**")


def is_name(text: str) -> bool:
    """A person with initials and nothing else: a signature."""
    return len(text) <= 60 and _NAME.match(text) is not None


def is_field(text: str) -> bool:
    """A line of a form: a word, a colon, and what is filled in: "Besluit: aangehouden"."""
    return _FIELD.match(text) is not None


def is_announcement(text: str) -> bool:
    """One to three words and a colon, alone on a line: "Reactie:"."""
    return text.endswith(":") and text.count(" ") < 3 and text[:1].isupper()


def is_bare_label(text: str) -> bool:
    """Nothing but the marker of an item: its text stands on the next line."""
    return len(text) <= 5 and _BARE_LABEL.match(text) is not None


def needs_more(text: str) -> bool:
    """The line ends in a word after which nothing can stop: "van", "de", "nr."."""
    return _NEEDS_MORE.search(text, max(0, len(text) - 10)) is not None


def is_open(text: str) -> bool:
    """The line ends in a word after which a sentence seldom stops: a preposition may belong to a verb before it."""
    return needs_more(text) or _OPEN_WORD.search(text, max(0, len(text) - 10)) is not None


def starts_low(text: str) -> bool:
    """The line starts in lower case, behind quotes and brackets if there are any."""
    return _LOW_START.match(text) is not None


def starts_digit(text: str) -> bool:
    """The line starts with a digit, behind a bracket or stars of markup if any."""
    return _DIGIT_START.match(text) is not None


def starts_sentence(text: str) -> bool:
    """The line starts with a word that has a capital only where a sentence starts."""
    return _STARTER.match(text) is not None
