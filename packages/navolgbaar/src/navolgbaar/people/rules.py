"""Who has which role. Pure predicates over a user and the thing it is about.

A thing says whose it is by its attributes `organisation` and `programme_key` (either may be absent).
"""

from __future__ import annotations

from typing import Any

import rules

from navolgbaar.people.states import RoleKind


def has_role(user: Any, kind: RoleKind, thing: Any = None) -> bool:
    """Whether the user has that role for the organisation and the programme of the thing; anywhere without a thing."""
    if not getattr(user, "is_active", False) or not hasattr(user, "roles"):
        return False
    roles = user.roles.filter(kind=kind)
    organisation, programme = getattr(thing, "organisation", None), getattr(thing, "programme_key", "")
    if organisation is not None:
        roles = roles.filter(organisation=organisation)
    if programme:
        roles = roles.filter(programme__in=("", programme))
    return bool(roles.exists())


@rules.predicate
def is_administrator(user: Any) -> bool:
    return bool(getattr(user, "is_active", False) and getattr(user, "is_administrator", False))


@rules.predicate
def is_editor(user: Any, thing: Any = None) -> bool:
    return has_role(user, RoleKind.EDITOR, thing)


@rules.predicate
def is_publisher(user: Any, thing: Any = None) -> bool:
    return has_role(user, RoleKind.PUBLISHER, thing)


@rules.predicate
def is_manager(user: Any, thing: Any = None) -> bool:
    return has_role(user, RoleKind.MANAGER, thing)


@rules.predicate
def manages(user: Any, role: Any) -> bool:
    """Whether the user manages there where this role is for. A role in every programme takes a manager of every
    programme: who manages one gives nobody, and no friend, more than that one."""
    if not getattr(user, "is_active", False) or not hasattr(user, "roles"):
        return False
    managed = user.roles.filter(kind=RoleKind.MANAGER, organisation=role.organisation)
    return bool(managed.filter(programme__in={"", role.programme}).exists())


rules.add_rule("people.add_organisation", is_administrator)
rules.add_rule("people.invite", is_administrator | manages)
rules.add_rule("people.give_role", is_administrator | manages)
