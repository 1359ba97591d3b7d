"""What an editor fills in: about a proposal, about what happened to a statement, about what it hangs together with."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from navolgbaar.figures.models import Figure, FigureVersion
from navolgbaar.figures.queries import standing_versions
from navolgbaar.people.models import Organisation
from navolgbaar.programmes.models import Subject
from navolgbaar.promises.deadlines import Deadline, read
from navolgbaar.promises.models import Measure, Proposal, Statement
from navolgbaar.promises.recording import Said
from navolgbaar.promises.states import (
    EventKind,
    Evidence,
    Execution,
    LinkKind,
    Reaction,
    StatementKind,
    Strength,
)
from navolgbaar.promises.words import NotThere, find, quoted
from navolgbaar.sources.models import Document

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
LONG = forms.Textarea(attrs={"rows": 3})
NOTHING = ("", "–")
AS_WRITTEN = _("As 2024, 2024-05, 2024-05-01, ../2024-01-01 (at the latest), 2023-23 (autumn) or R/P1Y (every year).")
NOT_THERE = _("These words do not stand in that document. Copy them from it; a sentence at a time.")


class DueField(forms.CharField):
    """A deadline as EDTF."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=40, required=False, help_text=AS_WRITTEN, **kwargs)

    def clean(self, value: Any) -> Any:
        try:
            return read(super().clean(value))
        except ValueError:
            raise forms.ValidationError(
                _("This is no deadline as it is written here. See the examples, or leave it empty.")
            ) from None


class ProposalForm(forms.Form):
    """A proposal as it was read. What is left as it is, is confirmed as it is."""

    kind = forms.ChoiceField(label=_("Kind"), choices=StatementKind.choices)
    actor = forms.CharField(
        label=_("Who is to do it"), max_length=200, required=False, help_text=_("The role, not the name of a person.")
    )
    due = DueField(label=_("Deadline"))
    quote = forms.CharField(label=_("The words in the document"), widget=LONG, required=False)
    title = forms.CharField(label=_("In your own words"), max_length=300, required=False)
    title_en = forms.CharField(label=_("In your own words, in English"), max_length=300, required=False)
    strength = forms.ChoiceField(label=_("How firmly"), choices=[NOTHING, *Strength.choices], required=False)
    addressee = forms.CharField(label=_("Said to"), max_length=200, required=False)
    claimed = forms.ChoiceField(
        label=_("How far it is, according to the document"), choices=[NOTHING, *Execution.choices], required=False
    )
    actor_organisation = forms.ModelChoiceField(
        Organisation.objects.order_by("name"), label=_("Organisation that is to do it"), required=False
    )

    def __init__(self, said: QueryDict | None = None, *, proposal: Proposal) -> None:
        self.proposal = proposal
        names = ("kind", "actor", "due", "strength", "addressee", "claimed")
        self.words = [quoted(anchor) for anchor in proposal.anchors.select_related("passage").order_by("start")]
        initial = {name: getattr(proposal, name) for name in names} | {"quote": " … ".join(self.words)}
        super().__init__(said, initial=initial)

    @property
    def first(self) -> list[forms.BoundField]:
        """The fields that are corrected most."""
        return [self[name] for name in ("kind", "actor", "due", "quote")]

    @property
    def rest(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name not in ("kind", "actor", "due", "quote")]

    def clean_quote(self) -> str:
        words = " ".join(str(self.cleaned_data["quote"]).split())
        if words == " ".join(" … ".join(self.words).split()):
            return ""
        return _standing_in(self.proposal.document, words)

    def said(self) -> Said:
        """What the person made of it (after `is_valid`)."""
        given = dict(self.cleaned_data)
        deadline: Deadline = given.pop("due")
        if "due" not in self.changed_data:
            deadline = Deadline(self.proposal.due, self.proposal.due_first, self.proposal.due_last)
        return Said(**{**given, "kind": StatementKind(given["kind"])}, deadline=deadline)


