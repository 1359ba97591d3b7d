"""Two coders, a reviewer, and nobody who knows to whom a reply was."""

import pytest
from django.core.exceptions import PermissionDenied

from navolgbaar.fieldtests.coding import code, decide, import_codes, settle
from navolgbaar.fieldtests.models import Coding, Decision, Evidence, Message
from navolgbaar.fieldtests.queries import disputed, next_to_code, next_to_review, waiting_for
from navolgbaar.fieldtests.refusals import NotPossibleNow, Refused
from navolgbaar.people.actions import give_role
from navolgbaar.people.states import RoleKind

pytestmark = pytest.mark.db


@pytest.fixture
def stand():
    return "in coding"


def give(field, user, kind):
    world = field.world
    give_role(user=user, organisation=world.ministry, kind=kind, programme=world.programme.key, by=world.administrator)


def a_pair_reply(wave):
    return Message.objects.filter(test__wave=wave, test__kind="pair", content__isnull=False).order_by("unit").first()


def a_call(wave):
    return Message.objects.filter(test__wave=wave, test__kind="call").order_by("unit").first()


def test_who_knows_the_arms_or_sent_it_does_not_code_and_who_coded_does_not_decide(field, wave):
    message, crew = a_pair_reply(wave), field.crew
    for user in (crew.tester, crew.coordinator, crew.designer):
        give(field, user, RoleKind.CODER)
        give(field, user, RoleKind.REVIEWER)
        with pytest.raises(PermissionDenied):
            code(message=message, codes=["uitgenodigd"], by=user)
        assert next_to_code(crew.tester, wave) is None
    for user in (field.world.editor, crew.reviewer):
        with pytest.raises(PermissionDenied):
            code(message=message, codes=["uitgenodigd"], by=user)
    first, second = crew.coders
    code(message=message, codes=["uitgenodigd"], by=first)
    code(message=message, codes=["afgewezen"], by=second)
    give(field, first, RoleKind.REVIEWER)
    with pytest.raises(PermissionDenied):
        decide(message=message, codes=["uitgenodigd"], by=first)
    assert next_to_review(first, wave) is None
    assert next_to_review(crew.reviewer, wave) == message
    decide(message=message, codes=["afgewezen"], by=crew.reviewer)
    assert not disputed(wave).exists()
    with pytest.raises(NotPossibleNow):
        decide(message=message, codes=["uitgenodigd"], by=crew.reviewer)


def test_a_coder_codes_once_and_a_reply_gets_two_codings(field, wave):
    message, (first, second) = a_pair_reply(wave), field.crew.coders
    code(message=message, codes=["uitgenodigd"], by=first)
    with pytest.raises(NotPossibleNow, match="al door u of door twee anderen"):
        code(message=message, codes=["afgewezen"], by=first)
    code(message=message, codes=["uitgenodigd"], by=second)
    third = field.crew.reviewer
    give(field, third, RoleKind.CODER)
    with pytest.raises(NotPossibleNow):
        code(message=message, codes=["uitgenodigd"], by=third)
    assert message.pk not in set(waiting_for(third, wave).values_list("pk", flat=True))


@pytest.mark.parametrize(
    ("codes", "says"),
    [
        (["rate"], "codeboek: rate"),
        ([], "precies één antwoord"),
        (["uitgenodigd", "afgewezen"], "precies één antwoord"),
        (["sluit-uit"], "codeboek: sluit-uit"),
        (["uitgenodigd", "bagatelliseert"], "codeboek: bagatelliseert"),
    ],
)
def test_codes_outside_the_book_are_refused(field, wave, codes, says):
    with pytest.raises(Refused, match=says):
        code(message=a_pair_reply(wave), codes=codes, by=field.crew.coders[0])
    assert not Coding.objects.exists()


def test_a_call_has_one_answer_and_any_strategies(field, wave):
    coded = code(message=a_call(wave), codes=["weigert", "noemt-de-wet"], by=field.crew.coders[0])
    assert coded.codes == ["noemt-de-wet", "weigert"]
    with pytest.raises(Refused):
        code(message=a_call(wave), codes=["noemt-de-wet"], by=field.crew.coders[1])


