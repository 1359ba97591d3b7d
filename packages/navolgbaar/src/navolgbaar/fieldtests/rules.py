"""Who may do what in the field. What is blind stays blind: that is a rule, and no agreement between colleagues."""

from __future__ import annotations

from typing import Any

import rules

from navolgbaar.fieldtests.models import Coding
from navolgbaar.fieldtests.states import WaveState
from navolgbaar.people.rules import has_role, is_administrator, is_editor, manages
from navolgbaar.people.states import RoleKind

FIELD = (RoleKind.DESIGNER, RoleKind.COORDINATOR, RoleKind.TESTER, RoleKind.CODER, RoleKind.REVIEWER)


@rules.predicate
def is_designer(user: Any, thing: Any = None) -> bool:
    return has_role(user, RoleKind.DESIGNER, thing)


@rules.predicate
def is_coordinator(user: Any, thing: Any = None) -> bool:
    return has_role(user, RoleKind.COORDINATOR, thing)


@rules.predicate
def is_tester(user: Any, thing: Any = None) -> bool:
    return has_role(user, RoleKind.TESTER, thing)


@rules.predicate
def is_coder(user: Any, thing: Any = None) -> bool:
    return has_role(user, RoleKind.CODER, thing)


@rules.predicate
def is_reviewer(user: Any, thing: Any = None) -> bool:
    return has_role(user, RoleKind.REVIEWER, thing)


@rules.predicate
def does_this_test(user: Any, test: Any) -> bool:
    """The tester of this very test."""
    return bool(test.tester_id == user.pk)


@rules.predicate
def knows_the_arms(user: Any, thing: Any = None) -> bool:
    """Who sees for every test which profile it has."""
    return has_role(user, RoleKind.COORDINATOR, thing) or has_role(user, RoleKind.DESIGNER, thing)


@rules.predicate
def sent_it(user: Any, message: Any) -> bool:
    """The tester of the pair that this message is of."""
    return bool(message.test.tester_id == user.pk)


@rules.predicate
def coded_it(user: Any, message: Any) -> bool:
    return bool(Coding.objects.filter(message=message, coder=user).exists())


@rules.predicate
def works_in_the_field(user: Any, thing: Any = None) -> bool:
    return any(has_role(user, kind, thing) for kind in FIELD)


@rules.predicate
def is_played(user: Any, protocol: Any) -> bool:
    """Every wave by this protocol is coded: who reads the messages now spoils nothing."""
    waves = protocol.waves.all()
    return bool(waves.exists() and not waves.exclude(state=WaveState.CODED).exists())


rules.add_rule("fieldtests.design", is_designer)
rules.add_rule("fieldtests.coordinate", is_coordinator)
rules.add_rule("fieldtests.do_test", is_tester & does_this_test)
rules.add_rule("fieldtests.work", is_tester)
rules.add_rule("fieldtests.code_in", is_coder & ~knows_the_arms)
rules.add_rule("fieldtests.code", is_coder & ~knows_the_arms & ~sent_it)
rules.add_rule("fieldtests.review_in", is_reviewer & ~knows_the_arms)
rules.add_rule("fieldtests.review", is_reviewer & ~knows_the_arms & ~sent_it & ~coded_it)
rules.add_rule("fieldtests.set_vault_key", is_administrator | manages)
rules.add_rule("fieldtests.release", is_editor)
rules.add_rule("fieldtests.read_messages", knows_the_arms | is_played)
rules.add_rule("fieldtests.see_wave", works_in_the_field | is_editor)
