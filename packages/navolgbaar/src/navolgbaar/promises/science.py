"""The door to narekenen: statements out of a letter as proposals, and how far two readers agree."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from navolgbaar.promises.deadlines import Deadline
from navolgbaar.promises.models import Ask, Consultation, Proposal, Question, QuestionPart, Report, Statement
from navolgbaar.promises.states import Coverage, Execution, StatementKind
from navolgbaar.sources.models import Anchor, Document, Passage

if TYPE_CHECKING:
    from narekenen.documents.model import Span
    from narekenen.readings.model import Letter
    from narekenen.readings.questions import SubQuestion
    from narekenen.readings.statements import Statement as Read
    from navolgbaar.sources.science import Anchoring

KINDS = {
    "duty": StatementKind.DUTY,
    "agreement": StatementKind.AGREEMENT,
    "request": StatementKind.QUESTION,
    "call": StatementKind.QUESTION,
    "motion": StatementKind.MOTION,
    "advice": StatementKind.ADVICE,
    "action_line": StatementKind.INTENTION,
    "target": StatementKind.AIM,
}
COMMITMENTS = {
    "plicht": StatementKind.DUTY,
    "afspraak": StatementKind.AGREEMENT,
    "streven": StatementKind.AIM,
    "plan": StatementKind.INTENTION,
    "voornemen": StatementKind.INTENTION,
    "verwachting": StatementKind.INTENTION,
    "bereidheid": StatementKind.INTENTION,
    "voorwaardelijk": StatementKind.INTENTION,
}
CLAIMS = {
    "loopt": Execution.RUNNING,
    "voldaan": Execution.DONE,
    "met_deze_brief": Execution.DONE,
    "vervallen": Execution.OVERTAKEN,
}
COVERAGES = {
    "addressed": Coverage.ADDRESSED,
    "partly": Coverage.PARTLY,
    "refers": Coverage.PARTLY,
    "not_seen": Coverage.OPEN,
}


def commitment_of(salt: str, words: str) -> str:
    """The salted digest of words, with which an altered passage shows."""
    from narekenen.trace.canonical import digest

    return digest({"salt": salt, "text": words})


def propose_statements(document: Document, letter: Letter, anchoring: Anchoring) -> int:
    """Record every statement of a letter as a proposal. Returns how many."""
    from narekenen.readings.statements import statements

    made = 0
    for read in statements(letter):
        anchors = _anchors(letter, anchoring, read.span)
        if not anchors:
            continue
        proposal = _proposal(document, read, anchors[0].start)
        proposal.claim = _claim(letter, anchoring, read)
        proposal.save()
        proposal.anchors.set(anchors)
        if read.kind_of_statement == "motion":
            _keep_asks(proposal, letter, anchoring, read)
        made += 1
    return made


def _keep_asks(proposal: Proposal, letter: Letter, anchoring: Anchoring, read: Read) -> None:
    """The separate asks of a motion, where there is more than one."""
    from narekenen.readings.statements.asks import asks

    found = asks(read, letter)
    for position, ask in enumerate(found if len(found) > 1 else ()):
        claims = _anchors(letter, anchoring, ask.done.span) if ask.done and ask.status in CLAIMS else []
        row = Ask.objects.create(
            proposal=proposal, position=position, claimed=CLAIMS[ask.status] if claims else "",
            claim=claims[0] if claims else None,
        )  # fmt: skip
        row.anchors.set(_anchors(letter, anchoring, ask.words.span))


def propose_reports(document: Document, letter: Letter, anchoring: Anchoring) -> int:
    """Propose that a letter reports on the earlier statements whose paper it names. Returns how many."""
    cited: dict[str, Span] = {}
    for reference in letter.references:
        for name in reference.canonical:
            cited.setdefault(name, reference.span)
    made = 0
    for statement, name in _named(document, cited):
        anchors = _anchors(letter, anchoring, cited[name], whole=True)
        if anchors:
            Report.objects.get_or_create(statement=statement, anchor=anchors[0], defaults={"reference": name})
            made += 1
    return made


def _named(document: Document, cited: dict[str, Span]) -> Iterator[tuple[Statement, str]]:
    """The earlier statements of which the paper is cited, with the name of that paper."""
    earlier = Statement.objects.filter(programme=document.programme, standing__is_standing=True)
    earlier = earlier.exclude(document=document)
    papers: dict[int, str] = {}
    for former in Document.objects.filter(pk__in=earlier.values("document")):
        common = sorted(papers_in(f"{former.title}. {former.origin}") & set(cited))
        if common:
            papers[former.pk] = common[0]
    for statement in earlier.filter(Q(document__in=papers) | Q(paper__in=list(cited))):
        yield statement, statement.paper if statement.paper in cited else papers[statement.document_id]


def propose_questions(document: Document, letter: Letter, anchoring: Anchoring) -> int:
    """Record the questions of a document with their answers, in order. Returns how many; nobody else sees them yet."""
    from narekenen.readings.questions import questions

    found = questions(letter)
    if not found:
        return 0
    consultation = Consultation.objects.create(document=document)
    for position, exchange in enumerate(found):
        asked = [part.span for question in exchange.questions for part in (*question.context, *question.text)]
        row = Question.objects.create(
            consultation=consultation,
            position=position,
            number=", ".join(dict.fromkeys(q.number for q in exchange.questions if q.number))[:40],
            asked_by=", ".join(dict.fromkeys(q.asker.name for q in exchange.questions if q.asker.name))[:200],
            reader=f"{exchange.form}.{exchange.pairing}",
        )
        row.asked.set(_rows(letter, anchoring, asked))
        row.answered.set(_rows(letter, anchoring, [stretch.span for stretch in exchange.answer]))
        parts = [part for question in exchange.questions for part in question.parts]
        QuestionPart.objects.bulk_create(_parts(letter, anchoring, row, parts))
    return len(found)


def _rows(letter: Letter, anchoring: Anchoring, spans: list[Span]) -> list[Passage]:
    """The passages that hold some of these stretches."""
    return [
        anchoring.rows[passage.id]
        for passage in letter.passages
        if passage.kind != "furniture" and any(passage.span.overlaps(span) for span in spans)
    ]


def _parts(
    letter: Letter, anchoring: Anchoring, question: Question, parts: list[SubQuestion]
) -> Iterator[QuestionPart]:
    """The parts of a question, each in the passage where it begins."""
    position = 0
    for part in parts:
        holding = next((p for p in letter.passages if p.span.start <= part.span.start < p.span.end), None)
        if holding is None:
            continue
        low, high = part.span.start - holding.span.start, min(part.span.end, holding.span.end) - holding.span.start
        yield QuestionPart(
            question=question, position=position, passage=anchoring.rows[holding.id], at=low, to=high,
            proposed=COVERAGES[part.proposal.coverage], because=part.proposal.nl[:300],
        )  # fmt: skip
        position += 1


def papers_in(text: str) -> set[str]:
    """The identifiers of parliamentary papers in a line of text: {"kst-31234-12"}."""
    from narekenen.documents.opening import open_document
    from narekenen.documents.running import running_text
    from narekenen.readings.references import references

    if not text.strip():
        return set()
    found = references(running_text(open_document(text.encode(), name="origin.txt")))
    return {name for reference in found for name in reference.canonical if name.startswith("kst-")}


def digest_of(items: list[dict[str, Any]]) -> str:
    """The digest of the items of a report, as canonical JSON has it."""
    from narekenen.trace.canonical import digest

    return digest(items)


def doubts_in(language: str, doubts: list[str]) -> list[str]:
    """What the reader was not sure of, in "nl" or "en"."""
    from narekenen.errors import in_language

    return [in_language(doubt, language) for doubt in doubts]


def kappa(codes: dict[str, list[str]]) -> str:
    """Cohen's kappa of two readers as it is written, in Dutch form ("0,78"); "" without units in common."""
    from narekenen.errors import UnusableInput
    from narekenen.fieldtests.agreement import cohen_kappa

    try:
        return f"{cohen_kappa(codes):.2f}".replace(".", ",")
    except UnusableInput:
        return ""