class AddForm(forms.Form):
    """Words that the reader passed by."""

    document = forms.ModelChoiceField(Document.objects.none(), label=_("Document"))
    quote = forms.CharField(label=_("The words in the document"), widget=LONG)
    kind = forms.ChoiceField(label=_("Kind"), choices=StatementKind.choices)

    def __init__(self, said: QueryDict | None = None, *, documents: Any) -> None:
        super().__init__(said, auto_id="add-%s")
        self.fields["document"].queryset = documents  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("document") and said.get("quote"):
            try:
                said["quote"] = _standing_in(said["document"], " ".join(said["quote"].split()))
            except forms.ValidationError as problem:
                self.add_error("quote", problem)
        return said


class SplitForm(forms.Form):
    parts = forms.CharField(label=_("The words of each part, one on a line"), widget=LONG)

    def __init__(self, said: QueryDict | None = None, *, proposal: Proposal) -> None:
        super().__init__(said, initial={"parts": ""})
        self.proposal = proposal

    def clean_parts(self) -> list[str]:
        lines = [" ".join(line.split()) for line in str(self.cleaned_data["parts"]).splitlines() if line.strip()]
        if len(lines) < 2:
            raise forms.ValidationError(_("Splitting takes two lines or more."))
        return [_standing_in(self.proposal.document, line) for line in lines]


