"""The annex of a report, in Word: flow, tables, detectable differences, method. Only what was released stands in it."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from navolgbaar.fieldtests.models import Wave
from navolgbaar.fieldtests.released import Line, Released
from navolgbaar.fieldtests.science import protocol_of
from navolgbaar.figures.models import FigureVersion
from navolgbaar.figures.render import published

CALLS = _(
    "Calls tell what somebody is willing to do on request. They are no measure of behaviour and stand in no chart with "
    "the messages."
)
METHOD = (
    _(
        "Two messages to one listing, equal but for the name below them. Profile, order and template were drawn by lot "
        "within blocks; at most %(most)s listing(s) per party."
    ),
    _(
        "A pair counts when both messages were sent at most %(minutes)s minutes apart and nobody found out. A reply "
        "within %(days)s days counts; two coders read it without knowing to whom it was."
    ),
    _(
        "Intervals are score intervals of the paired difference (Tango) at 95 per cent; the test is McNemar with "
        "mid-p, corrected within the families that the protocol declares."
    ),
    _(
        "That treatment is equal is tested by itself: two one-sided score tests of whether the difference lies within "
        "the margin that the protocol declares (Schuirmann)."
    ),
    _(
        "The change since the wave before is the difference of two independent waves, with square-and-add limits of "
        "the two score intervals and a test by their paired variances; its p is not corrected."
    ),
    _(
        "Held fixed means that each group's own change is weighed by its part of the denominator in the wave before "
        "(direct standardisation), with square-and-add limits over the score intervals of all groups. "
        "Parts are rounded by themselves, so that their sum differs a little from the whole."
    ),
    _(
        "Not significant is no evidence of equal treatment: beside it stands the smallest difference that so many "
        "tests would have shown with a chance of 80 per cent (Connor)."
    ),
    _(
        "Counts below %(threshold)s were withheld, and so many others that they cannot be worked out; the rest was "
        "rounded to multiples of %(rounding)s. All numbers follow from the rounded counts."
    ),
)


def annex_of(wave: Wave, released: Released, language: str) -> bytes:
    """The annex as a DOCX file, in the language of the page. Every number is followed by the id under which it can be
    followed and recomputed."""
    from docx import Document

    paper = Document()
    paper.core_properties.title, paper.core_properties.author = str(wave), str(wave.organisation)
    paper.add_heading(str(wave), level=0)
    if wave.is_synthetic:
        paper.add_paragraph(gettext("Made-up data: nobody was tested."), style="Intense Quote")
    paper.add_paragraph(_when(wave))
    _flow(paper, released)
    _profiles(paper, released)
    for block in released.blocks:
        paper.add_heading(gettext("Net difference by %(block)s") % {"block": block.name}, level=1)
        header = [gettext("Group"), gettext("Value"), gettext("Smallest detectable difference"), gettext("Figure")]
        _table(paper, header, (_row(line) for line in block.lines))
    _change(paper, released)
    _composition(paper, released)
    _calls(paper, released)
    _method(paper, wave)
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def _when(wave: Wave) -> str:
    said = {"first": date_format(wave.first, "j F Y"), "last": date_format(wave.last, "j F Y")}
    return gettext("Fieldwork from %(first)s to %(last)s.") % said


def _flow(paper: Any, released: Released) -> None:
    paper.add_heading(gettext("From listings to tests that count"), level=1)
    rows = [(str(v.figure.quantity), published(v), str(v)) for v in released.flow]
    rows += [(v.figure.part, published(v), str(v)) for v in released.lost]
    _table(paper, [gettext("Step"), gettext("Tests"), gettext("Figure")], rows)


def _profiles(paper: Any, released: Released) -> None:
    paper.add_heading(gettext("Net difference per profile"), level=1)
    header = [gettext("Profile"), gettext("Value"), gettext("Corrected p"), gettext("Smallest detectable difference"),
              gettext("Equal within the margin (p)"), gettext("Figure")]  # fmt: skip
    rows = [
        (line.label, published(line.version), _maybe(line.adjusted), _maybe(line.detectable),
         _maybe(line.equivalence), str(line.version))
        for line in released.profiles
    ]  # fmt: skip
    _table(paper, header, rows)
    for line in released.profiles:
        if line.sentence:
            paper.add_paragraph(f"{line.label}: {line.sentence}", style="List Bullet")


def _calls(paper: Any, released: Released) -> None:
    if released.calls is None:
        return
    paper.add_heading(gettext("Calls"), level=1)
    paper.add_paragraph(str(CALLS))
    versions = [released.calls, *released.answers, *released.strategies, *released.headline, released.alpha]
    rows = [(str(v.figure.quantity), published(v), str(v)) for v in versions if v is not None]
    _table(paper, [gettext("What"), gettext("Value"), gettext("Figure")], rows)
    _call_changes(paper, released)


def _method(paper: Any, wave: Wave) -> None:
    protocol = protocol_of(wave.protocol.body)
    paper.add_heading(gettext("Method"), level=1)
    said = {
        "days": protocol.inclusion.reply_days, "minutes": protocol.inclusion.longest_gap_minutes,
        "most": protocol.most_per_party, "threshold": protocol.threshold, "rounding": protocol.rounding,
    }  # fmt: skip
    for text in METHOD:
        paper.add_paragraph(str(text) % said)
    facts = [
        (gettext("Protocol"), wave.protocol.digest), (gettext("Commitment of the draw"), wave.commitment),
        (gettext("Head of the chain of evidence"), wave.head),
        (gettext("Where every number can be followed"), settings.PUBLIC_ADDRESS + wave.get_absolute_url()),
    ]  # fmt: skip
    _table(paper, ["", ""], facts)


def _change(paper: Any, released: Released) -> None:
    if not released.is_compared:
        return
    paper.add_heading(gettext("Change since %(former)s") % {"former": released.former}, level=1)
    rows = []
    for line in released.profiles:
        if line.change is not None:
            rows.append((line.label, published(line.change), _maybe(line.change_p), str(line.change)))
        for block, change, p in line.held:
            said = gettext("%(block)s as in the wave before") % {"block": block}
            rows.append((f"{line.label}, {said}", published(change), _maybe(p), str(change)))
    header = [gettext("Profile"), gettext("Change of the net difference, percentage points"),
              gettext("p, not corrected"), gettext("Figure")]  # fmt: skip
    _table(paper, header, rows)


def _call_changes(paper: Any, released: Released) -> None:
    if not released.call_changes:
        return
    paper.add_heading(gettext("Calls: since the wave before"), level=2)
    header = [gettext("What was said"), gettext("Change, percentage points"), gettext("p, not corrected"),
              gettext("Smallest change that would have shown"), gettext("Figure")]  # fmt: skip
    rows = [(str(one.answer.figure.quantity), published(one.change), published(one.p), published(one.detectable),
             str(one.change)) for one in released.call_changes]  # fmt: skip
    _table(paper, header, rows)


def _composition(paper: Any, released: Released) -> None:
    if not released.composition:
        return
    paper.add_heading(gettext("How the wave was made up"), level=1)
    rows = [(version.figure.part or str(version.figure.quantity), published(version), _maybe(former), str(version))
            for version, former in released.composition]  # fmt: skip
    header = [gettext("Part of the tests"), gettext("This wave"), gettext("The wave before"), gettext("Figure")]
    _table(paper, header, rows)


def _row(line: Line) -> tuple[str, ...]:
    return line.label, published(line.version), _maybe(line.detectable), str(line.version)


def _maybe(version: FigureVersion | None) -> str:
    return published(version) if version is not None else "–"


def _table(paper: Any, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    table = paper.add_table(rows=0, cols=len(header), style="Light Grid Accent 1")
    for row in ([header] if any(header) else []) + list(rows):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
