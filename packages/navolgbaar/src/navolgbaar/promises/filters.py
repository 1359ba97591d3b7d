"""The filters of the register. They stand in the address, so that a list can be kept, sent and cited."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib.postgres.search import SearchQuery
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from navolgbaar.programmes.models import Programme
from navolgbaar.promises.models import Place, Statement
from navolgbaar.promises.queries import due, in_programme, overdue, still_open
from navolgbaar.promises.states import Execution, Reaction, StatementKind

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
ANY = ("", _("all"))
WHEN = {"verstreken": _("overdue"), "komt": _("still to come"), "open": _("open, with or without a deadline")}
WORDS = 12  # of a search; the rest is left out


class RegisterForm(forms.Form):
    """Programme, kind, status, deadline, moved, silent since, actor, words. What is not understood is left out."""

    q = forms.CharField(label=_("Words"), max_length=200, required=False, strip=True)
    programma = forms.ChoiceField(label=_("Programme"), required=False)
    soort = forms.ChoiceField(label=_("Kind"), choices=[ANY, *StatementKind.choices], required=False)
    stand = forms.ChoiceField(label=_("Execution"), choices=[ANY, *Execution.choices], required=False)
    reactie = forms.ChoiceField(label=_("Reaction"), choices=[ANY, *Reaction.choices], required=False)
    termijn = forms.ChoiceField(label=_("Deadline"), choices=[ANY, *WHEN.items()], required=False)
    wie = forms.CharField(label=_("Who is to do it"), max_length=200, required=False, strip=True)
    stil = forms.DateField(
        label=_("Nothing heard since"),
        required=False,
        widget=DAY,
    )
    verschoven = forms.BooleanField(label=_("The deadline was moved"), required=False)

    def __init__(self, said: Any, *, programmes: Iterable[Programme]) -> None:
        super().__init__(said, auto_id="f-%s")
        self.programmes = {programme.key: programme for programme in programmes}
        choices = [(key, str(programme)) for key, programme in self.programmes.items()]
        self.fields["programma"].choices = [ANY, *choices]  # type: ignore[attr-defined]
        self.fields["verschoven"].widget.value_omitted_from_data = lambda data, files, name: name not in data

    @property
    def chosen(self) -> dict[str, Any]:
        """The filters that are set and understood."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def programme(self) -> Programme | None:
        """The programme that was chosen."""
        return self.programmes.get(self.chosen.get("programma", ""))

    @property
    def query(self) -> str:
        """The address of this choice, without its page."""
        written = {
            name: "1" if value is True else value.isoformat() if name == "stil" else value
            for name, value in self.chosen.items()
        }
        return urlencode(written)

    def applied(self, statements: QuerySet[Statement]) -> QuerySet[Statement]:
        """The statements that fit, first what falls due first, then what was said last."""
        chosen = self.chosen
        if key := chosen.get("programma"):
            statements = in_programme(statements, key)
        plain = {"soort": "kind", "stand": "standing__execution", "reactie": "standing__reaction",
                 "wie": "wording__actor__iexact", "stil": "standing__sign_on__lt"}  # fmt: skip
        statements = statements.filter(**{field: chosen[name] for name, field in plain.items() if name in chosen})
        if "stil" in chosen:
            statements = still_open(statements)
        narrow = {"verstreken": overdue, "komt": due, "open": still_open}.get(chosen.get("termijn", ""))
        if narrow is not None:
            statements = narrow(statements)
        if "verschoven" in chosen:
            statements = statements.filter(standing__moved__gt=0)
        if "q" in chosen:
            statements = with_these_words(statements, chosen["q"])
        if "termijn" in chosen:
            return statements.order_by(F("standing__due_last").asc(nulls_last=True), "-said_on", "-pk")
        return statements.order_by("-said_on", "-pk")


def with_these_words(statements: QuerySet[Statement], words: str) -> QuerySet[Statement]:
    """Those with these words in their title or in the original words (Dutch stems), or with this public id."""
    named = Q(wording__title__icontains=words) | Q(wording__title_en__icontains=words) | Q(public_id__iexact=words)
    found = set(Statement.objects.filter(named).values_list("pk", flat=True)) | _said_in(words)
    return statements.filter(pk__in=found)


def _said_in(words: str) -> set[int]:
    """The statements with these words in their passages, by the stems that the database keeps with them."""
    plain = " ".join(re.findall(r"\w+", words)[:WORDS])
    if not plain:
        return set()
    said = Place.objects.filter(anchor__passage__stems=SearchQuery(plain, config="dutch"))
    return set(said.values_list("statement", flat=True))