def test_every_bad_row_of_a_sheet_is_named_and_nothing_of_it_is_kept(field, wave):
    units = list(Message.objects.filter(test__wave=wave, content__isnull=False).order_by("unit"))
    pair = [message.unit for message in units if message.test.kind == "pair"]
    rows = ["key,codes", f"{pair[0]},uitgenodigd", f"{pair[0]},afgewezen", "0123456789abcde,afgewezen",
            f"{pair[1]},misschien", f"{pair[2]},"]  # fmt: skip
    with pytest.raises(Refused) as caught:
        import_codes(wave=wave, data="\n".join(rows).encode(), name="x.csv", by=field.crew.coders[0])
    assert [problem.partition(":")[0] for problem in caught.value.problems] == ["Rij 3", "Rij 4", "Rij 5", "Rij 6"]
    assert not Coding.objects.exists()
    assert not Evidence.objects.filter(kind="coded").exists()
    for data, name in ((b"", "x.csv"), (b"a,b\n1,2\n", "x.csv"), (b"x", "x.pdf"), (b"PK", "x.xlsx")):
        with pytest.raises(Refused):
            import_codes(wave=wave, data=data, name=name, by=field.crew.coders[0])


def test_nothing_is_settled_before_two_codings_and_every_decision(field, wave):
    with pytest.raises(NotPossibleNow, match="twee coderingen"):
        settle(wave=wave, by=field.crew.coordinator)
    units = Message.objects.filter(test__wave=wave, content__isnull=False)
    for message in units:
        answer = "uitgenodigd" if message.test.kind == "pair" else "weigert"
        for coder in field.crew.coders:
            code(message=message, codes=[answer], by=coder)
    wave.refresh_from_db()
    assert wave.state == "coding"
    settled = settle(wave=wave, by=field.crew.coordinator)
    assert settled.state == "coded"
    assert set(units.values_list("content__text", flat=True)) == {""}
    pair = next(message for message in units if message.test.kind == "pair")
    with pytest.raises(NotPossibleNow):
        code(message=pair, codes=["uitgenodigd"], by=field.crew.coders[0])
    assert not Decision.objects.exists()


def test_a_coders_page_shows_no_profile_no_test_and_no_side(field, wave, client):
    client.force_login(field.crew.coders[0], backend="allauth.account.auth_backends.AuthenticationBackend")
    page = client.get(f"/redactie/veldtesten/{wave.public_id}/coderen/")
    assert page.status_code == 200
    said = page.content.decode()
    message = next_to_code(field.crew.coders[0], wave)
    assert message.unit in said
    for secret in (message.test.number, message.test.profile or "-", "Amrani", "Bakker", "Kowalski", "controle"):
        assert secret == "-" or secret not in said, secret
    sheet = client.get(f"/redactie/veldtesten/{wave.public_id}/coderen/vel.csv").content.decode()
    assert message.unit in sheet
    assert "T-000" not in sheet
    for closed in ("", "tests/drawn/", "werk/", f"werk/{message.test.number}/", "beslissen/"):
        response = client.get(f"/redactie/veldtesten/{wave.public_id}/{closed}")
        assert response.status_code == (200 if closed == "" else 404), closed
        assert message.test.number not in response.content.decode() or closed


def test_a_coder_codes_on_the_page_and_gets_the_next(field, wave, client):
    client.force_login(field.crew.coders[0], backend="allauth.account.auth_backends.AuthenticationBackend")
    address = f"/redactie/veldtesten/{wave.public_id}/coderen/"
    message = next_to_code(field.crew.coders[0], wave)
    answer = "uitgenodigd" if message.test.kind == "pair" else "weigert"
    assert client.post(address, {"unit": message.unit, "answer": "rate"}).status_code == 422
    assert client.post(address, {"unit": message.unit, "answer": answer}).status_code == 302
    assert Coding.objects.get().message == message
    assert next_to_code(field.crew.coders[0], wave) != message
