"""Posts: given, ended, moved, each written down; nobody changes her own, and only an administrator an administrator's."""

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest

from kinhbac.base.clock import HCM
from kinhbac.base.text import Text
from kinhbac.kernel.types import Position, Refused, Viewer
from kinhbac.tools.identity import reads
from kinhbac.tools.identity.actions import posts
from kinhbac.tools.identity.models import Account, PostAct
from kinhbac.tools.identity.reads.who import signed_in
from kinhbac.tools.identity.types import ADMINISTRATOR
from tests.tools.identity.test_substitutes import SAMPLE, officer

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 4, 28, 9, tzinfo=HCM)
TODAY = NOW.date()


def viewer(found, role: str, office: str) -> Viewer:
    account, person, post = found
    return Viewer(account, person, (Position(post, role, office, date(2025, 7, 1)),))


@pytest.fixture
def hoa():
    return officer(1, "Hoa", "specialist")


@pytest.fixture
def yen() -> Viewer:
    return viewer(officer(9, "Yến", ADMINISTRATOR, "province"), ADMINISTRATOR, "province")


@pytest.fixture
def binh() -> Viewer:
    return viewer(officer(3, "Bình", "leader"), "leader", "here")


def new(number: int = 1, **other) -> posts.NewPost:
    values = {"role": "clerk", "title": SAMPLE, "first": TODAY, **other}
    return posts.NewPost(number=f"{number:012}", **values)


def given(by: Viewer, asked: posts.NewPost | None = None, office: str = "there", reason: str = "QĐ 5"):
    return posts.add_post(office=office, asked=asked or new(), reason=reason, viewer=by, now=NOW)


def test_a_post_is_given_and_written_down(hoa, yen):
    key = given(yen)
    (held,) = reads.posts_at("there", yen)
    assert (held.key, held.name, held.role, held.first, held.last) == (key, "Hoa", "clerk", TODAY, None)
    (act,) = reads.post_acts_at("there", yen)
    assert (act.act, act.name, act.by, act.at, act.reason) == ("added", "Hoa", "Yến", NOW, "QĐ 5")
    assert "there" in signed_in(hoa[0], TODAY).viewer.offices()


def test_whoever_has_no_account_gets_one(hoa, yen):
    Account.objects.filter(person=hoa[1]).delete()
    given(yen)
    account = Account.objects.get(person=hoa[1])
    assert not account.has_usable_password()


@pytest.mark.parametrize(
    ("asked", "reason", "code"),
    [
        (new(role="queen"), "QĐ", "post.role"),
        (new(title=Text(vi="A", en=" ")), "QĐ", "post.title"),
        (new(last=TODAY - timedelta(days=1)), "QĐ", "post.days"),
        (new(number=77), "QĐ", "post.nobody"),
        (new(number=3), "QĐ", "post.own"),
        (new(role=ADMINISTRATOR), "QĐ", "post.not_yours_to_give"),
        (new(), " ", "substitute.no_reason"),
    ],
)
def test_what_a_leader_cannot_give(hoa, binh, asked, reason, code):
    with pytest.raises(Refused) as refused:
        given(binh, asked, reason=reason)
    assert refused.value.refusal.code == code
    assert not PostAct.objects.exists()


def test_the_same_post_is_not_given_twice(hoa, yen):
    given(yen)
    with pytest.raises(Refused) as refused:
        given(yen)
    assert refused.value.refusal.code == "post.held_already"


def test_a_post_ends_with_a_day(hoa, binh):
    posts.end_post(post=hoa[2], last=TODAY, reason="Nghỉ hưu", viewer=binh, now=NOW)
    assert signed_in(hoa[0], TODAY).viewer.is_officer
    assert not signed_in(hoa[0], TODAY + timedelta(days=1)).viewer.is_officer
    assert reads.post_acts_at("here", binh)[0].act == "ended"


@pytest.mark.parametrize("last", [TODAY - timedelta(days=1), date(2025, 1, 1)])
def test_a_post_does_not_end_in_the_past(hoa, binh, last):
    with pytest.raises(Refused) as refused:
        posts.end_post(post=hoa[2], last=last, reason="Nghỉ", viewer=binh, now=NOW)
    assert refused.value.refusal.code == "post.days"


def test_a_post_moves_from_a_day(hoa, yen):
    first = TODAY + timedelta(days=3)
    posts.move_post(post=hoa[2], office="there", first=first, reason="Điều động", viewer=yen, now=NOW)
    days = {day: signed_in(hoa[0], day).viewer.offices() for day in (first - timedelta(days=1), first)}
    assert list(days.values()) == [{"here"}, {"there"}]
    assert [each.act for each in reads.post_acts_at("there", yen)] == ["moved"]
    with pytest.raises(Refused) as refused:
        posts.move_post(post=hoa[2], office="here", first=first, reason="Lại", viewer=yen, now=NOW)
    assert refused.value.refusal.code == "post.same_office"


def test_nobody_changes_her_own_post_nor_a_leader_an_administrators(yen, binh):
    for by, post, code in (
        (yen, yen.positions[0].key, "post.own"),
        (binh, binh.positions[0].key, "post.own"),
        (binh, yen.positions[0].key, "post.not_yours_to_give"),
        (yen, uuid4(), "substitute.no_such_post"),
    ):
        with pytest.raises(Refused) as refused:
            posts.end_post(post=post, last=TODAY, reason="Thử", viewer=by, now=NOW)
        assert refused.value.refusal.code == code


def test_posts_are_for_colleagues_and_administrators(hoa, yen, binh):
    stranger = viewer(officer(8, "Nam", "specialist", "elsewhere"), "specialist", "elsewhere")
    assert len(reads.posts_at("here", yen)) == len(reads.posts_at("here", binh)) == 2
    assert reads.posts_at("here", stranger) == ()
    assert reads.office_of_post(hoa[2], stranger) is None
    assert reads.office_of_post(hoa[2], binh) == "here"
