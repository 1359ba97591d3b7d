"""The registers of the demonstration: what was said and what became of it, entered as editors do."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from navolgbaar.ops.demo_files import Sheet, toml
from navolgbaar.ops.demo_loading import period_of, text_of
from navolgbaar.ops.demo_people import People
from navolgbaar.ops.errors import CannotStart

if TYPE_CHECKING:
    from navolgbaar.figures.models import Figure
    from navolgbaar.programmes.models import Programme
    from navolgbaar.promises.models import Statement
    from navolgbaar.sources.models import Anchor, Document

LINKS = ("carries_out", "adds_to", "repeats", "changes", "answers")


def load_promises(files: Path, people: People) -> None:
    """A register per file in `promises/`, where its programme has none yet. Each is entered whole or not at all."""
    from navolgbaar.programmes.models import Programme
    from navolgbaar.promises.models import Statement

    for path in sorted((files / "promises").glob("*.toml")):
        programme = Programme.objects.select_related("subject").get(key=path.stem)
        if not Statement.objects.filter(programme=programme).exists():
            _Register(programme, people).load(toml(path))


class _Register:
    """What is known while one register is entered: its documents and its statements by key."""

    def __init__(self, programme: Programme, people: People) -> None:
        self.programme, self.people = programme, people
        self.documents: dict[str, Document] = {}
        self.statements: dict[str, Statement] = {}

    def load(self, said: dict[str, Any]) -> None:
        from django.db import transaction

        with transaction.atomic():
            for sheet in said["documents"]:
                self._take_in(sheet)
            for promise in said["promises"]:
                self._confirm(promise)
            for promise in said["promises"]:
                self._follow_up(promise)
            for report in said.get("reports", []):
                self._report(report)

    def _take_in(self, said: dict[str, Any]) -> None:
        """A sheet in our own words becomes a document; what it asks and answers is checked; it is opened to all."""
        from navolgbaar.promises.actions import reject
        from navolgbaar.promises.analysing import check_consultation
        from navolgbaar.promises.models import Consultation
        from navolgbaar.promises.states import Rejection
        from navolgbaar.sources.actions import import_document, move_document
        from navolgbaar.sources.states import DocumentState

        sentences = tuple((text, ()) for text in said["sentences"])
        sheet = Sheet(said["title"], said["on"], said["publication"], said["where"], sentences)
        document = import_document(
            data=text_of(sheet).encode(),
            name=f"{self.programme.key}-{said['key']}.txt",
            title=said["title"],
            programme=self.programme,
            organisation=self.people.desk,
            origin=f"{said['publication']}, {said['where']}",
            licence="CC0-1.0",
            by=self.people.editor,
        )
        for consultation in Consultation.objects.filter(document=document):
            check_consultation(consultation=consultation, is_checked=True, by=self.people.editor)
        for proposal in document.statement_proposals.all():
            words = proposal.anchors.select_related("passage").order_by("start")[0].passage.text
            if words not in said["sentences"]:  # the head of the sheet is no statement
                reject(proposal=proposal, reason=Rejection.NO_STATEMENT, seen=proposal.version, by=self.people.editor)
        self.documents[said["key"]] = move_document(
            document=document, state=DocumentState.PUBLIC, by=self.people.editor
        )

    def _confirm(self, said: dict[str, Any]) -> None:
        """Confirm what the reader found in a sentence, corrected where it read otherwise; or propose it by hand."""
        from navolgbaar.promises.actions import add_proposal, confirm
        from navolgbaar.promises.deadlines import read
        from navolgbaar.promises.following import add_measure
        from navolgbaar.promises.models import Proposal
        from navolgbaar.promises.recording import Said
        from navolgbaar.promises.states import ProposalState, StatementKind

        document, kind = self.documents[said["document"]], StatementKind(said["kind"])
        found = Proposal.objects.filter(
            document=document, state=ProposalState.OPEN, anchors__passage__text=said["sentence"]
        ).first()
        proposal = found or add_proposal(document=document, quote=said["sentence"], kind=kind, by=self.people.editor)
        statement = confirm(
            proposal=proposal,
            said=Said(
                kind=kind,
                strength=proposal.strength,
                title=said["title"],
                title_en=said["title_en"],
                actor=said["actor"],
                actor_organisation=self.people.organisations.get(said.get("organisation", "")),
                addressee=said.get("addressee", ""),
                deadline=read(said.get("due", "")),
                claimed=said.get("claimed", ""),
                quote=said["sentence"],
            ),
            seen=proposal.version,
            by=self.people.editor,
        )
        self.statements[said["key"]] = statement
        for measure in said.get("measures", []):
            partner = self.people.organisations[measure["partner"]]
            titles = {"title": measure["title"], "title_en": measure["title_en"]}
            add_measure(statement=statement, partner=partner, **titles, by=self.people.editor)

    def _follow_up(self, said: dict[str, Any]) -> None:
        """Events in the order of the file, links to other statements, and the number that was promised."""
        from navolgbaar.promises.following import link, record_event, set_target
        from navolgbaar.promises.states import LinkKind

        statement = self.statements[said["key"]]
        for event in said.get("events", []):
            record_event(statement=statement, happened=self._happened(event), by=self.people.editor)
        for kind in LINKS:
            if kind in said:
                target = self.statements[said[kind]]
                link(source=statement, kind=LinkKind(kind), target=target, by=self.people.editor)
        if "target" in said:
            set_target(statement=statement, figure=self._figure(said["target"]), by=self.people.editor)

    def _report(self, said: dict[str, Any]) -> None:
        """A progress report: one person prepares it, another releases it."""
        from navolgbaar.promises.reporting import prepare_report, release_report

        draft = prepare_report(programme=self.programme, organisation=self.people.desk, **said, by=self.people.editor)
        release_report(draft=draft, by=self.people.publisher)

    def _happened(self, said: dict[str, Any]) -> Any:
        from navolgbaar.figures.queries import standing_versions
        from navolgbaar.promises.deadlines import read
        from navolgbaar.promises.following import Happened
        from navolgbaar.promises.states import EventKind

        version = None
        if "figure" in said:
            figure = self._figure(said["figure"])
            version = standing_versions().filter(figure=figure).order_by("-number").first()
        return Happened(
            kind=EventKind(said["kind"]),
            on=said["on"],
            passage=self._passage(said) if version is None else None,
            figure=version,
            execution=said.get("execution", ""),
            grade=said.get("grade", ""),
            deadline=read(said.get("due", "")),
            according_to=self.people.organisations.get(said.get("according_to", "")),
            words=said.get("words", ""),
            words_en=said.get("words_en", ""),
        )

    def _passage(self, said: dict[str, Any]) -> Anchor:
        from navolgbaar.promises.words import anchor_for

        return anchor_for(self.documents[said["document"]], said["sentence"])

    def _figure(self, asked: list[str]) -> Figure:
        """The figure of this programme that answers (quantity, kind, period, issuer)."""
        from navolgbaar.figures.models import Figure

        quantity, kind, period, issuer = asked
        found: Figure | None = Figure.objects.filter(
            subject=self.programme.subject, quantity__key=quantity, kind=kind, period=period_of(period),
            issuer=self.people.organisations[issuer],
        ).first()  # fmt: skip
        if found is None:
            raise CannotStart(f"There is no figure {asked} in {self.programme.key}.", do="Mend its file in promises/.")
        return found
