"""A province to work in: the catalogue published, the demo's cast enrolled, files and seals in folders of the test."""

from datetime import datetime
from io import BytesIO
from uuid import UUID

import pytest
from PIL import Image

from kinhbac.base.clock import HCM, FixedClock
from kinhbac.kernel import actions as cases
from kinhbac.kernel import definitions
from kinhbac.kernel.types import Viewer
from kinhbac.services.procedures.actions import applications, dossiers
from kinhbac.site.demo import cast
from kinhbac.site.demo.births import Birth, answers
from kinhbac.site.publishing import Plain, publish
from kinhbac.tools.identity.reads.who import signed_in
from tests.support.catalogue import few_plain, whole_plain
from tests.support.standing import stand

BIRTH = "1.001193"
MORNING = datetime(2026, 4, 28, 9, 0, tzinfo=HCM)


@pytest.fixture
def catalogue(request: pytest.FixtureRequest) -> tuple[Plain, ...]:
    """The catalogue as it is stored: with the procedures of the stories, or whole for a test marked so."""
    return whole_plain() if request.node.get_closest_marker("whole_catalogue") else few_plain()


@pytest.fixture
def province(db, settings, tmp_path, catalogue):
    """Publish and enrol, on a data folder marked as a demo."""
    for name in ("FILES", "SEALS", "OUTBOX"):
        setattr(settings, f"KINHBAC_{name}", tmp_path / name.lower())
    settings.KINHBAC_DATA = tmp_path
    (tmp_path / "demo").write_text("small\n")
    definitions.forget()

    def make() -> None:
        publish(catalogue, MORNING)
        cast.enrol_all()

    stand(catalogue, make)
    yield tmp_path
    definitions.forget()


@pytest.fixture
def morning(monkeypatch):
    """Let the house's clock stand still on the morning of the stories."""
    monkeypatch.setattr(cases, "clock", FixedClock(MORNING))


def viewer_of(member: cast.Member) -> Viewer:
    """Return a member of the cast as a viewer with today's posts."""
    return signed_in(member.account, MORNING.date()).viewer


def photograph(name: str = "giay-chung-sinh.jpg") -> BytesIO:
    """Return a small photograph, as a browser would send it."""
    picture = BytesIO()
    Image.new("RGB", (60, 40), "white").save(picture, "JPEG")
    picture.seek(0)
    picture.name = name
    return picture


def filled_in(member: cast.Member = cast.LAN, now: datetime = MORNING) -> UUID:
    """Return an application of a member of the cast that is ready to be sent."""
    viewer = viewer_of(member)
    application = applications.begin_application(procedure=BIRTH, viewer=viewer, now=now)
    paper = applications.attach(
        application=application, viewer=viewer, path="papers.birth_notice", upload=photograph(), now=now
    )
    birth = Birth(number=1, commune=member.commune, moments=(now,))
    given = answers(birth, member, str(paper.id))
    applications.replace_answers(application=application, viewer=viewer, answers=given, now=now)
    return application


def submitted(member: cast.Member = cast.LAN, now: datetime = MORNING):
    """Return the receipt of a dossier that a member of the cast has submitted."""
    return applications.submit(application=filled_in(member, now), viewer=viewer_of(member), now=now)


DAY = (
    (cast.MINH, "receive", {}),
    (cast.HOA, "propose", {"note": "Đủ điều kiện"}),
    (cast.BINH, "approve", {}),
    (cast.HOA, "issue_result", {}),
    (cast.MINH, "hand_over", {"to": "applicant"}),
)
"""The acts of a normal day, each by whom."""


def carried_on(case: UUID, acts: int, now: datetime = MORNING) -> None:
    """Do the first acts of a normal day on a dossier."""
    for officer, name, values in DAY[:acts]:
        dossiers.do(case, name, values, dossiers.Asked(viewer=viewer_of(officer), now=now))
