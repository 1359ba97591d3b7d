"""One demonstration programme, entered as a user enters it: through the actions, by two different persons."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from navolgbaar.ops.demo_files import Asked, Correction, DemoProgramme, Read, Sheet
from navolgbaar.ops.demo_people import People
from navolgbaar.ops.errors import CannotStart

if TYPE_CHECKING:
    from navolgbaar.figures.actions import Question
    from navolgbaar.figures.models import FigureVersion, Quantity, Reading
    from navolgbaar.programmes.models import Period, Programme
    from navolgbaar.sources.models import Document

MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip


class Loader:
    """What is known while one programme is entered: its versions by key, in the order in which they were recorded."""

    def __init__(self, said: DemoProgramme, people: People) -> None:
        self.said, self.people = said, people
        self.versions: dict[str, FigureVersion] = {}
        self.questions: dict[str, Question] = {}
        self.quantities: dict[str, Quantity] = {}
        self.programme: Programme

    def load(self) -> None:
        """All of the programme or, where something is wrong, nothing of it."""
        from django.db import transaction

        from navolgbaar.programmes.actions import add_programme, open_subject
        from navolgbaar.publishing.actions import approve, prepare, submit

        editor, publisher, desk = self.people.editor, self.people.publisher, self.people.desk
        with transaction.atomic():
            self.programme = add_programme(
                key=self.said.key, organisation=desk, by=self.people.administrator, **self.said.about
            )
            open_subject(subject=self.programme.subject, by=editor)
            self._register()
            for sheet in self.said.sheets:
                self._enter(sheet)
            for item in self.said.computed:
                self._compute(item.key, item.recipe, item.inputs, question=self._question(item.asked))
            title = self.said.sheets[0].title
            common: dict[str, Any] = {"programme": self.programme, "organisation": desk, "by": editor}
            proposal = prepare(title=title, versions=list(self.versions.values()), **common)
            release = approve(proposal=submit(proposal=proposal, by=editor), by=publisher)
            for correction in self.said.corrections:
                self._correct(correction)
            reason = " ".join(correction.reason for correction in self.said.corrections)
            proposal = prepare(
                title=title, versions=list(self.versions.values()), supersedes=release, reason=reason, **common
            )
            approve(proposal=submit(proposal=proposal, by=editor), by=publisher)

    def _register(self) -> None:
        from navolgbaar.figures.actions import register_quantity

        for quantity in self.said.quantities:
            self.quantities[quantity["key"]] = register_quantity(**quantity, by=self.people.editor)

    def _enter(self, sheet: Sheet) -> None:
        """Take a sheet in, confirm each reading that is meant, make it a figure, and open the sheet to everybody."""
        from navolgbaar.figures.actions import answer_reading, record_reading
        from navolgbaar.figures.states import Verdict
        from navolgbaar.sources.actions import import_document, move_document
        from navolgbaar.sources.states import DocumentState

        document = import_document(
            data=text_of(sheet).encode(),
            name=f"{self.said.key}.txt",
            title=sheet.title,
            programme=self.programme,
            organisation=self.people.desk,
            origin=f"{sheet.publication}, {sheet.where}",
            licence="CC0-1.0",
            by=self.people.editor,
        )
        for text, items in sheet.sentences:
            for item in items:
                proposal = find_proposal(document, text, item)
                answer = answer_reading(proposal=proposal, verdict=Verdict.CONFIRMED, by=self.people.editor)
                question = self.questions[item.key] = self._question(item.asked)
                self.versions[item.key] = record_reading(question=question, reading=answer, by=self.people.editor)
        move_document(document=document, state=DocumentState.PUBLIC, by=self.people.editor)

    def _compute(
        self, key: str, recipe: str, inputs: dict[str, Any], *, question: Question, reason: str = ""
    ) -> FigureVersion:
        from navolgbaar.figures.actions import record_run

        given = {
            name: [self.versions[k] for k in value] if isinstance(value, list) else self.versions.get(value, value)
            for name, value in inputs.items()
        }
        self.questions[key] = question
        self.versions[key] = record_run(
            question=question, recipe=recipe, inputs=given, reason=reason, by=self.people.editor
        )
        return self.versions[key]

    def _correct(self, correction: Correction) -> None:
        version = self.versions[correction.figure]
        if version.run is None:
            raise CannotStart(f"{correction.figure} was not computed.", do="Correct a figure that was.")
        question = self.questions[correction.figure]
        self._compute(
            correction.figure, version.run.recipe, correction.inputs, question=question, reason=correction.reason
        )

    def _question(self, asked: Asked) -> Question:
        from navolgbaar.figures.actions import Question
        from navolgbaar.figures.states import FigureKind

        return Question(
            subject=self.programme.subject,
            quantity=self.quantities[asked.quantity],
            period=period_of(asked.period),
            kind=FigureKind(asked.kind),
            issuer=self.people.organisations[asked.issuer],
            issued_on=asked.on,
            owner=self.people.desk,
        )


def text_of(sheet: Sheet) -> str:
    """The sheet as a document: its date, where the publication itself can be had, and a sentence per paragraph."""
    day = f"{sheet.on.day} {MONTHS[sheet.on.month - 1]} {sheet.on.year}"
    head = [f"Datum: {day}", sheet.title, "Dit blad noemt feiten uit een publicatie, in woorden van de redactie."]
    where = [f"De publicatie zelf ligt hier niet. Zij heet: {sheet.publication}.", f"Te krijgen bij {sheet.where}"]
    return "\n\n".join([*head, *where, *(text for text, _ in sheet.sentences)]) + "\n"


def find_proposal(document: Document, text: str, item: Read) -> Reading:
    """What the machine read of that value in that sentence. Raises CannotStart where it did not."""
    from navolgbaar.figures.queries import proposals_of

    found: Reading | None = proposals_of(document).filter(anchor__passage__text=text, value=item.value).first()
    if found is None:
        raise CannotStart(f"{item.value} is not read in “{text}”.", do=f"Mend {document.programme.key}.toml.")
    return found


def period_of(written: str) -> Period:
    """A year, a day, or two days with a slash, e.g. "2023", "2023-01-01/2023-04-30"."""
    from navolgbaar.programmes.actions import period

    first, _, last = written.partition("/")
    if len(first) == 4:
        return period(date(int(first), 1, 1), date(int(first), 12, 31))
    return period(date.fromisoformat(first), date.fromisoformat(last or first))
