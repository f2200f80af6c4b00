"""Each of the catalogue's other procedures once, end to end: the form without JavaScript, every act, the printed result."""

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType as Fixed
from typing import Any
from uuid import UUID, uuid5

import pytest
from django.urls import reverse

from kinhbac.base.text import Text
from kinhbac.services.procedures.actions import dossiers
from kinhbac.services.procedures.reads.dossiers import dossier_coded, own_dossiers
from kinhbac.services.procedures.reads.published import life_events, procedures_on
from kinhbac.site.demo import cast
from kinhbac.tools.identity import actions
from kinhbac.tools.identity.reads.who import signed_in
from kinhbac.tools.identity.types import PersonCard
from tests.services.procedures.browsing import browser, upload
from tests.services.procedures.conftest import MORNING, viewer_of

pytestmark = pytest.mark.usefixtures("province", "morning")

LAN_IS = Fixed(
    {
        "requester.full_name": cast.LAN.name,
        "requester.identity_number": cast.LAN.number,
        "requester.phone": cast.LAN.phone,
        "requester.born_on-day": "12",
        "requester.born_on-month": "5",
        "requester.born_on-year": "1996",
        "requester.sex": "female",
        "requester.nationality": "Việt Nam",
        "requester.address": "Số 5, tổ dân phố 2",
        "requester.commune": cast.KINH_BAC,
    }
)
AT_COUNTER = Fixed({"delivery.way": "counter"})
Page = tuple[str, Mapping[str, Any]]

COPIES: Sequence[Page] = (
    ("requester", LAN_IS),
    ("paper", {"paper.kind": "diploma"}),
    ("amount", {"paper.pages": "3", "copies.count": "2"}),
    ("place", {"place.commune": cast.KINH_BAC}),
)
MARITAL: Sequence[Page] = (
    ("requester", LAN_IS),
    ("phone", LAN_IS),
    ("home", LAN_IS),
    ("status", {"status.kind": "married"}),
    ("spouse", {"status.spouse": "Nguyễn Văn Hải"}),
    ("purpose", {"purpose.kind": "property"}),
    ("delivery", AT_COUNTER),
)
HOUSE: Sequence[Page] = (
    ("owner", {"owner.full_name": cast.LAN.name, "owner.identity_number": cast.LAN.number}),
    ("contact", {"owner.phone": cast.LAN.phone, "owner.address": "Số 5, tổ dân phố 2, phường Kinh Bắc"}),
    ("site", {"site.address": "Lô 12, tổ dân phố 4", "site.commune": cast.KINH_BAC}),
    ("parcel", {"site.sheet": "14", "site.parcel": "207", "site.area_m2": "96"}),
    ("house", {"house.floors": "3", "house.floor_area_m2": "240", "house.height_m": "12"}),
    ("adjoins", {"house.adjoins": "yes"}),
    ("land", {"papers.land": "photograph"}),
    ("drawings", {"papers.drawings": "photograph"}),
    ("commitment", {"papers.commitment": "photograph"}),
    ("delivery", AT_COUNTER),
)
RECORD: Sequence[Page] = (
    ("requester", LAN_IS),
    ("phone", LAN_IS),
    ("home", LAN_IS),
    ("number", {"certificate.number": "one"}),
    ("purpose", {"certificate.purpose": "Xin việc"}),
    ("group", {"fee.group": "student"}),
    ("proof", {"papers.group": "photograph"}),
    ("delivery", {"delivery.way": "electronic"}),
)

Officer = tuple[str, str]
DESK: Officer = ("one_stop", "2025.09187.centre")
HOA: Officer = ("specialist", "2025.09187.committee")
CHAIR: Officer = ("leader", "2025.09187.committee")
LAND: Officer = ("specialist", "2025.24.land_registration")
FIRE: Officer = ("specialist", "2025.09187.police")
PROVINCE_DESK: Officer = ("one_stop", "2025.24.centre")
DETECTIVE: Officer = ("specialist", "2025.24.police")
CHIEF: Officer = ("leader", "2025.24.police")

STORIES = [
    pytest.param(
        "2.000815",
        COPIES,
        "10.000",
        [(DESK, "receive"), (CHAIR, "approve"), (DESK, "issue_result"), (DESK, "hand_over")],
        ["Văn bằng, chứng chỉ, bảng điểm", "TRẦN THỊ LAN"],
        id="certified copies",
    ),
    pytest.param(
        "1.004873",
        MARITAL,
        "Chưa biết mức thu",
        [(DESK, "receive"), (HOA, "propose"), (CHAIR, "approve"), (HOA, "issue_result"), (DESK, "hand_over")],
        ["Hiện tại đang có vợ hoặc chồng là", "Nguyễn Văn Hải"],
        id="marital status",
    ),
    pytest.param(
        "1.013225",
        HOUSE,
        "Chưa biết mức thu",
        [
            (DESK, "receive"),
            (FIRE, "give_opinion"),
            (LAND, "give_opinion"),
            (HOA, "propose"),
            (CHAIR, "approve"),
            (HOA, "issue_result"),
            (DESK, "hand_over"),
        ],
        ["TRẦN THỊ LAN", "14, 207", "Giấy phép xây dựng"],
        id="building permit",
    ),
    pytest.param(
        "3.000333",
        RECORD,
        "100.000",
        [
            (PROVINCE_DESK, "receive"),
            (DETECTIVE, "propose"),
            (CHIEF, "approve"),
            (DETECTIVE, "issue_result"),
            (PROVINCE_DESK, "hand_over"),
        ],
        ["Phiếu lý lịch tư pháp số 1", "TRẦN THỊ LAN", "Xin việc"],
        id="criminal record",
    ),
]
SAID = {"agrees": True, "to": "applicant"}


