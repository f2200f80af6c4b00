"""The pages of the desk: panes that keep their place, acts in place, many acts with a look first, people and leaves."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from kinhbac.base.text import Text
from kinhbac.kernel import actions
from kinhbac.kernel.models import Entry
from kinhbac.tools.desk.models import Bulk
from kinhbac.tools.desk.reads import inbox as reads
from kinhbac.tools.desk.reads.everywhere import item_coded
from kinhbac.tools.identity.reads.who import signed_in
from kinhbac.tools.sign_in.plain import rules_to_plain
from kinhbac.tools.sign_in.types import NeededLevel, SignInRules
from tests.cast import BINH, HOA, NOW
from tests.support.signing import signed_in as as_signed_in
from tests.tools.desk.officers import TUAN
from tests.tools.desk.works import PERMIT, do, open_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def some(published):
    open_case(published, "Nguyễn Thị Đào", code="H05-1", due_at=NOW - timedelta(hours=2))
    open_case(published, "Trần Văn Mận", code="H05-2", due_at=NOW + timedelta(hours=2))
    open_case(published, "Lê Thị Quýt", code="H05-3")
    return published


def page(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, answer.content.decode()
    return unescape(answer.content.decode())


def item(code, viewer=HOA):
    found = item_coded(viewer, code)
    return f"{found.case}:{found.step}"


def test_the_list_is_in_order_with_counts_words_and_their_age(browse, some):
    said = page(browse("Hoa"), "/desk")
    assert re.findall(r'line__title">([^<]+)<', said) == ["Nguyễn Thị Đào", "Trần Văn Mận", "Lê Thị Quýt"]
    assert "Quá hạn 2 giờ" in said
    assert "Hôm nay 11:00" in said
    assert "Không tính hạn" in said
    assert "Đếm lúc 09:00" in said
    assert "Cần xử lý" in said


def test_in_english_no_vietnamese_sentence_is_left(browse, some):
    client = browse("Bình")
    client.cookies["kinhbac_language"] = "en"
    for address in ("/desk?whose=office", "/desk/-/keys", "/desk/-/team", "/desk?queue=late", "/desk/-/bulk"):
        body = re.sub(
            r'<[^>]+lang="vi"[^>]*>[^<]*|line__title">[^<]*|<option[^>]*>[^<]*', "", page(client, address)
        )
        shown = re.sub(r"<[^>]+>", " ", body.partition("<main")[2].partition("</main>")[0])
        assert not re.search(
            r"[ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹđ]", shown.replace("Tuấn", "")
        ), shown


def test_what_nothing_fills_says_what_would(browse, published):
    client = browse("Hoa")
    assert "Không có việc nào đang chờ" in page(client, "/desk")
    assert "Không có hồ sơ nào khớp" in page(client, "/desk?q=xyz")
    assert "Chưa chuyển hồ sơ nào" in page(client, "/desk?queue=ended")
    assert "Hãy gõ mã hồ sơ hoặc tên" in page(client, "/desk?queue=all")


def test_work_stands_beside_its_list_and_keeps_filter_and_place(browse, some, monkeypatch):
    monkeypatch.setattr(reads, "PAGE", 1)
    client = browse("Hoa")
    second = re.search(r'href="([^"]+)" rel="next"', page(client, "/desk?queue=to_process"))[1]
    said = page(client, second)
    (link,) = re.findall(r'line__link" href="([^"]+)"', said)
    assert link.startswith("/works/H05-2?queue=to_process&at=")
    work = page(client, link)
    assert "<h1>Work H05-2</h1>" in work
    assert re.findall(r'line__title">([^<]+)<', work) == ["Trần Văn Mận"]
    assert 'class="line line--soon" aria-current="true"' in work


def test_the_script_gets_the_work_alone_without_a_count(browse, some, django_assert_max_num_queries):
    client = browse("Hoa")
    with django_assert_max_num_queries(8):
        said = client.get("/works/H05-2", headers={"X-Desk-Work": "1"}).content.decode()
    assert "<h1>Work H05-2</h1>" in said
    assert "line__title" not in said
    assert "<title>Work H05-2</title>" in said


def test_all_cases_are_found_ended_too(browse, some):
    do(item_coded(HOA, "H05-1").case, "close", HOA.acting())
    client = browse("Hoa")
    assert "Tìm trong tất cả hồ sơ" in page(client, "/desk?q=dao")
    assert "Nguyễn Thị Đào" in page(client, "/desk?queue=all&q=dao+nguyen")
    assert "Nguyễn Thị Đào" in page(client, "/desk?queue=ended")


def test_taken_released_and_assigned_in_place(browse, some):
    client = browse("Hoa")
    answer = client.post(
        "/desk/-/hand", {"item": item("H05-1"), "act": "take", "next": "/works/H05-1?queue=late&done=x"}
    )
    assert answer.url == "/works/H05-1?queue=late&handed=take"
    said = page(client, answer.url)
    assert "Bạn đang giữ việc này." in said
    assert "Đã nhận việc này." in said
    client = browse("Bình")
    client.post("/desk/-/hand", {"item": item("H05-1"), "act": "assign", "to": str(TUAN.person)})
    assert item_coded(HOA, "H05-1").person == TUAN.person
    client = browse("Hoa")
    answer = client.post("/desk/-/hand", {"item": item("H05-1"), "act": "take", "next": "//evil.example"})
    assert answer.status_code == 409
    said = unescape(answer.content.decode())
    assert "Đã có người khác nhận việc này." in said
    assert "evil" not in said


def test_many_are_looked_at_first_then_done(browse, some):
    client = browse("Hoa")
    asked = client.post("/desk/-/bulk", {"act": f"{PERMIT}|finish", "which": "all", "queue": "to_process"})
    assert "3 hồ sơ được chọn" in asked.content.decode()
    refused = client.post(
        "/desk/-/bulk", {"act": f"{PERMIT}|finish", "which": "all", "queue": "to_process", "value": " "}
    )
    assert refused.status_code == 422
    answer = client.post(
        "/desk/-/bulk", {"act": f"{PERMIT}|finish", "which": "all", "queue": "to_process", "value": "xong"}
    )
    assert "3 hồ sơ làm được" in page(client, answer.url)
    done = client.post(f"{answer.url}/confirm")
    said = page(client, done.url)
    assert "Đã ghi 3 hồ sơ." in said
    assert Entry.objects.filter(name="closed").count() == 3
    assert answer.url in page(client, "/desk/-/bulk")


def test_what_asks_for_a_fresh_proof_one_by_one_asks_for_it_before_many(browse, some, people):
    rule = NeededLevel("finish", 0, NOW.date(), None, Text("", ""), minutes=15, own=True)
    actions.publish("sign_in", "province", rules_to_plain(SignInRules(needed=(rule,))), now=NOW)
    wanted = {"act": f"{PERMIT}|finish", "which": "all", "queue": "to_process", "value": "xong"}
    tried = browse("Hoa").post("/desk/-/bulk", wanted).url
    account = people["Hoa"].account
    late = as_signed_in(Client(), account, way="passkey", at=NOW - timedelta(minutes=16))
    assert "Xác nhận lại bạn là ai" in late.post(f"{tried}/confirm").content.decode()
    assert not Entry.objects.filter(name="closed").exists()
    fresh = as_signed_in(Client(), account, way="passkey", at=NOW - timedelta(minutes=15))
    assert fresh.post(f"{tried}/confirm").status_code == 302
    assert Entry.objects.filter(name="closed").count() == 3


def test_ticked_ones_are_chosen_and_the_rest_left_alone(browse, some):
    client = browse("Hoa")
    answer = client.post(
        "/desk/-/bulk", {"act": "|take", "which": "chosen", "item": [item("H05-1"), item("H05-3")]}
    )
    client.post(f"{answer.url}/confirm")
    assert item_coded(HOA, "H05-1").person == item_coded(HOA, "H05-3").person == HOA.person
    assert item_coded(HOA, "H05-2").person is None


def test_nothing_ticked_is_said(browse, some):
    answer = browse("Hoa").post("/desk/-/bulk", {"act": "|take", "which": "chosen"})
    assert "Chưa chọn hồ sơ nào" in answer.content.decode()
    assert not Bulk.objects.exists()


def test_a_long_one_shows_how_far_it_is_and_looks_again_by_itself(browse, some, monkeypatch):
    monkeypatch.setattr("kinhbac.tools.desk.actions.bulk.PIECE", 1)
    client = browse("Hoa")
    answer = client.post("/desk/-/bulk", {"act": "|take", "which": "all"})
    waiting = client.get(answer.url)
    assert waiting["Refresh"] == "2"
    assert "0 trên 3 hồ sơ" in waiting.content.decode()
    assert browse("Tuấn").get(answer.url).status_code == 404


def test_a_whole_desk_changes_hands(browse, some):
    client = browse("Hoa")
    client.post("/desk/-/hand", {"item": item("H05-1"), "act": "take"})
    client = browse("Bình")
    form = {
        "office": "2025.07210.committee",
        "from": str(HOA.person),
        "to": str(TUAN.person),
        "reason": "Nghỉ",
    }
    answer = client.post("/desk/-/team/hand-over", form)
    client.post(f"{answer.url}/confirm")
    assert item_coded(BINH, "H05-1").person == TUAN.person
    assert client.post("/desk/-/team/hand-over", form).status_code == 409
    assert client.post("/desk/-/team/hand-over", form | {"to": ""}).status_code == 409


def test_a_leave_is_arranged_and_ended_on_the_page(browse, some):
    client = browse("Bình")
    form = {
        "post": str(HOA.positions[0].key),
        "person": str(TUAN.person),
        "first": "2026-05-04",
        "last": "2026-05-08",
        "reason": "Nghỉ phép năm",
    }
    assert client.post("/desk/-/team/leave", form).status_code == 302
    said = page(client, "/desk/-/team")
    assert "<strong>Tuấn</strong> thay Hoa, 04/05/2026 đến hết 08/05/2026" in said
    (post,) = re.findall(r'name="post" value="([0-9a-f-]{36})">', said)
    held = signed_in(TUAN.account, NOW.date().replace(month=5, day=4)).viewer
    assert held.people() == {TUAN.person, HOA.person}
    again = client.post("/desk/-/team/leave", form)
    assert again.status_code == 409
    assert 'value="Nghỉ phép năm"' in unescape(again.content.decode())
    assert client.post("/desk/-/team/leave/end", {"post": post}).status_code == 302
    assert "Kết thúc trước hoặc trong ngày đầu" in page(client, "/desk/-/team")


@pytest.mark.parametrize("name", ["Hoa", "Minh"])
def test_only_who_assigns_work_sees_the_people(browse, some, name):
    client = browse(name)
    assert client.get("/desk/-/team").status_code == 403
    assert client.post("/desk/-/team/leave", {"post": str(HOA.positions[0].key)}).status_code == 403
    assert client.post("/desk/-/team/hand-over", {"office": "2025.07210.committee"}).status_code == 403


def test_a_leader_of_elsewhere_arranges_nothing_here(browse, some):
    client = browse("Nam")
    assert client.get("/desk/-/team").status_code == 403
    assert reverse("desk_team") not in page(client, "/desk")


@pytest.mark.parametrize(
    "form", [{}, {"item": "x", "act": "take"}, {"item": "0" * 32 + ":s", "act": "burn"}, {"act": "take"}]
)
def test_what_is_no_form_of_ours_is_turned_away(browse, published, form):
    assert browse("Hoa").post("/desk/-/hand", form).status_code == 400
