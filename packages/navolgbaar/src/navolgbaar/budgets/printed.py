"""One municipality on one sheet for the council, by typst."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.utils.translation import get_language, gettext

from navolgbaar.figures.render import published
from navolgbaar.printing.typesetting import pdf

SHEET = Path(__file__).parent / "templates" / "budgets" / "council.typ"


def council_pdf(context: Mapping[str, Any]) -> bytes:
    """The page of `views.municipality` as PDF/UA: now, at the end, the margin, three reasons, where to recompute it."""
    distribution, row, says = context["distribution"], context["row"], context["says"]
    title = gettext("%(name)s in the distribution “%(title)s”") % {
        "name": context["name"], "title": distribution.model.title,
    }  # fmt: skip
    data = {
        "title": title,
        "lead": gettext("Issued by %(organisation)s on %(day)s.") % {
            "organisation": distribution.organisation, "day": distribution.issued_on.isoformat(),
        },
        "now": [gettext("Now"), row.now],
        "end": [gettext("At the end of the path"), published(says["end"]) if "end" in says else row.end],
        "change": [gettext("Change per inhabitant"), row.change],
        "why": gettext("Why more or less per inhabitant than the country"),
        "reasons": [[reason.maatstaf, reason.part] for reason in context["reasons"]],
        "path": gettext("What is paid each year"),
        "years": [[year, paid] for year, paid in context["years"]],
        "margin": _margin(says),
        "again": gettext("Recompute it: the file of figure %(figure)s holds the whole model.")
        % {"figure": context["of"]},
    }  # fmt: skip
    return pdf(SHEET.read_text(encoding="utf-8"), data, language=get_language() or "nl", title=title)


def _margin(says: Mapping[str, Any]) -> str:
    """What the range beside the grant is; "" where there is none."""
    has_range = "end" in says and bool(says["end"].low)
    return gettext("The range is the uncertainty of the amounts per unit alone, at 95%.") if has_range else ""
