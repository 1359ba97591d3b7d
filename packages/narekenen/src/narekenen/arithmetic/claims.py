"""Rule: a rise or fall that is claimed of everything, against the changes that the same section gives in numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from narekenen.arithmetic.changes import Change, changes, direction_words
from narekenen.arithmetic.model import Finding, Step
from narekenen.arithmetic.prose import Sentence, evidence, of_number, sentences, write
from narekenen.documents.model import Span
from narekenen.formatting import format_number
from narekenen.readings.model import Letter

RULE = "universal_claims"
_EVERYWHERE = re.compile(
    r"\b(?:over de (?:ge)?hele linie|op alle (?:fronten|onderdelen|punten|indicatoren|terreinen)|zonder uitzondering|"
    r"stuk voor stuk|"
    r"in (?:alle|elke|iedere) [^\W\d_'’-]{4,}(?:['’]s)?|bij alle [^\W\d_]{4,}|"
    r"op elk (?:onderdeel|punt|terrein)|overal)\b"
)
_HEDGED = re.compile(r"\b(?:bijna|vrijwel|nagenoeg|niet|geen|grotendeels|als|indien|zou|zouden|moet|moeten|streven)\b")
_NEGATED = re.compile(r"\b(?:niet|geen|zonder|nooit|noch|weigert|weigeren)\b")
_CONTRAST = re.compile(
    r"\b(?:hier staat tegenover|daar staat tegenover|daarentegen|uitzondering|behalve|met uitzondering)\b"
)
_EXCEPTED = re.compile(r"\b(?:uitgezonderd|uitzondering van|behalve|op \w+ na)\b")
_MOST, _SHORT = 20, 24
_TOPIC = re.compile(r"(?:van|in) (?:het aantal|de|het|deze)? ?(?P<noun>[^\W\d_]{5,})")


def universal_claims(letter: Letter) -> Iterator[Finding]:
    """A direction claimed "over de gehele linie" while one change in the same section goes the other way.

    Only claims of everything count, without "bijna" or "vrijwel". A change of a negated share ("that does not …") or
    one that the text itself sets apart says nothing about the claim. A claim about a named thing ("een daling van de
    klachten") is held only against changes in sentences that name it.
    """
    all_sentences = sentences(letter)
    claims = [s for s in all_sentences if _EVERYWHERE.search(s.text.lower())][:_MOST]
    by_section = _changes_by_section(all_sentences) if claims else {}
    for sentence in claims:
        lower = sentence.text.lower()
        everywhere = _EVERYWHERE.search(lower)
        if _EXCEPTED.search(lower):
            continue
        if everywhere is None or _HEDGED.search(lower[max(0, everywhere.start() - 30) : everywhere.end() + 50]):
            continue
        said, word = direction_words(lower[everywhere.start() : everywhere.end() + 90])
        offset = everywhere.start()
        if word is None:
            said, word = direction_words(lower[max(0, everywhere.start() - 60) : everywhere.start()])
            offset = max(0, everywhere.start() - 60)
        if word is None:
            continue
        start, end = min(everywhere.start(), offset + word.start()), max(everywhere.end(), offset + word.end())
        topic = _TOPIC.match(lower, end + 1)
        against = [
            c
            for c in _against(by_section.get(sentence.section, []), sentence, said)
            if topic is None or topic["noun"] in c.sentence.text.lower()
        ]
        if against:
            yield _finding(letter, sentence.span_of(start, end), said, against)


def _changes_by_section(all_sentences: tuple[Sentence, ...]) -> dict[int, list[Change]]:
    """The changes that may speak for or against a claim, by section."""
    found: dict[int, list[Change]] = {}
    before = ""
    for sentence in all_sentences:
        lower = sentence.text.lower()
        for change in changes(sentence):
            # "Namelijk naar 21%": what the change is about stands in the sentence before
            about = change.about[-120:] if len(change.about) > _SHORT else before
            if not _CONTRAST.search(f"{lower} {about}") and not _NEGATED.search(about):
                found.setdefault(sentence.section, []).append(change)
        before = lower
    return found


def _against(section: list[Change], claim: Sentence, said: str) -> list[Change]:
    """Changes in other sentences of the section that go the other way by more than rounding."""
    found = []
    for change in section:
        slack = (change.old.step + change.new.step) / 2
        apart = change.new.value - change.old.value if said == "down" else change.old.value - change.new.value
        if apart > slack and change.sentence is not claim:
            found.append(change)
    return found


def _finding(letter: Letter, claim: Span, said: str, against: list[Change]) -> Finding:
    change = against[0]
    old, new = (write(n.value, n, "nl") for n in (change.old, change.new))
    old_en, new_en = (write(n.value, n, "en") for n in (change.old, change.new))
    went_nl, went_en = ("steeg", "rose") if said == "down" else ("daalde", "fell")
    printed = letter.running.text[claim.start : claim.end]
    parts = [of_number(n, "part") for c in against for n in (c.new, c.old)]
    return Finding(
        rule=RULE, verdict="inconsistent_claim", severity="finding",
        printed=printed, follows=f"{old} → {new}",
        evidence=(evidence(letter, claim, "claim"), *parts),
        steps=tuple(Step(f"{c.new.text} − {c.old.text}", format_number(c.new.value - c.old.value)) for c in against),
        nl=f"Hier staat ‘{printed}’, maar in hetzelfde onderdeel {went_nl} een waarde van {old} naar {new}.",
        en=f"This says “{printed}”, but in the same section one value {went_en} from {old_en} to {new_en}.",
    )  # fmt: skip
