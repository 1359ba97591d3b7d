"""Why a value is not given, in English: a ledger holds the Dutch of these sentences, a page shows both languages.

A reason that is not here, such as "n < 5", is shown as it stands. None is ever taken out: published strings stay.
"""

from __future__ import annotations

from typing import Literal

ENGLISH = {
    "te weinig mensen om te tonen": "too few people to show",
    "sinds de vorige publicatie veranderd met te weinig mensen om te tonen":
        "changed since the former release by too few people to show",
    "weggelaten om kleine aantallen te beschermen": "left out to protect small numbers",
    "niet alles is geleverd": "not everything was delivered",
    "geen verandering had kunnen blijken": "no change could have been shown",
    "een noemer is leeg": "a denominator is empty",
    "er zijn groepen weggelaten": "groups were left out",
    "wat wegviel heeft in dit plan geen plaats meer": "what left has no place in this plan any more",
}  # fmt: skip


def reason_in(reason: str, lang: Literal["nl", "en"]) -> str:
    """A reason of the ledger in the language of the reader."""
    return ENGLISH.get(reason, reason) if lang == "en" else reason
