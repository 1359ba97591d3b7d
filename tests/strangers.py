"""Eight strangers: each knows nothing of the site, begins at home and wants one thing. What they click stands here.

A step is a link or a button by the words on it; `sees` are words that stand before them at the end.
"""

import re
from dataclasses import dataclass, field

MOST_CLICKS = 3


@dataclass(frozen=True)
class Stranger:
    who: str
    wants: str
    language: str
    width: int
    clicks: tuple[str, ...]
    sees: tuple[str, ...]
    types: dict[str, str] = field(default_factory=dict)


PAPER = "De kosten zijn 12.000 euro voor hout, 8.500 euro voor glas en 4.000 euro voor verf, samen 25.500 euro."
STRANGERS = (
    Stranger(
        "policy officer", "the sentence in which a promise was made, ready to be cited", "nl", 1440,
        ("Wat is toegezegd?", "1.400"),
        ("Voor 2024 ligt de lat op 1.400 adressen.", "Dit is beloofd.", "Aanhalen als"),
    ),
    Stranger(
        "journalist", "to know whether the sums in a paper hold", "nl", 1440,
        ("Klopt deze som?", "Reken dit stuk na"),
        ("plek die anders optelt", "24.500", "Van uw stuk is niets bewaard"),
        types={"textarea": PAPER},
    ),
    Stranger(
        "council member", "what it costs per home, and whether everybody says the same", "nl", 320,
        ("Buurtteams voor energiebesparing", "€ 21,00"),
        ("Anderen zeggen iets anders", "€ 30,93", "Hoe weten we dit?"),
    ),
    Stranger(
        "researcher", "a share with its denominator, what it was before, and the file to compute it again", "en", 1440,
        ("Monitor of discrimination", "73 %"),
        ("Through the years", "80 %", "narekenen replay", "Citation for a reference manager"),
    ),
    Stranger(
        "planner", "when it is expected to be done, and according to whom", "nl", 1440,
        ("Wat wordt verwacht?", "1 oktober 2028"),
        ("Dit verwacht iemand.", "volgens Nationaal Coördinator Groningen", "bijna alles klaar op 1 oktober 2028"),
    ),
    Stranger(
        "inspector", "two answers to the same question beside each other", "nl", 1440,
        ("Versterken van huizen in Groningen", "17.500"),
        ("Anderen zeggen iets anders", "15.644", "Staatstoezicht op de Mijnen"),
    ),
    Stranger(
        "resident", "a mail when something changes", "nl", 320,
        ("Versterken van huizen in Groningen", "Volgen", "Volgen"),
        ("Kijk in uw mail",),
        types={"input[type=email]": "bewoner@example.org"},
    ),
    Stranger(
        "volunteer", "to say that something is not right, and where the answer will be", "en", 320,
        ("Neighbourhood teams", "Is this not right?", "Send the question"),
        ("The question was received.", "Answer before"),
        types={"textarea": "We have two more teams than you count."},
    ),
)  # fmt: skip


def walk(stranger, site, browser):
    """Go the way of a stranger. What went wrong in words; nothing where the stranger found it."""
    size = {"width": stranger.width, "height": 900}
    context = browser.new_context(viewport=size, locale=stranger.language)
    page = context.new_page()
    try:
        page.goto(site + ("/en/" if stranger.language == "en" else "/"))
        for at, words in enumerate(stranger.clicks):
            for field_, typed in stranger.types.items():
                if page.locator(f"main {field_}").count():
                    page.locator(f"main {field_}").fill(typed)
            if not follow(page, words):
                return f"click {at + 1}: no {words!r} on {page.url}"
        said = " ".join(page.locator("main").inner_text().split())
        return [words for words in stranger.sees if words not in said]
    finally:
        context.close()


def follow(page, words):
    """Click the button or the link with these words, in the page itself and not in its frame."""
    name = re.compile(r"\s".join(re.escape(word) for word in words.split()))
    for role in ("button", "link"):
        found = page.locator("main").get_by_role(role, name=name)
        if found.count():
            with page.expect_navigation():
                found.first.click()
            return True
    return False
