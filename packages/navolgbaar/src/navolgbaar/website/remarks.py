"""What does not add up in a paper that somebody brought: each as a sentence, a picture with its table, and rows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from navolgbaar.website.picture import Bar, drawing
from navolgbaar.website.science import Lang, amount, paper_markup, place_of

if TYPE_CHECKING:
    from decimal import Decimal

    from narekenen.arithmetic.model import Finding
    from narekenen.report.reading import Checked

MOST = 200
"""Remarks on one page; who has a paper with more uses narekenen itself."""
Row = list[str]


@dataclass(frozen=True, slots=True)
class Remark:
    """One finding or hint. `anchor` is its place beside the paper; `steps` are (label, expression, result)."""

    number: str
    anchor: str
    severity: str
    sentence: str
    passage: str
    page: int | None
    line: int
    printed: str
    follows: str
    steps: tuple[tuple[str, str, str], ...]
    picture: SafeString | None
    rule: str


@dataclass(frozen=True, slots=True)
class Result:
    name: str
    findings: list[Remark]
    hints: list[Remark]
    is_cut: bool
    paper: SafeString


def result_of(checked: Checked, lang: Lang) -> Result:
    """Everything that the page of a checked paper shows. The markup of the paper is escaped by narekenen."""
    shown = [(at, finding) for at, finding in enumerate(checked.findings, 1) if finding.severity != "confirmation"]
    remarks = [_remark(checked, finding, at, number, lang) for number, (at, finding) in enumerate(shown[:MOST], 1)]
    return Result(
        name=checked.letter.source.name,
        findings=[remark for remark in remarks if remark.severity == "finding"],
        hints=[remark for remark in remarks if remark.severity == "hint"],
        is_cut=len(shown) > MOST,
        paper=SafeString(paper_markup(replace(checked, findings=checked.findings[: shown[:MOST][-1][0]]), lang))
        if shown
        else SafeString(paper_markup(checked, lang)),
    )


def _remark(checked: Checked, finding: Finding, at: int, number: int, lang: Lang) -> Remark:
    page, line, passage = place_of(checked, finding)
    sentence = finding.nl if lang == "nl" else finding.en
    return Remark(
        number=str(number),
        anchor=f"remark-{at}",
        severity=finding.severity,
        sentence=sentence,
        passage=passage,
        page=page,
        line=line,
        printed=finding.printed,
        follows=finding.follows,
        steps=tuple((step.label, step.expression, step.result) for step in finding.steps),
        picture=_picture(finding, sentence, f"sum-{number}"),
        rule=finding.rule,
    )


def _picture(finding: Finding, sentence: str, ident: str) -> SafeString | None:
    """Two bars, where both what stands there and what follows are one amount of one unit."""
    printed, follows = amount(finding.printed), amount(finding.follows)
    if printed is None or follows is None or "%" in {printed[1], follows[1]} != {"%"}:
        return None
    return drawing(
        Bar(_("Printed"), finding.printed, printed[0]),
        Bar(_("The other numbers give"), finding.follows, follows[0], _parts(finding)),
        title=sentence,
        ident=ident,
    )


def _parts(finding: Finding) -> tuple[Decimal, ...]:
    """The terms of the working, where it is one plain sum."""
    terms = finding.steps[0].expression.split(" + ") if len(finding.steps) == 1 else []
    read = [amount(term) for term in terms]
    return tuple(term[0] for term in read if term is not None) if None not in read else ()


def rows_of(result: Result) -> list[Row]:
    """The remarks as rows for a spreadsheet, headings first; one row per step of the working."""
    head = [_("number"), _("kind"), _("sentence"), _("page"), _("line"), _("passage"), _("printed"),
            _("the other numbers give"), _("working"), _("result"), _("rule")]  # fmt: skip
    kinds = {"finding": _("adds up differently"), "hint": _("point to look at")}
    rows = [head]
    for remark in [*result.findings, *result.hints]:
        place = [str(remark.page or ""), str(remark.line)]
        said = [remark.number, kinds[remark.severity], remark.sentence, *place, remark.passage]
        for label, expression, outcome in remark.steps or (("", "", ""),):
            working = f"{label}: {expression}" if label else expression
            rows.append([*said, remark.printed, remark.follows, working, outcome, remark.rule])
    return rows
