"""The reason of a proposal as a sentence, in Dutch and in English. Modest: what was seen, not what is right."""

from __future__ import annotations

from narekenen.readings.questions.model import Reason

_SENTENCES: dict[Reason, tuple[str, str]] = {
    "no_answer": ("Er staat geen antwoord bij deze vraag.", "No answer stands with this question."),
    "notice": (
        "Het stuk meldt alleen dat een antwoord later komt.",
        "The document only says that an answer comes later.",
    ),
    "yes_no": ("Het antwoord opent met {words}.", "The answer opens with {words}."),
    "not_applicable": (
        "De vraag geldt alleen bij het andere antwoord; het antwoord opent met {words}.",
        "The question holds for the other answer only; the answer opens with {words}.",
    ),
    "refers": ("Het antwoord verwijst: {words}.", "The answer refers elsewhere: {words}."),
    "stated_open": (
        "Het antwoord zegt zelf dat dit (nog) niet gezegd wordt: {words}.",
        "The answer itself says that this is not, or not yet, said: {words}.",
    ),
    "words_return": ("In het antwoord komen terug: {words}.", "These come back in the answer: {words}."),
    "kind_missing": (
        "Woorden komen terug ({words}), maar geen getal, datum of reden waar om gevraagd wordt.",
        "Words come back ({words}), but no number, date or reason as was asked for.",
    ),
    "kind_found": (
        "In het antwoord staat een getal, datum, reden of oordeel zoals gevraagd; terug komen: {words}.",
        "The answer has a number, date, reason or view as was asked for; these come back: {words}.",
    ),
    "nothing_returns": (
        "Geen of bijna geen woorden van deze vraag zijn in het antwoord gevonden.",
        "No or hardly any words of this question were found in the answer.",
    ),
}
_MOST = 8


def sentences_of(reason: Reason, words: tuple[str, ...]) -> tuple[str, str]:
    """The reason in Dutch and in English, with at most eight of the words it rests on."""
    nl, en = _SENTENCES[reason]
    shown = ", ".join(f"“{word}”" for word in words[:_MOST]) + (", …" if len(words) > _MOST else "")
    return nl.format(words=shown or "–"), en.format(words=shown or "–")