class EventForm(forms.Form):
    """What happened, on which day, and on what that rests."""

    KINDS = (EventKind.EXECUTION, EventKind.REACTION, EventKind.DEADLINE, EventKind.REPORTED)
    NEEDS = {EventKind.EXECUTION: "execution", EventKind.REACTION: "reaction", EventKind.DEADLINE: "due"}

    kind = forms.ChoiceField(label=_("What happened"), choices=[(kind.value, kind.label) for kind in KINDS])
    on = forms.DateField(label=_("On"), widget=DAY)
    execution = forms.ChoiceField(label=_("Execution"), choices=[NOTHING, *Execution.choices], required=False)
    grade = forms.ChoiceField(label=_("On what it rests"), choices=[NOTHING, *Evidence.choices], required=False)
    reaction = forms.ChoiceField(label=_("Reaction"), choices=[NOTHING, *Reaction.choices], required=False)
    due = DueField(label=_("Deadline from now on"))
    according_to = forms.ModelChoiceField(
        Organisation.objects.order_by("name"), label=_("According to"), required=False
    )
    document = forms.ModelChoiceField(Document.objects.none(), label=_("Document that says so"), required=False)
    quote = forms.CharField(label=_("The words in the document"), widget=LONG, required=False)
    figure = forms.CharField(label=_("Or the published figure"), max_length=40, required=False)
    words = forms.CharField(label=_("In your own words"), max_length=500, required=False, widget=LONG)
    words_en = forms.CharField(label=_("In your own words, in English"), max_length=500, required=False)

    def __init__(self, said: QueryDict | None = None, *, documents: QuerySet[Document]) -> None:
        """`documents` are those that may be evidence."""
        super().__init__(said, auto_id="event-%s")
        self.fields["document"].queryset = documents.order_by("-true_from", "title")  # type: ignore[attr-defined]
        self.fields["figure"].help_text = _("Its number, as NB-2026-00012.")

    @property
    def groups(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """The fields as a page groups them: (legend, fields); "" under the heading of the page itself."""
        return _grouped(
            self,
            ("", ("kind", "on", "execution", "grade", "reaction", "due", "according_to")),
            (_("On what it rests: words in a document, or a figure"), ("document", "quote", "figure")),
            (_("In your own words"), ("words", "words_en")),
        )

    def clean_figure(self) -> FigureVersion | None:
        name = str(self.cleaned_data["figure"]).strip().partition("@")[0]
        if not name:
            return None
        found = standing_versions().filter(figure__public_id=name).order_by("-number").first()
        if found is None:
            raise forms.ValidationError(_("There is no published figure with this number."))
        return found

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        needed = self.NEEDS.get(EventKind(said["kind"])) if said.get("kind") else None
        if needed and not (said[needed].due if needed == "due" and said.get("due") else said.get(needed)):
            self.add_error(needed, _("Say here what it is from now on."))
        if said.get("execution") and not said.get("grade"):
            self.add_error("grade", _("Say on what it rests."))
        if said.get("quote") and said.get("document"):
            try:
                said["quote"] = _standing_in(said["document"], " ".join(said["quote"].split()))
            except forms.ValidationError as problem:
                self.add_error("quote", problem)
        elif not self.errors and not said.get("figure"):
            self.add_error("quote", _("Give the document with its words, or a figure."))
        return said


class RelationForm(forms.Form):
    """Another subject, another statement, a promised number, a measure: each by itself."""

    subject = forms.ModelChoiceField(Subject.objects.none(), label=_("It is about this as well"), required=False)
    link = forms.ChoiceField(label=_("This statement"), choices=LinkKind.choices, required=False)
    other = forms.CharField(
        label=_("this other one"), max_length=40, required=False, help_text=_("Its number, as NB-T-2026-00012.")
    )
    target = forms.CharField(
        label=_("The number that it promises"), max_length=40, required=False,
        help_text=_("Its number, as NB-2026-00012."),
    )  # fmt: skip
    of_measure = forms.ModelChoiceField(
        Measure.objects.none(), label=_("It is the number of this measure"), required=False
    )
    partner = forms.ModelChoiceField(Organisation.objects.order_by("name"), label=_("Partner"), required=False)
    measure = forms.CharField(label=_("What this partner does"), max_length=300, required=False)
    measure_en = forms.CharField(label=_("What this partner does, in English"), max_length=300, required=False)

    def __init__(self, said: QueryDict | None = None, *, statement: Statement, subjects: Any) -> None:
        super().__init__(said, auto_id="relation-%s")
        self.fields["subject"].queryset = subjects  # type: ignore[attr-defined]
        self.fields["of_measure"].queryset = statement.measures.order_by("pk")  # type: ignore[attr-defined]

    @property
    def groups(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """The fields as a page groups them: (legend, fields)."""
        return _grouped(
            self,
            (_("Another subject"), ("subject",)),
            (_("Another statement"), ("link", "other")),
            (_("A measure of a partner"), ("partner", "measure", "measure_en")),
            (_("A promised number"), ("target", "of_measure")),
        )

    def clean_other(self) -> Statement | None:
        found: Statement | None = _known(Statement, self.cleaned_data["other"])
        return found

    def clean_target(self) -> Figure | None:
        found: Figure | None = _known(Figure, self.cleaned_data["target"])
        return found

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if bool(said.get("partner")) != bool(said.get("measure")):
            self.add_error("measure", _("A measure has a partner and says what it does."))
        return said


class EditionForm(forms.Form):
    """A document in which something was promised, and a later edition of it."""

    former = forms.ModelChoiceField(Document.objects.none(), label=_("The former edition, with its statements"))
    edition = forms.ModelChoiceField(Document.objects.none(), label=_("The later edition"))

    def __init__(
        self, said: QueryDict | None = None, *, documents: QuerySet[Document], organisations: QuerySet[Organisation]
    ) -> None:
        """`documents` are those that this editor may see; the statements are of one of these organisations."""
        super().__init__(said, auto_id="edition-%s")
        mine = documents.filter(organisation__in=organisations, statements__standing__is_standing=True).distinct()
        self.fields["former"].queryset = mine.order_by("-true_from", "title")  # type: ignore[attr-defined]
        self.fields["edition"].queryset = documents.order_by("-pk")  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Why the confirmation is taken back, for everybody to read"), max_length=500)


def _grouped(form: forms.Form, *groups: tuple[Any, tuple[str, ...]]) -> list[tuple[Any, list[forms.BoundField]]]:
    return [(legend, [form[name] for name in names]) for legend, names in groups]


def _known(model: Any, name: str) -> Any:
    name = name.strip()
    found = model.objects.filter(public_id=name).first() if name else None
    if name and found is None:
        raise forms.ValidationError(_("There is nothing with this number."))
    return found


def _standing_in(document: Document, words: str) -> str:
    """The words, where they stand in the document. Raises ValidationError elsewhere."""
    try:
        find(document, words)
    except NotThere:
        raise forms.ValidationError(NOT_THERE) from None
    return words
