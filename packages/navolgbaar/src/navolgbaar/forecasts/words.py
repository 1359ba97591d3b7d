"""What the numbers of a forecast are called, in both languages: the quantities that this room registers."""

from __future__ import annotations

from typing import Any

COUNTED = (
    "Een adres telt als klaar wanneer het werk er gedaan is; adressen die veilig blijken tellen zoals het plan zegt."
)
ADDRESSES = {"unit": "adressen", "unit_en": "addresses"}
MEAN_DAY = "gemiddelde dag waarop 95% klaar is"
DAYS = {"unit": "dagen", "unit_en": "days"}


def date_quantity(share: str, certainty: str) -> dict[str, Any]:
    """The day by which a share is finished, at a certainty; both in per cent."""
    return {
        "key": f"forecast-{share}-at-{certainty}",
        "name": f"{share}% van de adressen klaar, met {certainty}% zekerheid uiterlijk op",
        "name_en": f"{share}% of the addresses finished, with {certainty}% certainty by",
        "counting_rule": COUNTED,
    }


QUANTITIES: dict[str, dict[str, Any]] = {
    "year": {
        "key": "forecast-finished-in-year", "name": "Adressen klaar in het jaar (8 van de 10 keer in deze reeks)",
        "name_en": "Addresses finished in the year (8 times out of 10 in this range)", "counting_rule": COUNTED,
        **ADDRESSES,
    },
    "curve": {
        "key": "forecast-finished-so-far", "name": "Adressen klaar tot en met het kwartaal",
        "name_en": "Addresses finished up to and including the quarter", "counting_rule": COUNTED, **ADDRESSES,
    },
    "addresses": {
        "key": "forecast-addresses", "name": "Adressen die bij het programma blijken te horen",
        "name_en": "Addresses that turn out to belong to the programme", **ADDRESSES,
    },
    "bridge": {
        "key": "forecast-later-than-before", "name": "Dagen later klaar dan in de vorige verwachting",
        "name_en": "Days later than in the forecast before", "counting_rule": MEAN_DAY, **DAYS,
    },
    "ledger": {
        "key": "forecast-scope-change", "name": "Adressen erbij of eraf sinds de vorige verwachting",
        "name_en": "Addresses added or removed since the forecast before", **ADDRESSES,
    },
    "left out": {
        "key": "forecast-scope-left-out", "name": "Adressen die bewust niet meetellen",
        "name_en": "Addresses that are knowingly left out", **ADDRESSES,
    },
    "ledger days": {
        "key": "forecast-scope-days", "name": "Dagen later klaar doordat adressen erbij kwamen of wegvielen",
        "name_en": "Days later because addresses entered or left", "counting_rule": f"{MEAN_DAY}, in het nieuwe plan",
        **DAYS,
    },
    "left days": {
        "key": "forecast-scope-left-out-days",
        "name": "Dagen later klaar als meetelde wat bewust niet meetelt",
        "name_en": "Days later if those knowingly left out were counted",
        "counting_rule": f"{MEAN_DAY}, in het nieuwe plan", **DAYS,
    },
    "days": {
        "key": "forecast-assumption-days", "name": "Dagen later klaar door deze aanname",
        "name_en": "Days later because of this assumption", "counting_rule": MEAN_DAY, **DAYS,
    },
    "assumed addresses": {
        "key": "forecast-assumption-addresses", "name": "Adressen meer klaar door deze aanname",
        "name_en": "Addresses more finished because of this assumption",
        "counting_rule": "aan het einde van het jaar waarin het plan de helft klaar heeft", **ADDRESSES,
    },
    "score": {
        "key": "forecast-year-score", "name": "Hoe ver de verwachting ernaast zat",
        "name_en": "How far the forecast was off", "counting_rule": "CRPS", **ADDRESSES,
    },
    "naive": {
        "key": "forecast-year-naive", "name": "Hoe ver ‘vorig jaar nog eens’ ernaast zat",
        "name_en": "How far ‘last year again’ was off", **ADDRESSES,
    },
    "held": {
        "key": "forecast-windows-held", "name": "Deel van de vensters voor adressen dat uitkwam",
        "name_en": "Share of the windows for addresses that held", "unit": "%", "unit_en": "%",
        "denominator": "vensters die voorbij zijn op de laatste dag waarop bekend is welke adressen klaar zijn",
    },
    "open": {
        "key": "forecast-windows-open", "name": "Vensters voor adressen waarvan nog niet vaststaat of ze uitkwamen",
        "name_en": "Windows for addresses of which it is not known yet whether they held", "unit": "vensters",
        "unit_en": "windows",
    },
    "track score": {
        "key": "forecast-statements-off", "name": "Hoe ver de uitspraken er gemiddeld naast zaten",
        "name_en": "How far the statements were off on average", "counting_rule": "gemiddelde CRPS",
    },
    "track naive": {
        "key": "forecast-last-year-again-off", "name": "Hoe ver ‘vorig jaar nog eens’ er gemiddeld naast zat",
        "name_en": "How far ‘last year again’ was off on average", "counting_rule": "gemiddelde absolute fout",
    },
    "track n": {
        "key": "forecast-statements-scored", "name": "Uitspraken met een uitkomst en een jaar ervoor",
        "name_en": "Statements with an outcome and a year before", "unit": "uitspraken", "unit_en": "statements",
    },
}  # fmt: skip
CAUSES = {
    "progress": ("voortgang en waar het werk staat", "progress and where the work stands"),
    "lead times": ("doorlooptijden", "lead times"),
    "capacity": ("capaciteit", "capacity"),
    "policy": ("nieuwe opdrachten", "new tasks"),
    "uncertainty": ("onzekerheid en risico’s", "uncertainty and risks"),
}
