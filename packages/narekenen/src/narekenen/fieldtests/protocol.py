"""The protocol of a field test as one portable JSON file: what will be asked, of whom, how, and how it is counted.

The same file is read here, by the platform and by anybody who wants to repeat the test elsewhere. It names no tested
party. It can be locked only when everything that such a test owes to the people in it is filled in.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from narekenen.errors import UnusableInput, say
from narekenen.fieldtests.protocolmodel import (
    CONDUCT,
    METHODS,
    SCHEMA,
    Code,
    Family,
    Inclusion,
    Persona,
    Protocol,
    Template,
)
from narekenen.trace.canonical import digest as digest_of

MEETVRAGEN = (
    "ndr_any_positive", "net_all", "gross_all", "gdr_any_positive", "exclusive_share", "relative_gap", "conditional_or",
)  # fmt: skip
"""As in `estimands`, which loads numpy: a protocol is read without it."""


def read_protocol(data: bytes, name: str = "protocol") -> Protocol:
    """The protocol of a JSON file. What is left out for later (`missing_for_lock`) may be absent.

    Raises UnusableInput naming everything that is wrong in it at once.
    """
    try:
        said = json.loads(data)
    except (ValueError, RecursionError) as problem:
        raise UnusableInput(
            "This is no JSON file", where=name, do=say("Begin with {start}", start=f'{{"schema": "{SCHEMA}"}}')
        ) from problem
    if not isinstance(said, dict) or said.get("schema") != SCHEMA:
        raise UnusableInput(say("This is no protocol of {schema}", schema=SCHEMA), where=name)
    reading = _Reading(said)
    protocol = reading.protocol()
    if problems := [*reading.problems, *_contradictions(protocol)]:
        raise UnusableInput("The protocol cannot be used", where=name, problems=tuple(dict.fromkeys(problems)),
                            do="See docs/reference/fieldtests.md")  # fmt: skip
    return protocol


def missing_for_lock(protocol: Protocol) -> tuple[str, ...]:
    """Names (of `CONDUCT`, or parts of the design) without which a protocol cannot be locked; () where it can."""
    design = {
        "personas": any(p.side == "control" for p in protocol.personas) and bool(protocol.profiles()),
        "templates": bool(protocol.templates),
        "codes": any(code.positive for code in protocol.codes),
        "meetvragen": bool(protocol.meetvragen),
        "families": bool(protocol.families),
    }
    lacking = [name for name, there in design.items() if not there]
    return (*lacking, *(name for name in CONDUCT if not protocol.conduct.get(name, "").strip()))


def as_json(protocol: Protocol) -> bytes:
    """The file again, readable; `digest` does not depend on how it is laid out."""
    from narekenen.trace.canonical import plain

    said = {"schema": SCHEMA, **plain(protocol)}
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()


def digest(protocol: Protocol) -> str:
    """ "sha256:<hex>" over the canonical spelling: what is published when a protocol is locked."""
    return digest_of({"schema": SCHEMA, "protocol": protocol})


class _Reading:
    """Takes the parts out of a JSON value and remembers everything that is wrong on the way."""

    def __init__(self, said: Mapping[str, Any]) -> None:
        self.said, self.problems = said, list[str]()

    def protocol(self) -> Protocol:
        return Protocol(
            title=self.text(self.said, "title", "title", needed=True),
            version=self.whole(self.said, "version", "version", 1),
            personas=tuple(self.persona(item, at) for item, at in self.items("personas")),
            templates=tuple(
                Template(self.key(item, at), self.text(item, "subject", at), self.text(item, "body", at, needed=True))
                for item, at in self.items("templates")
            ),
            blocks=self.words("blocks"),
            most_per_party=self.whole(self.said, "most_per_party", "most_per_party", 1),
            codes=tuple(self.code(item, at) for item, at in self.items("codes")),
            inclusion=self.inclusion(),
            meetvragen=self.words("meetvragen"),
            families=tuple(self.family(item, at) for item, at in self.items("families")),
            margins=self.margins(),
            conduct={name: self.text(self.mapping("conduct"), name, "conduct") for name in CONDUCT},
            content_days=self.whole(self.said, "content_days", "content_days", 30),
            threshold=self.whole(self.said, "threshold", "threshold", 5),
            rounding=self.whole(self.said, "rounding", "rounding", 3),
        )

    def items(self, name: str) -> list[tuple[Mapping[str, Any], str]]:
        value = self.said.get(name, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self.problems.append(say("{name} is no list of objects", name=name))
            return []
        keys = [item.get("key", item.get("name")) for item in value]
        twice = sorted({str(key) for key in keys if key is not None and keys.count(key) > 1})
        self.problems += [say("{name}: {key!r} occurs twice", name=name, key=key) for key in twice]
        return [(item, f"{name} {i}") for i, item in enumerate(value, start=1)]

    def mapping(self, name: str) -> Mapping[str, Any]:
        value = self.said.get(name, {})
        if isinstance(value, dict):
            return value
        self.problems.append(say("{name} is no object", name=name))
        return {}

    def text(self, item: Mapping[str, Any], name: str, at: str, *, needed: bool = False) -> str:
        value = item.get(name, "")
        if not isinstance(value, str) or (needed and not value.strip()):
            absent, other = say("{at}: no {name}", at=at, name=name), say("{at}: {name} is no text", at=at, name=name)
            self.problems.append(absent if isinstance(value, str) else other)
            return ""
        return value

    def key(self, item: Mapping[str, Any], at: str) -> str:
        return self.text(item, "key", at, needed=True)

    def words(self, name: str) -> tuple[str, ...]:
        value = self.said.get(name, [])
        if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
            self.problems.append(say("{name} is no list of words", name=name))
            return ()
        return tuple(value)

    def whole(self, item: Mapping[str, Any], name: str, at: str, default: int) -> int:
        value = item.get(name, default)
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            said = "{at}: {name} is {value!r}, which is no whole number from 0"
            self.problems.append(say(said, at=at, name=name, value=value))
            return default
        return value

    def labels(self, item: Mapping[str, Any], at: str) -> dict[str, str]:
        value = item.get("label", {})
        if not isinstance(value, dict) or not all(isinstance(value.get(lang), str) for lang in ("nl", "en")):
            self.problems.append(say("{at}: label is not given in nl and en", at=at))
            return {"nl": "", "en": ""}
        return {lang: value[lang] for lang in ("nl", "en")}

    def persona(self, item: Mapping[str, Any], at: str) -> Persona:
        side = self.text(item, "side", at, needed=True)
        if side and side not in ("control", "test", "placebo"):
            self.problems.append(say("{at}: side is {side!r}; it is control, test or placebo", at=at, side=side))
        return Persona(self.key(item, at), side, self.labels(item, at), self.text(item, "signs", at, needed=True))

    def code(self, item: Mapping[str, Any], at: str) -> Code:
        positive, of = item.get("positive", False), self.text(item, "of", at) or "reply"
        if not isinstance(positive, bool):
            self.problems.append(say("{at}: positive is {value!r}; it is true or false", at=at, value=positive))
        if of not in ("reply", "call", "strategy"):
            self.problems.append(say("{at}: of is {of!r}; it is reply, call or strategy", at=at, of=of))
        return Code(self.key(item, at), of, self.labels(item, at), positive is True)

    def family(self, item: Mapping[str, Any], at: str) -> Family:
        members = item.get("members", [])
        if not isinstance(members, list) or not members or not all(isinstance(m, str) for m in members):
            self.problems.append(
                say("{at}: members is no list of groups such as 'profile' or 'profile / region'", at=at)
            )
            members = []
        method = self.text(item, "method", at) or "holm"
        if method not in METHODS:
            known = ", ".join(METHODS)
            self.problems.append(say("{at}: method is {method!r}; known: {known}", at=at, method=method, known=known))
        return Family(self.text(item, "name", at, needed=True), tuple(members), method)

    def inclusion(self) -> Inclusion:
        said = self.mapping("inclusion")
        return Inclusion(
            self.whole(said, "reply_days", "inclusion", 14), self.whole(said, "longest_gap_minutes", "inclusion", 240)
        )

    def margins(self) -> dict[str, float]:
        found = {}
        for name, value in self.mapping("margins").items():
            if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 < value < 100:
                said = "margins: {name} is {value!r}; it is a number of points between 0 and 100"
                self.problems.append(say(said, name=name, value=value))
            else:
                found[name] = float(value)
        return found


def _contradictions(protocol: Protocol) -> list[str]:
    """What fits in each part but not together."""
    unknown = [name for name in (*protocol.meetvragen, *protocol.margins) if name not in MEETVRAGEN]
    known = ", ".join(MEETVRAGEN)
    found: list[str] = [
        say("there is no meetvraag {name!r}; they are {known}", name=name, known=known) for name in unknown
    ]
    controls = [persona.key for persona in protocol.personas if persona.side == "control"]
    if len(controls) > 1:
        said = "personas: {count} controls ({names}); there is one"
        found.append(say(said, count=len(controls), names=", ".join(controls)))
    profiles = {*protocol.profiles(), "*"}
    found += [
        say("family {family!r}: there is no profile {profile!r}", family=family.name, profile=profile)
        for family in protocol.families
        for profile in dict.fromkeys(member.partition("/")[0].strip() for member in family.members)
        if protocol.personas and profile not in profiles
    ]
    found += [say("template {key!r} does not say where {place} comes", key=t.key, place="{signs}")
              for t in protocol.templates if t.body and "{signs}" not in t.body]  # fmt: skip
    if protocol.rounding and protocol.rounding % 2 == 0:
        found.append(say("rounding is to {base}; it is an odd number, or 0 for none", base=protocol.rounding))
    return found
