"""The officers of the cast as people of the house, and Tuấn, a second specialist at Hoa's office."""

from datetime import date
from uuid import UUID

from kinhbac.base.text import Text
from kinhbac.kernel.types import Position, Viewer
from kinhbac.tools.identity import actions
from kinhbac.tools.identity.types import PersonCard
from tests.cast import BINH, COMMITTEE, HOA, MINH, NAM_ELSEWHERE

TUAN = Viewer(
    account=UUID(int=0x7A0),
    person=UUID(int=0x7A1),
    positions=(Position(UUID(int=0x7A2), "specialist", COMMITTEE, date(2025, 7, 1)),),
)
OFFICERS = {"Minh": MINH, "Hoa": HOA, "Bình": BINH, "Nam": NAM_ELSEWHERE, "Tuấn": TUAN}
TITLES = {
    "specialist": Text(vi="Công chức chuyên môn", en="Specialist"),
    "leader": Text(vi="Lãnh đạo", en="Leader"),
    "one_stop": Text(vi="Một cửa", en="One-stop officer"),
}


def enrolled(name: str, viewer: Viewer) -> Viewer:
    post = viewer.positions[0]
    number = str(viewer.person.int).zfill(12)[:12]
    sample = Text(vi="mẫu", en="sample")
    actions.enrol(
        PersonCard(viewer.person, name, number, date(1990, 1, 1), "female", "01", "VN", "", "", "", sample)
    )
    actions.open_account(account=viewer.account, name=name, person=viewer.person)
    actions.appoint(
        person=viewer.person,
        role=post.role,
        office=post.office,
        title=TITLES[post.role],
        valid_from=post.valid_from,
        post=post.key,
    )
    return viewer
