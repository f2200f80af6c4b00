"""Adjusting, stopping and withdrawing one's own dossier: kept, checked, done once, refused with the law after the decision."""

from uuid import uuid4

import pytest
from django.urls import reverse

from kinhbac.kernel.reads import case_coded, contents_of
from kinhbac.services.procedures.models import TurnDraft
from kinhbac.site.demo import cast
from tests.services.procedures.browsing import browser
from tests.services.procedures.conftest import submitted, viewer_of
from tests.services.procedures.pages.citizen.asking import asked, done, received

pytestmark = pytest.mark.usefixtures("province", "morning")

DECIDED = ((cast.HOA, "propose", {}), (cast.BINH, "approve", {}))


def answers(receipt) -> str:
    return reverse("turn_answers", args=[receipt.code, "adjust"])


def check(receipt) -> str:
    return reverse("turn_check", args=[receipt.code, "adjust"])


def name_page(receipt) -> str:
    return reverse("turn_page", args=[receipt.code, "adjust", "child_name"])


def end(receipt, turn: str) -> str:
    return reverse("turn_end", args=[receipt.code, turn])


def state_of(receipt):
    return case_coded(receipt.code, viewer_of(cast.LAN))


def test_answers_are_adjusted_before_the_decision():
    receipt, client = received(), browser()
    assert name_page(receipt) in client.get(answers(receipt)).content.decode()
    assert client.get(name_page(receipt)).status_code == 200
    assert client.post(name_page(receipt), {"child.full_name": "Lê Bảo An"}).url == answers(receipt)
    assert "Bạn đã sửa 1 mục" in browser().get(answers(receipt)).content.decode()
    assert "Lê Bảo An" in browser().get(check(receipt)).content.decode()
    addresses = {client.post(check(receipt), {"reason": "Đặt tên khác"}).url for _ in range(2)}
    assert addresses == {f"{reverse('dossier', args=[receipt.code])}?done=adjust"}
    state = state_of(receipt)
    assert state.seq == 3
    content = contents_of(state.case)[3]
    assert content["changes"]["child.full_name"]["to"] == "Lê Bảo An"
    assert content["reason"] == "Đặt tên khác"
    page = client.get(reverse("dossier", args=[receipt.code])).content.decode()
    assert "Đặt tên khác" in page
    assert "Lê Bảo An" in page


def test_wrong_answers_are_kept_on_the_page_and_change_nothing():
    receipt, client = received(), browser(language="en")
    shown = client.post(name_page(receipt), {"child.full_name": "An 123"})
    assert shown.status_code == 422
    assert "An 123" in shown.content.decode()
    assert client.get(check(receipt)).url == answers(receipt)  # nothing to send


def test_an_answer_put_back_is_no_change():
    receipt, client = received(), browser()
    before = contents_of(state_of(receipt).case)[1]["answers"]["child"]["full_name"]
    client.post(name_page(receipt), {"child.full_name": "Lê Bảo An"})
    client.post(name_page(receipt), {"child.full_name": before})
    assert TurnDraft.objects.get().changes == {}
    assert client.get(check(receipt)).url == answers(receipt)


def test_what_was_written_can_be_thrown_away():
    receipt, client = received(), browser()
    client.post(name_page(receipt), {"child.full_name": "Lê Bảo An"})
    client.post(reverse("turn_discard", args=[receipt.code, "adjust"]))
    assert not TurnDraft.objects.exists()
    assert state_of(receipt).seq == 2


def test_a_change_that_moves_the_dossier_to_another_office_is_refused_and_kept():
    receipt, client = received(), browser()
    home = reverse("turn_page", args=[receipt.code, "adjust", "mother_home"])
    client.post(home, {"mother.address": "Số 1", "mother.commune": "2025/07228"})
    shown = client.post(check(receipt), {"reason": "Chuyển nhà"})
    assert shown.status_code == 422
    assert "đổi cơ quan giải quyết" in shown.content.decode()
    assert "Chuyển nhà" in shown.content.decode()
    assert state_of(receipt).seq == 2


@pytest.mark.parametrize(
    ("turn", "outcome", "words"),
    [
        ("stop", "stopped_by_person", "Dừng theo đề nghị của người nộp"),
        ("withdraw", "withdrawn", "Người nộp rút hồ sơ"),
    ],
)
def test_stopping_and_withdrawing_say_what_they_mean_and_happen_once(turn, outcome, words):
    receipt, client = received(), browser()
    page = client.get(end(receipt, turn)).content.decode()
    assert "Phí, lệ phí" in page
    assert "Giấy tờ đã nộp" in page
    posted = {"key": str(uuid4()), "reason": "Gia đình đổi ý"}
    addresses = {client.post(end(receipt, turn), posted).url for _ in range(2)}
    assert addresses == {f"{reverse('dossier', args=[receipt.code])}?done={turn}"}
    state = state_of(receipt)
    assert (state.outcome, state.seq) == (outcome, 3)
    shown = client.get(reverse("dossier", args=[receipt.code])).content.decode()
    assert words in shown
    assert "Gia đình đổi ý" in shown
    assert reverse("rate", args=[receipt.code]) in shown


@pytest.mark.parametrize(
    ("language", "words"), [("vi", "Hồ sơ đã có quyết định"), ("en", "has been decided")]
)
@pytest.mark.parametrize("turn", ["adjust", "stop"])
def test_after_the_decision_it_is_refused_with_the_law(turn, language, words):
    receipt, client = received(*DECIDED), browser(language=language)
    address = end(receipt, "stop") if turn == "stop" else answers(receipt)
    for shown in (client.get(address), client.post(end(receipt, "stop"), {"key": str(uuid4())})):
        assert shown.status_code == 409
        assert words in shown.content.decode()
        assert "Điều 21" in shown.content.decode()
    assert address not in client.get(reverse("dossier", args=[receipt.code])).content.decode()


def test_while_a_supplement_is_asked_changes_go_with_it():
    receipt = asked()
    moved = browser().get(answers(receipt))
    assert moved.url == reverse("turn_answers", args=[receipt.code, "supplement"])


def test_a_decision_between_writing_and_sending_is_told_and_changes_nothing():
    receipt, client = received(), browser()
    client.post(name_page(receipt), {"child.full_name": "Lê Bảo An"})
    for officer, name, values in DECIDED:
        done(receipt.case, officer, name, **values)
    shown = client.post(check(receipt), {"reason": "Đặt tên khác"})
    assert shown.status_code == 409
    assert "Điều 21" in shown.content.decode()
    assert state_of(receipt).seq == 4


def test_a_turn_without_its_key_is_none_of_our_forms():
    receipt = submitted()
    assert browser().post(end(receipt, "withdraw"), {"reason": "x"}).status_code == 400
    assert state_of(receipt).is_open


@pytest.mark.parametrize("member", [cast.NAM, cast.MINH])
def test_anybody_elses_turns_are_not_found(member):
    receipt, client = received(), browser(member)
    for address in (
        answers(receipt),
        name_page(receipt),
        check(receipt),
        end(receipt, "stop"),
        end(receipt, "withdraw"),
    ):
        assert client.get(address).status_code == 404, address
    for address in (check(receipt), end(receipt, "stop"), end(receipt, "withdraw")):
        assert client.post(address, {"key": str(uuid4())}).status_code == 404
    assert state_of(receipt).seq == 2
