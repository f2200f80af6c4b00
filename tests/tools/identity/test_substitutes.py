"""Substitution during leave: a colleague holds the post on those days, in somebody's stead, and nobody else does."""

from datetime import date, datetime
from uuid import uuid4

import pytest

from kinhbac.base.clock import HCM
from kinhbac.base.text import Text
from kinhbac.kernel.types import Position, Refused, Viewer
from kinhbac.tools.identity import actions, reads
from kinhbac.tools.identity.models import Post
from kinhbac.tools.identity.reads.who import signed_in
from kinhbac.tools.identity.types import PersonCard

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 4, 28, 9, tzinfo=HCM)
FIRST, LAST = date(2026, 5, 4), date(2026, 5, 8)
SAMPLE = Text(vi="mẫu", en="sample")


def officer(number: int, name: str, role: str, office: str = "here"):
    person, account, post = uuid4(), uuid4(), uuid4()
    actions.enrol(
        PersonCard(person, name, f"{number:012}", date(1990, 1, 1), "female", "01", "VN", "", "", "", SAMPLE)
    )
    actions.open_account(account=account, name=f"account {number}", person=person)
    actions.appoint(
        person=person, role=role, office=office, title=SAMPLE, valid_from=date(2025, 7, 1), post=post
    )
    return account, person, post


@pytest.fixture
def office():
    hoa, tuan, binh = (
        officer(1, "Hoa", "specialist"),
        officer(2, "Tuấn", "specialist"),
        officer(3, "Bình", "leader"),
    )
    leader = Viewer(binh[0], binh[1], (Position(binh[2], "leader", "here", date(2025, 7, 1)),))
    return hoa, tuan, leader


def substitute(office, **other):
    hoa, tuan, leader = office
    values = {
        "post": hoa[2],
        "person": tuan[1],
        "first": FIRST,
        "last": LAST,
        "reason": "Nghỉ phép",
        "viewer": leader,
        "now": NOW,
    }
    return actions.substitute(**(values | other))


def test_on_those_days_the_colleague_holds_the_post_in_her_stead(office):
    hoa, tuan, leader = office
    substitute(office)
    for day, posts in ((date(2026, 5, 3), 1), (FIRST, 2), (LAST, 2), (date(2026, 5, 9), 1)):
        assert len(signed_in(tuan[0], day).viewer.positions) == posts
    who = signed_in(tuan[0], FIRST)
    assert (who.title, who.instead_of) == (SAMPLE, ("Hoa",))
    assert signed_in(tuan[0], date(2026, 5, 9)).instead_of == ()
    assert who.viewer.people() == {tuan[1], hoa[1]}
    assert who.viewer.acting_in(who.viewer.positions[1]).on_behalf_of == hoa[1]
    assert len(signed_in(hoa[0], FIRST).viewer.positions) == 1
    (line,) = reads.substitutions_at("here", leader, FIRST)
    assert (line.absent, line.substitute, line.arranged_by, line.reason) == (
        "Hoa",
        "Tuấn",
        "Bình",
        "Nghỉ phép",
    )


def test_ended_it_is_over_at_once(office):
    _, tuan, leader = office
    post = substitute(office)
    actions.end_substitution(post=post, viewer=leader, now=datetime(2026, 5, 5, 10, tzinfo=HCM))
    assert len(signed_in(tuan[0], date(2026, 5, 5)).viewer.positions) == 1
    assert len(signed_in(tuan[0], FIRST).viewer.positions) == 2
    with pytest.raises(Refused):
        actions.end_substitution(post=post, viewer=leader, now=datetime(2026, 5, 5, 10, tzinfo=HCM))


@pytest.mark.parametrize(
    ("other", "code"),
    [
        ({"last": date(2026, 5, 3)}, "substitute.days"),
        ({"first": date(2026, 4, 1), "last": date(2026, 4, 27)}, "substitute.days"),
        ({"first": date(2025, 1, 1)}, "substitute.days"),
        ({"reason": "  "}, "substitute.no_reason"),
        ({"person": uuid4()}, "substitute.no_colleague"),
        ({"post": uuid4()}, "substitute.no_such_post"),
        ({"viewer": Viewer()}, "substitute.no_such_post"),
    ],
)
def test_what_does_not_fit_is_refused(office, other, code):
    with pytest.raises(Refused) as refused:
        substitute(office, **other)
    assert refused.value.refusal.code == code
    assert not Post.objects.exclude(instead_of=None).exists()


def test_nobody_stands_in_for_herself_nor_two_for_one(office):
    with pytest.raises(Refused, match="chính mình"):
        substitute(office, person=office[0][1])
    substitute(office)
    with pytest.raises(Refused, match="đã có người"):
        substitute(office, first=LAST, last=date(2026, 5, 20))
    substitute(office, first=date(2026, 5, 9), last=date(2026, 5, 20))


def test_officers_are_named_to_their_colleagues_only(office):
    _, _, leader = office
    assert [each.name for each in reads.officers_of("here", leader, FIRST)] == ["Bình", "Hoa", "Tuấn"]
    assert reads.officers_of("elsewhere", leader, FIRST) == ()
    assert reads.officers_of("here", Viewer(person=uuid4()), FIRST) == ()
    assert reads.substitutions_at("here", Viewer(), FIRST) == ()
