"""Which column is which: the accepted names, and how they are compared (case, spaces and punctuation do not count)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from narekenen.errors import UnusableInput

# The first name that occurs in the file wins, so the more telling names come first.
ACCEPTED: dict[str, tuple[str, ...]] = {
    "listing": (
        "listing", "listing_id", "advertisement", "advertentie", "advertentie_id", "ad_id", "adid", "job_ad_id",
        "offer", "offer_id", "vacature", "woning", "property", "property_id", "test_id", "testnummer", "pair",
        "pair_id", "paar", "cluster_id", "id",
    ),
    "profile": (
        "profile", "profiel", "testprofiel", "test_profile", "persona", "candidate", "kandidaat", "candid", "group",
        "groep", "race", "origin", "herkomst", "ethnicity", "minority",
    ),
    "control": (
        "control", "controle", "positive_control", "control_positive", "positief_controle", "controle_positief",
        "outcome_control", "control_outcome", "uitkomst_controle", "controle_uitkomst", "callback_control",
        "control_callback", "invited_control", "control_invited", "uitgenodigd_controle", "controle_uitgenodigd",
        "response_control", "control_response", "antwoord_controle", "y_control", "controleprofiel", "reference",
        "majority", "code_control", "code_controle",
    ),
    "test": (
        "test", "positive_test", "test_positive", "positief_test", "test_positief", "outcome_test", "test_outcome",
        "uitkomst_test", "test_uitkomst", "callback_test", "test_callback", "invited_test", "test_invited",
        "uitgenodigd_test", "test_uitgenodigd", "response_test", "test_response", "antwoord_test", "y_test",
        "treatment", "minority_outcome", "code_test",
    ),
    "outcome": (
        "outcome", "uitkomst", "positive", "positief", "callback", "call_back", "received_callback", "call", "invited",
        "invitation", "uitgenodigd", "uitnodiging", "response", "antwoord", "reactie", "reply_positive", "result",
        "resultaat", "success", "y",
    ),
    "control_first": ("control_first", "controle_eerst", "controle_eerste", "first_control"),
    "order": ("order", "sentorder", "send_order", "volgorde", "rank", "position", "positie"),
    "agency": (
        "agency", "agency_id", "makelaar", "makelaar_id", "kantoor", "kantoor_id", "landlord", "landlord_id",
        "verhuurder", "verhuurder_id", "bemiddelaar", "aanbieder", "company", "company_id", "employer", "cluster",
    ),
    "wave": ("wave", "meetronde", "golf", "ronde", "round", "meting", "jaar", "year"),
    "sent_control": ("sent_control", "verzonden_controle", "controle_verzonden"),
    "sent_test": ("sent_test", "verzonden_test", "test_verzonden"),
    "reply_control": ("reply_control", "replied_control", "beantwoord_controle", "controle_beantwoord"),
    "reply_test": ("reply_test", "replied_test", "beantwoord_test", "test_beantwoord"),
    "sent": ("sent", "sent_at", "verzonden", "verzonden_op"),
    "reply": ("reply", "replied", "reply_at", "replied_at", "beantwoord", "beantwoord_op"),
}  # fmt: skip
WIDE = ("control", "test")
LONG = ("listing", "profile", "outcome")


def plain_name(name: str) -> str:
    """Lower case letters and digits only: "Controle-uitkomst " is "controleuitkomst"."""
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def find_columns(header: Iterable[str], given: Mapping[str, str], by: Iterable[str] = ()) -> dict[str, str]:
    """Role -> name of the column in the file ("a,b" for a profile made of two columns).

    given   role -> column as the user said; it goes before the accepted names
    by      extra columns that must exist
    Raises UnusableInput naming every role or column that is not there, and what the file has.
    """
    there = list(header)
    plain: dict[str, str] = {}
    for name in there:
        plain.setdefault(plain_name(name), name)
    found, problems = {}, []
    for role, wanted in given.items():
        parts = [plain.get(plain_name(part)) for part in wanted.split(",")]
        if role not in ACCEPTED:
            problems.append(f"{role!r} is no role; roles are {', '.join(ACCEPTED)}")
        elif None in parts or (len(parts) > 1 and role != "profile"):
            problems.append(f"{role}: there is no column {wanted!r}")
        else:
            found[role] = ",".join(part for part in parts if part)
    for role, names in ACCEPTED.items():
        hit = next((plain[plain_name(name)] for name in names if plain_name(name) in plain), None)
        if hit is not None:
            found.setdefault(role, hit)
    problems += [f"there is no column {name!r} to split by" for name in by if plain_name(name) not in plain]
    if not all(role in found for role in WIDE) and not all(role in found for role in LONG):
        lacking = [role for role in (*WIDE, *LONG) if role not in found]
        problems.append(f"not recognised: {', '.join(lacking)}; the file has {', '.join(there)}")
    if problems:
        raise UnusableInput(
            "The columns are not those of a pair file", where="columns", problems=tuple(problems),
            why="Needed: control and test (a row per pair), listing, profile and outcome (a row per message), "
            "or n10, n01, n11 and n00 (a row per group)",
            do="Name them, for example --column control=my_column --column test=other_column",
        )  # fmt: skip
    return found


def column_named(header: Iterable[str], name: str) -> str:
    """The file's own spelling of a column; the name itself where it is not there."""
    return next((column for column in header if plain_name(column) == plain_name(name)), name)