def drawn(seed: str, names: list[int], count: int) -> list[int]:
    """`count` of the names, drawn by a seed: the same seed and names give the same draw, whatever their order."""
    from narekenen.trace.canonical import digest

    return sorted(sorted(names, key=lambda name: digest({"seed": seed, "name": name}))[:count])


def _anchors(letter: Letter, anchoring: Anchoring, span: Span, *, whole: bool = False) -> list[Anchor]:
    """The anchors of a stretch of running text, one per passage that holds some of it, saved."""
    from narekenen.documents.model import Span as Stretch

    found = []
    for passage in letter.passages:
        low, high = max(span.start, passage.span.start), min(span.end, passage.span.end)
        if low >= high or passage.kind == "furniture":
            continue
        part = passage.span if whole else Stretch(low, high)
        anchor = anchoring.anchor(part, letter.running.raw_span(part))
        if anchor is not None:
            anchor.save()
            found.append(anchor)
    return found


def _proposal(document: Document, read: Read, at: int) -> Proposal:
    due = _deadline(read)
    return Proposal(
        document=document,
        at=at,
        kind=KINDS.get(read.kind_of_statement) or COMMITMENTS.get(read.strength, StatementKind.COMMITMENT),
        strength=read.strength,
        actor=read.actor[:200],
        addressee=read.addressee[:200],
        due=due.due,
        due_first=due.first,
        due_last=due.last,
        condition=read.condition.text[:300] if read.condition else "",
        paper=read.paper[:60],
        times=max(read.times, 1),
        claimed=CLAIMS.get(read.status, ""),
        rule=read.rule,
        because=[words.text for words in read.because],
        doubts=list(read.doubts),
    )


def _deadline(read: Read) -> Deadline:
    found = read.deadline
    if found is None or not found.edtf or len(found.edtf) > 40:
        return Deadline()
    first, last = (date.fromisoformat(day) if day else None for day in (found.earliest, found.latest))
    return Deadline(found.edtf, first, last)


def _claim(letter: Letter, anchoring: Anchoring, read: Read) -> Anchor | None:
    """The words with which the letter itself says how far it is."""
    said = [part.words for part in read.parts if part.role in ("claim", "execution")]
    anchors = _anchors(letter, anchoring, said[0].span) if said and read.status in CLAIMS else []
    return anchors[0] if anchors else None
