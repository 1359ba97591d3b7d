"""Two people of one wave, or one with two telephones, at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection

from narekenen.fieldtests import evidence
from navolgbaar.fieldtests.actions import end_fieldwork
from navolgbaar.fieldtests.chain import chain_file
from navolgbaar.fieldtests.coding import code, decide
from navolgbaar.fieldtests.fieldwork import note_detection, note_reply, note_sent
from navolgbaar.fieldtests.models import Content, Decision, Detection, Evidence, Message
from navolgbaar.fieldtests.refusals import NotPossibleNow
from navolgbaar.fieldtests.states import How, Kind

pytestmark = pytest.mark.db


@pytest.fixture
def stand():
    return "in the field"


@pytest.fixture
def there(committed):
    """In a copy of the stand: what is written here is committed, and gone with the copy."""
    return committed


def at_once(*acts):
    """What came of these acts, begun at the same moment: "done", or the refusal."""
    start = Barrier(len(acts))

    def run(act):
        try:
            start.wait()
            act()
        except NotPossibleNow:
            return "refused"
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(run, acts))


def sent(there):
    """A message of the tester that was sent just now, and its moment."""
    test = there.wave.tests.filter(kind=Kind.PAIR, tester=there.field.crew.tester).order_by("number").first()
    message = test.messages.order_by("pk").first()
    from navolgbaar.core import clock

    at = clock.now()
    note_sent(message=message, at=at, by=there.field.crew.tester)
    return Message.objects.select_related("test__wave").get(pk=message.pk), at + timedelta(minutes=5)


def test_one_reply_is_taken_in_once(there):
    message, at = sent(there)
    copies = [Message.objects.select_related("test__wave").get(pk=message.pk) for _ in range(2)]
    by = there.field.crew.tester
    found = at_once(*(lambda m=m: note_reply(message=m, text="U kunt komen.", at=at, by=by) for m in copies))
    assert found == ["done", "refused"]
    assert Content.objects.filter(message=message).count() == 1
    assert Evidence.objects.filter(wave=there.wave, kind="reply").count() == 1


def test_one_detection_is_noted_once(there):
    message, at = sent(there)
    by = there.field.crew.tester
    found = at_once(*[lambda: note_detection(test=message.test, how=How.SAID, at=at, by=by)] * 2)
    assert found == ["done", "refused"]
    assert Detection.objects.filter(test=message.test).count() == 1


def test_no_reply_comes_after_the_end_of_the_fieldwork(there):
    message, at = sent(there)
    crew = there.field.crew
    found = at_once(
        lambda: note_reply(message=message, text="U kunt komen.", at=at, by=crew.tester),
        lambda: end_fieldwork(wave=there.wave, by=crew.coordinator),
    )
    there.wave.refresh_from_db()
    assert there.wave.state == "coding"
    events = list(Evidence.objects.filter(wave=there.wave, kind="reply"))
    assert found in (["done", "done"], ["done", "refused"])
    assert len(events) == Content.objects.filter(message=message).count() == found.count("done") - 1
    assert evidence.verify(chain_file(there.wave)) == ()


@pytest.mark.parametrize("stand", ["in coding"])
def test_one_dispute_is_decided_once(there):
    crew = there.field.crew
    message = Message.objects.filter(test__wave=there.wave, test__kind=Kind.PAIR, content__isnull=False).first()
    for coder, answer in zip(crew.coders, ("uitgenodigd", "afgewezen"), strict=True):
        code(message=message, codes=[answer], by=coder)
    found = at_once(*[lambda: decide(message=message, codes=["afgewezen"], by=crew.reviewer)] * 2)
    assert found == ["done", "refused"]
    assert Decision.objects.filter(message=message).count() == 1
