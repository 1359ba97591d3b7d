"""What a field of a model says about people. Every model declares every field; an architecture test finds gaps."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db import models


@dataclass(frozen=True, slots=True)
class Personal:
    """A field about a person: what it is for, and how long it is kept."""

    purpose: str
    retention: str


@dataclass(frozen=True, slots=True)
class Privacy:
    """The fields of one model by who may see them.

    public    may stand on a page for everybody, as soon as the row itself may
    internal  for people with a role; says nothing about a person
    personal  says something about a person
    """

    public: tuple[str, ...] = ()
    internal: tuple[str, ...] = ()
    personal: dict[str, Personal] = field(default_factory=dict)

    def names(self) -> list[str]:
        return [*self.public, *self.internal, *self.personal]


def gaps(model: type[models.Model]) -> list[str]:
    """What is wrong with a model's declaration, one line per problem."""
    privacy = model.__dict__.get("privacy")
    if not isinstance(privacy, Privacy):
        return [f"{model._meta.label}: declares no privacy"]
    there = {f.name for f in model._meta.get_fields() if f.concrete}
    said = privacy.names()
    lines = [f"{model._meta.label}.{name}: not declared" for name in sorted(there - set(said))]
    lines += [f"{model._meta.label}.{name}: declared, but no such field" for name in sorted(set(said) - there)]
    lines += [f"{model._meta.label}.{name}: declared twice" for name in sorted({n for n in said if said.count(n) > 1})]
    return lines
