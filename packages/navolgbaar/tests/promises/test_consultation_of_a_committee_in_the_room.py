"""A real written consultation through the room: every question under its group, in order, with its whole answer.

The labels are those of narekenen: offsets in the source text, made by hand before the rules were.
"""

import json
import os
from pathlib import Path

import pytest
from lxml import html
from small_world import SHARED

from navolgbaar.promises.models import Consultation
from navolgbaar.sources.actions import import_document

pytestmark = [pytest.mark.django_db, pytest.mark.db, pytest.mark.shared]
HERE = Path(__file__).resolve()
LABELS = json.loads((HERE.parents[3] / "narekenen/tests/readings/questions/gold/002.json").read_text(encoding="utf-8"))


def paper():
    return next((SHARED / "documents").glob(f"{LABELS['document']}_*")).read_bytes()


@pytest.fixture
def consultation(world, store):
    if not SHARED.is_dir() and not os.environ.get("CI"):
        pytest.skip("the real papers and data (shared/) are not here")
    document = import_document(
        data=paper(), name="overleg.txt", title="Schriftelijk overleg", programme=world.programme,
        organisation=world.ministry, by=world.editor,
    )  # fmt: skip
    return Consultation.objects.get(document=document)


def astray(passages, ranges, text):
    """The words of these ranges that no passage holds, and the passages that hold none of them."""
    held = {at for passage in passages for at in range(passage.start, passage.end)}
    wanted = {at for start, end in ranges for at in range(start, end) if not text[at].isspace()}
    beside = [passage.ident for passage in passages if not wanted & set(range(passage.start, passage.end))]
    return "".join(text[at] for at in sorted(wanted - held)), beside


def test_every_question_stands_under_its_group_with_its_whole_answer(consultation, at_the_desk):
    rows = list(consultation.questions.order_by("position").prefetch_related("asked", "answered"))
    assert [row.asked_by for row in rows] == [label["group"] for label in LABELS["exchanges"]]
    text = paper().decode()
    for row, label in zip(rows, LABELS["exchanges"], strict=True):
        assert astray(row.asked.all(), label["context"] + label["questions"], text) == ("", []), row.position
        assert astray(row.answered.all(), label["answer"], text) == ("", []), row.position

    here = f"/overleg/{consultation.document.public_id}/"
    page = html.fromstring(at_the_desk("editor").get(here).content)
    shown = page.find_class("exchange")
    assert len(shown) == len(LABELS["exchanges"])
    groups = []
    for article, row in zip(shown, rows, strict=True):
        (answer,) = article.find_class("answered")
        assert [quote.text_content() for quote in answer.iter("blockquote")] == [
            passage.text for passage in sorted(row.answered.all(), key=lambda passage: passage.order)
        ]
        groups += [asker.text_content() for asker in article.find_class("asker")]
    names = [label["group"] for label in LABELS["exchanges"]]
    assert len(groups) == sum(1 for at, name in enumerate(names) if at == 0 or names[at - 1] != name)
