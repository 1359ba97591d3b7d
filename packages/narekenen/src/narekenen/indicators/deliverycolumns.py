"""The minimal delivery: which columns, under which names, with which codes. More than this is not asked for.

ETHOS-Light (FEANTSA 2017): 1 public space, 2 emergency accommodation, 3 accommodation for the homeless, 4 institutions,
5 non-conventional dwellings, 6 with family or friends for lack of a home. Women's shelters give no municipality of
origin: they write "none".
"""

from __future__ import annotations

from collections.abc import Iterable

from narekenen.errors import UnusableInput, say
from narekenen.fieldtests.columns import plain_name

ACCEPTED: dict[str, tuple[str, ...]] = {
    "person": ("person", "persoon", "pseudonym", "pseudoniem"),
    "sex": ("sex", "geslacht"),
    "birth_year": ("birth_year", "geboortejaar"),
    "municipality": ("municipality", "gemeente", "gemeentecode", "municipality_of_origin", "gemeente_van_herkomst"),
    "institution": ("institution", "instelling", "aanbieder", "provider"),
    "category": ("category", "categorie", "ethos", "ethos_light"),
    "group": ("group", "doelgroep", "groep", "target_group"),
    "entry": ("entry", "in", "instroom", "begin", "start", "instroomdatum"),
    "exit": ("exit", "uit", "uitstroom", "einde", "eind", "end", "uitstroomdatum"),
    "home": ("home", "eigen_woning", "uitstroom_woning", "own_home"),
    "waiting_since": ("waiting_since", "wacht_sinds", "wachtend_sinds", "aanmelding"),
}
SEX = {"m": "m", "man": "m", "male": "m", "v": "f", "vrouw": "f", "f": "f", "female": "f", "x": "x", "o": "x",
       "onbekend": "unknown", "unknown": "unknown"}  # fmt: skip
CATEGORIES = ("1", "2", "3", "4", "5", "6")
GROUPS = {
    "single": "single", "alleenstaand": "single", "alleenstaanden": "single",
    "women_with_children": "women_with_children", "vrouwen_met_kinderen": "women_with_children",
    "family": "family", "gezin": "family", "gezinnen": "family", "youth": "youth", "jongeren": "youth",
    "jongere": "youth", "sheltered_living": "sheltered_living", "beschermd_wonen": "sheltered_living",
    "violence": "violence", "huiselijk_geweld": "violence", "other": "other", "overig": "other",
}  # fmt: skip
YES_NO = {"ja": "yes", "yes": "yes", "1": "yes", "true": "yes", "nee": "no", "no": "no", "0": "no", "false": "no",
          "onbekend": "unknown", "unknown": "unknown"}  # fmt: skip
NO_MUNICIPALITY = ("none", "geen")
PERSONAL = (
    "naam", "name", "voornaam", "firstname", "achternaam", "lastname", "surname", "bsn", "burgerservicenummer", "ssn",
    "geboortedatum", "birthdate", "dateofbirth", "dob", "adres", "address", "straat", "street", "postcode",
    "postalcode", "zip", "email", "emailadres", "telefoon", "telefoonnummer", "phone", "iban", "diagnose", "diagnosis",
    "nationaliteit", "nationality",
)  # fmt: skip


def find_roles(header: Iterable[str]) -> dict[str, str]:
    """Role -> column of the file. Raises UnusableInput naming every column that lacks, repeats or is too much."""
    plain = {plain_name(name): role for role, names in ACCEPTED.items() for name in names}
    found: dict[str, str] = {}
    problems: list[str] = []
    for column in header:
        word = plain_name(column)
        role = plain.get(word)
        if word in PERSONAL:
            problems.append(
                say("column {column!r} holds personal data that is not asked for: leave it out at the source",
                    column=column)
            )  # fmt: skip
        elif "_duplicated_" in column:
            problems.append(say("column {column!r} stands in the file twice", column=column.split("_duplicated_")[0]))
        elif role is None:
            problems.append(say("column {column!r} is not part of the delivery: leave it out", column=column))
        elif role in found:
            problems.append(
                say(
                    "columns {one!r} and {other!r} are both the {role}: keep one",
                    one=found[role],
                    other=column,
                    role=role,
                )
            )
        else:
            found[role] = column
    problems += [
        say("there is no column for the {role}: name it {one}", role=role, one=names[0])
        for role, names in ACCEPTED.items() if role not in found
    ]  # fmt: skip
    if problems:
        raise UnusableInput("The columns are not those of a delivery", where="columns", problems=tuple(problems))
    return found
