"""Two people of one wave, or one with two telephones, at the same moment."""

from concurrent.futures import ThreadPoolExecutor, wait
from datetime import timedelta
from functools import partial

import pytest
from django.db import connection, transaction

from narekenen.fieldtests import evidence
from navolgbaar.core import clock
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


def came_of(act):
    """In a connection of its own: "done", or the refusal."""
    try:
        act()
    except NotPossibleNow:
        return "refused"
    finally:
        connection.close()
    return "done"


def while_it_lasts(first, second):
    """What came of the second, begun when the first was done and not yet committed."""
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            first()
            waiting = pool.submit(came_of, second)
            assert wait([waiting], timeout=0.4).not_done
        return waiting.result()


def sent(there):
    """A message of the tester that was sent just now, and its moment."""
    test = there.wave.tests.filter(kind=Kind.PAIR, tester=there.field.crew.tester).order_by("number").first()
    message = test.messages.order_by("pk").first()
    at = clock.now()
    note_sent(message=message, at=at, by=there.field.crew.tester)
    return Message.objects.select_related("test__wave").get(pk=message.pk), at + timedelta(minutes=5)


def test_one_reply_is_taken_in_once(there):
    message, at = sent(there)
    by = there.field.crew.tester
    copies = [Message.objects.select_related("test__wave").get(pk=message.pk) for _ in range(2)]
    acts = [partial(note_reply, message=copy, text="U kunt komen.", at=at, by=by) for copy in copies]
    assert while_it_lasts(*acts) == "refused"
    assert Content.objects.filter(message=message).count() == 1
    assert Evidence.objects.filter(wave=there.wave, kind="reply").count() == 1


def test_one_detection_is_noted_once(there):
    message, at = sent(there)
    once = partial(note_detection, test=message.test, how=How.SAID, at=at, by=there.field.crew.tester)
    assert while_it_lasts(once, once) == "refused"
    assert Detection.objects.filter(test=message.test).count() == 1


def test_no_reply_comes_after_the_end_of_the_fieldwork(there):
    message, at = sent(there)
    crew = there.field.crew
    found = while_it_lasts(
        lambda: end_fieldwork(wave=there.wave, by=crew.coordinator),
        lambda: note_reply(message=message, text="U kunt komen.", at=at, by=crew.tester),
    )
    assert found == "refused"
    assert not Content.objects.filter(message=message).exists()
    assert evidence.verify(chain_file(there.wave)) == ()


@pytest.mark.parametrize("stand", ["in coding"])
def test_one_dispute_is_decided_once(there):
    crew = there.field.crew
    message = Message.objects.filter(test__wave=there.wave, test__kind=Kind.PAIR, content__isnull=False).first()
    for coder, answer in zip(crew.coders, ("uitgenodigd", "afgewezen"), strict=True):
        code(message=message, codes=[answer], by=coder)
    once = partial(decide, message=message, codes=["afgewezen"], by=crew.reviewer)
    assert while_it_lasts(once, once) == "refused"
    assert Decision.objects.filter(message=message).count() == 1
