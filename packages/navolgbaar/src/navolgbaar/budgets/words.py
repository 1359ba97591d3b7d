"""What is counted in a distribution, in both languages: the quantities that this room registers."""

from __future__ import annotations

from typing import Any

RULE = (
    "narekenen.allocation: Financiële-verhoudingswet, articles 9 to 11, to the cent; path by article 29 of the Besluit"
)
QUANTITIES: dict[str, dict[str, Any]] = {
    "value": {
        "key": "budget-divided", "name": "Bedrag dat wordt verdeeld", "name_en": "Amount that is divided", "unit": "€",
        "unit_en": "€", "denominator": "alle gemeenten samen", "counting_rule": RULE, "decimals": 2,
    },
    "moved": {
        "key": "budget-moved", "name": "Bedrag dat van gemeente wisselt", "name_en": "Amount that changes hands",
        "unit": "€", "unit_en": "€", "denominator": "alle gemeenten samen, aan het eind van het pad",
        "counting_rule": RULE, "decimals": 0,
    },
    "price": {
        "key": "budget-price-of-the-cap", "name": "Wat een euro ruimer per inwoner scheelt aan correcties",
        "name_en": "What one euro more per inhabitant saves in corrections", "unit": "€", "unit_en": "€",
        "denominator": "alle gemeenten en jaren samen", "counting_rule": RULE, "decimals": 0,
    },
    "now": {
        "key": "grant-now", "name": "Uitkering nu", "name_en": "Grant now", "unit": "€", "unit_en": "€",
        "denominator": "de gemeente", "counting_rule": RULE, "decimals": 0,
    },
    "end": {
        "key": "grant-at-the-end", "name": "Uitkering aan het eind van het pad",
        "name_en": "Grant at the end of the path", "unit": "€", "unit_en": "€", "denominator": "de gemeente",
        "counting_rule": RULE, "decimals": 0,
    },
    "change": {
        "key": "grant-change-per-inhabitant", "name": "Verandering per inwoner", "name_en": "Change per inhabitant",
        "unit": "€", "unit_en": "€", "denominator": "inwoners van de gemeente", "counting_rule": RULE, "decimals": 2,
    },
}  # fmt: skip
