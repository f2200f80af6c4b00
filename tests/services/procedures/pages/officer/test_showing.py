"""A dossier's page on the desk says what a button will do, and for whom the dossier waits."""

import pytest
from django.urls import reverse

from kinhbac.site.demo import cast
from tests.services.procedures.browsing import browser
from tests.services.procedures.pages.citizen.asking import asked, done, received

pytestmark = pytest.mark.usefixtures("province", "morning")

REASON = "Không thuộc nơi cư trú"
REFUSAL = (cast.HOA, "propose_refusal", {"reason": REASON})


def page_of(receipt, member: cast.Member, language: str = "vi", query: str = "") -> str:
    address = reverse("desk_dossier", args=[receipt.code])
    return browser(member, language).get(f"{address}{query}").content.decode()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("vi", ("trình để TỪ CHỐI", "Phê duyệt việc từ chối")),
        ("en", ("proposed for REFUSAL", "Approve the refusal")),
    ],
)
def test_a_leader_sees_that_it_is_a_refusal_that_waits_for_approval(language, words):
    receipt = received(REFUSAL)
    page = page_of(receipt, cast.BINH, language)
    for each in (*words, REASON):
        assert each in page, each
    done(receipt.case, cast.BINH, "approve")
    after = page_of(receipt, cast.BINH, language, "?done=approve")
    assert words[0] not in after
    assert words[1] in after


def test_what_is_to_be_granted_is_approved_as_ever():
    page = page_of(received((cast.HOA, "propose", {})), cast.BINH)
    assert "TỪ CHỐI" not in page
    assert "Phê duyệt việc từ chối" not in page


def test_while_the_applicant_is_waited_for_it_says_so_to_the_officer():
    page = page_of(asked(), cast.MINH)
    assert "Hồ sơ đang chờ người nộp bổ sung." in page
    assert "Chờ bạn bổ sung" not in page
    assert "Không áp dụng" not in page


def test_a_supplement_that_never_came_is_not_waited_for_any_more():
    receipt = asked()
    assert "Không có bổ sung" not in page_of(receipt, cast.MINH)
    done_by_lan(receipt)
    assert "Không có bổ sung" in page_of(receipt, cast.MINH)


def done_by_lan(receipt) -> None:
    address = reverse("turn_end", args=[receipt.code, "withdraw"])
    client = browser()
    key = client.get(address).context["sending"].key
    assert client.post(address, {"key": key}).status_code == 302
