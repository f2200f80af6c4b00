"""Members of a household business are entered one after another, without JavaScript: added, changed, removed, checked."""

import pytest
from django.urls import reverse

from kinhbac.services.procedures.reads.own import own_draft
from kinhbac.site.demo import cast
from tests.services.procedures.browsing import browser
from tests.services.procedures.conftest import viewer_of

pytestmark = pytest.mark.usefixtures("province", "morning")

BEFORE = (
    ("agent_by", {"agent.by": "self"}),
    ("phone", {"requester.phone": cast.LAN.phone}),
    ("kind", {"business.kind": "household"}),
    ("business", {"business.name": "Phở Lan"}),
    ("business_office", {"business.address": "Số 12, khu 3", "business.commune": cast.KINH_BAC}),
    (
        "business_head",
        {
            "business.head.full_name": cast.LAN.name,
            "business.head.identity_number": cast.LAN.number,
            "business.head.born_on-day": "12",
            "business.head.born_on-month": "5",
            "business.head.born_on-year": "1996",
        },
    ),
    (
        "trade",
        {
            "business.trade": "Bán phở",
            "business.capital_vnd": "50000000",
            "business.begins_on-day": "1",
            "business.begins_on-month": "7",
            "business.begins_on-year": "2026",
        },
    ),
)
MEMBER = {
    "entry": "new",
    "full_name": "Vũ Hoài Nam",
    "born_on-day": "30",
    "born_on-month": "8",
    "born_on-year": "1992",
    "identity_number": "024092003001",
    "share_vnd": "20000000",
}


class Applicant:
    """Lan on the way through the form, as her browser sees it."""

    def __init__(self) -> None:
        self.client = browser()
        self.here = self.client.post(reverse("apply", args=["1.001612"]), follow=True)
        for place, posted in BEFORE:
            assert self.place == place
            self.send(posted)

    @property
    def place(self):
        return self.here.request["PATH_INFO"].rsplit("/", 1)[1]

    @property
    def said(self):
        return self.here.content.decode()

    @property
    def members(self):
        application = self.here.request["PATH_INFO"].split("/")[-2]
        answers = own_draft(application, viewer_of(cast.LAN)).answers
        return [each["full_name"] for each in answers["business"].get("members", [])]

    def send(self, posted):
        self.here = self.client.post(self.here.request["PATH_INFO"], posted, follow=True)
        return self


@pytest.fixture
def lan():
    return Applicant()


def test_the_first_is_asked_at_once_and_then_the_list_is_shown(lan):
    assert lan.place == "members"
    assert 'name="entry" value="new"' in lan.said
    lan.send(MEMBER)
    assert "Vũ Hoài Nam, 30/08/1992, 024092003001, 20000000" in lan.said
    assert "<script" not in lan.said
    assert lan.members == ["Vũ Hoài Nam"]


def test_more_are_added_changed_and_removed(lan):
    lan.send(MEMBER).send({**MEMBER, "full_name": "Trần Thị Mai"})
    assert lan.members == ["Vũ Hoài Nam", "Trần Thị Mai"]
    shown = lan.client.get(lan.here.request["PATH_INFO"], {"entry": "2"}).content.decode()
    assert 'value="Trần Thị Mai"' in shown
    assert 'name="entry" value="2"' in shown
    lan.send({**MEMBER, "entry": "2", "full_name": "Trần Thị Mai Anh"})
    assert lan.members == ["Vũ Hoài Nam", "Trần Thị Mai Anh"]
    lan.send({"remove": "1"})
    assert lan.members == ["Trần Thị Mai Anh"]


def test_a_wrong_entry_is_shown_again_and_nothing_is_kept(lan):
    lan.send({**MEMBER, "identity_number": "12"})
    assert lan.here.status_code == 422
    assert 'value="Vũ Hoài Nam"' in lan.said
    assert "gồm 12 chữ số" in lan.said
    assert lan.members == []


@pytest.mark.parametrize("entry", ["0", "-1", "99", "abc", "1" * 5000, "²"])
def test_a_number_that_means_nothing_adds_one(lan, entry):
    assert lan.send(MEMBER).send({**MEMBER, "entry": entry}).members == ["Vũ Hoài Nam"] * 2


def test_none_left_one_does_not_get_on(lan):
    lan.send(MEMBER).send({"remove": "1"})
    assert lan.members == []
    lan.send({})
    assert lan.here.status_code == 422
    assert "bạn hãy thêm ít nhất một" in lan.said


def test_the_way_goes_on_and_the_check_shows_them(lan):
    lan.send(MEMBER).send({})
    assert lan.place == "minutes"


def test_the_page_speaks_english_too(lan):
    page = browser(language="en").get(lan.here.request["PATH_INFO"], {"entry": "new"}).content.decode()
    assert "The member&#x27;s full name" in page
    assert "number 1" in page
