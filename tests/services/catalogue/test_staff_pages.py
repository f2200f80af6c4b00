"""Staff in the browser: an administrator finds any office, a leader keeps her own, nobody else gets in."""

import pytest
from django.urls import reverse

from kinhbac.site.demo import cast
from kinhbac.tools.identity.models import Post
from tests.services.catalogue.conftest import TODAY, TOMORROW
from tests.services.catalogue.test_pages import said
from tests.services.procedures.browsing import browser

pytestmark = pytest.mark.usefixtures("morning")

OWN, OTHER = "2025.09187.committee", "2025.07210.committee"
STAFF = "desk_staff"


def test_an_administrator_finds_an_office_and_gives_ends_and_moves_a_post(desk):
    found = said(desk.get(reverse(STAFF), {"q": "kinh bac"}))
    assert OWN in found
    assert cast.HOA.name in said(desk.get(reverse(STAFF), {"office": OWN}))
    given = {
        "office": OTHER,
        "number": "027 190 002 002",
        "role": "clerk",
        "title_vi": "Văn thư",
        "title_en": "Clerk",
        "first": TODAY.isoformat(),
        "reason": "QĐ 12",
    }
    wrong = desk.post(reverse("desk_staff_add"), {**given, "title_en": ""})
    assert (wrong.status_code, 'value="QĐ 12"' in wrong.content.decode()) == (409, True)
    done = said(desk.post(reverse("desk_staff_add"), given, follow=True))
    assert "The post is given." in done
    assert f"Post given: {cast.HOA.name}" in done
    post = Post.objects.get(office=OTHER, person=cast.HOA.person)
    moved = {"post": post.pk, "to": OWN, "first": TOMORROW.isoformat(), "reason": "Điều động"}
    assert "Moved to the other office." in said(desk.post(reverse("desk_staff_move"), moved, follow=True))
    ended = {"post": cast.TUAN.post, "last": TOMORROW.isoformat(), "reason": "Nghỉ hưu"}
    assert "The last day is recorded." in said(desk.post(reverse("desk_staff_end"), ended, follow=True))


def test_a_leader_keeps_the_posts_of_her_own_office_alone(province):
    client = browser(cast.BINH, "en")
    assert OWN in said(client.get(reverse(STAFF)))
    assert client.get(reverse(STAFF), {"office": OWN}).status_code == 200
    assert client.get(reverse(STAFF), {"office": OTHER}).status_code == 403
    elsewhere = {"post": cast.LY.post, "last": TOMORROW.isoformat(), "reason": "Thử"}
    assert client.post(reverse("desk_staff_end"), elsewhere).status_code == 403
    away = {"post": cast.HOA.post, "to": OTHER, "first": TOMORROW.isoformat(), "reason": "Thử"}
    refused = client.post(reverse("desk_staff_move"), away)
    assert (refused.status_code, "There is no such office" in said(refused)) == (409, True)
    assert Post.objects.get(pk=cast.HOA.post).valid_to is None


@pytest.mark.parametrize("member", [cast.HOA, cast.MINH, cast.LAN])
def test_nobody_else_gets_in(province, member):
    client = browser(member)
    assert client.get(reverse(STAFF)).status_code == 403
    assert client.get(reverse(STAFF), {"office": OWN}).status_code == 403
    ended = {"post": cast.TUAN.post, "last": TOMORROW.isoformat(), "reason": "Thử"}
    assert client.post(reverse("desk_staff_end"), ended).status_code == 403