def officer(post: Officer):
    """Return an officer of that post, appointed where she is not yet."""
    role, office = post
    person, account = uuid5(cast.WORLD, f"person {post}"), uuid5(cast.WORLD, f"account {post}")
    number = f"0270{UUID(int=person.int).int % 10**8:08}"
    actions.enrol(
        PersonCard(
            person=person,
            full_name="Nguyễn Thị Mẫu",
            identity_number=number,
            born_on=date(1985, 1, 1),
            sex="female",
            ethnicity="01",
            nationality="Việt Nam",
            phone="0912000099",
            commune=cast.KINH_BAC,
            address="Số 1",
            source=cast.SOURCE,
            marriage_registered_at="",
        )
    )
    actions.open_account(account=account, name=f"mau {person.hex[:6]}", person=person)
    title = Text(vi="Công chức", en="Officer")
    actions.appoint(
        post=uuid5(cast.WORLD, f"post {post}"),
        person=person,
        role=role,
        office=office,
        title=title,
        valid_from=date(2025, 7, 1),
    )
    return signed_in(account, MORNING.date()).viewer


def walked(key: str, pages: Sequence[Page]):
    """Fill in a form page by page as Lan would, and return the page on which everything is checked."""
    client = browser()
    here = client.post(reverse("apply", args=[key]), follow=True)
    for place, posted in pages:
        assert here.request["PATH_INFO"].rsplit("/", 1)[1] == place
        assert "<script" not in here.content.decode()
        sent = {path: [upload()] if value == "photograph" else value for path, value in posted.items()}
        here = client.post(here.request["PATH_INFO"], sent, follow=True)
        assert here.status_code == 200, (place, here.context["view"].problems)
    assert here.request["PATH_INFO"].rsplit("/", 1)[1] == "check"
    return here


@pytest.mark.parametrize(("key", "pages", "fee", "acts", "stated"), STORIES)
def test_from_the_form_to_the_printed_result(key, pages, fee, acts, stated):
    check = walked(key, pages)
    assert fee in check.content.decode()
    client = browser()
    assert client.post(check.request["PATH_INFO"], follow=True).status_code == 200
    (dossier,) = own_dossiers(viewer_of(cast.LAN), MORNING)
    for post, name in acts:
        assert client.get(reverse("dossier", args=[dossier.code])).status_code == 200
        dossiers.do(dossier.code, name, SAID, dossiers.Asked(viewer=officer(post), now=MORNING))
    result = client.get(reverse("result", args=[dossier.code]))
    slip = client.get(reverse("slip", args=[dossier.code]))
    assert (result.status_code, slip.status_code) == (200, 200)
    for words in stated:
        assert words in result.content.decode()
    assert own_dossiers(viewer_of(cast.LAN), MORNING)[0].is_open is False


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("key", ["2.000815", "1.004873", "1.013225", "3.000333"])
def test_its_guide_tells_what_it_takes(key, language):
    page = browser(language=language).get(reverse("procedure", args=[key]))
    assert page.status_code == 200
    by_page = "2.000 đồng một trang" if language == "vi" else "2,000 dong for each"
    assert (by_page in page.content.decode()) is (key == "2.000815")
    assert "Đối chiếu lại" not in page.content.decode()


@pytest.mark.whole_catalogue
def test_the_first_page_leads_to_every_procedure_by_what_happens_in_life():
    shown = "".join(
        browser().get(reverse("home"), {"event": each.key}).content.decode() for each in life_events()
    )
    offered = procedures_on(MORNING.date())
    assert len(offered) > 60
    assert [each.key for each in offered if reverse("procedure", args=[each.key]) not in shown] == []


@pytest.mark.parametrize(
    ("asked", "key"),
    [
        ("sao y bang cap", "2.000815"),
        ("xay nha", "1.013225"),
        ("doc than", "1.004873"),
        ("xin viec", "3.000333"),
    ],
)
def test_people_find_it_by_their_own_words(asked, key):
    page = browser().get(reverse("home"), {"q": asked}).content.decode()
    assert reverse("procedure", args=[key]) in page


def test_a_house_is_told_to_be_with_three_offices_at_once():
    check = walked("1.013225", HOUSE)
    client = browser()
    client.post(check.request["PATH_INFO"])
    (dossier,) = own_dossiers(viewer_of(cast.LAN), MORNING)
    dossiers.do(dossier.code, "receive", {}, dossiers.Asked(viewer=officer(DESK), now=MORNING))
    page = client.get(reverse("dossier", args=[dossier.code])).content.decode()
    for name in ("UBND phường Kinh Bắc", "VPĐKĐĐ", "CA phường Kinh Bắc"):
        assert name in page
    assert page.count("(đồng thời ") == 1  # two offices, one aside


def test_offices_asked_at_once_find_each_its_own_act():
    check = walked("1.013225", HOUSE)
    browser().post(check.request["PATH_INFO"])
    (dossier,) = own_dossiers(viewer_of(cast.LAN), MORNING)
    dossiers.do(dossier.code, "receive", {}, dossiers.Asked(viewer=officer(DESK), now=MORNING))
    for post, name in ((LAND, "Cho ý kiến về thửa đất"), (FIRE, "Cho ý kiến về phòng cháy")):
        offers = dossier_coded(dossier.code, officer(post), MORNING).offers
        assert {each.key: each.name.vi for each in offers}["give_opinion"] == name
