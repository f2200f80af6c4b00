"""Preparing the demo: the catalogue published, the cast enrolled, dossiers made by the same acts as real ones."""

import io
from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from PIL import Image, ImageDraw

from kinhbac.kernel import actions as cases
from kinhbac.kernel import definitions
from kinhbac.kernel.types import Viewer
from kinhbac.services.procedures.actions import applications, dossiers
from kinhbac.site.demo.births import Birth, answers, births
from kinhbac.site.demo.cast import Member, enrol, enrol_all
from kinhbac.site.publishing import publish_catalogue
from kinhbac.tools.identity.reads import signed_in

SIZES = {"small": 24, "full": 600}
PROCEDURE = "1.001193"

Report = Callable[[str, int, int], None]
"""Told of progress: what is being prepared, how many are done, how many there are."""


def prepare(size: str, report: Report) -> None:
    """Fill a fresh province with the demo of that size.

    Raises:
        KeyError: no such size; `SIZES` names them.
    """
    now = cases.clock.now()
    count = SIZES[size]
    publish_catalogue(settings.KINHBAC_CATALOGUE, now)
    enrol_all()
    calendar = definitions.current_calendar()
    for done, birth in enumerate(births(count, now, calendar), start=1):
        _make(birth, now)
        report("dossiers", done, count)


def _make(birth: Birth, now: datetime) -> None:
    mother = birth.mother()
    enrol(mother)
    viewer = _viewer(mother, now)
    application = applications.begin_application(procedure=PROCEDURE, viewer=viewer, now=birth.filed_at)
    paper = applications.attach(
        application=application,
        viewer=viewer,
        path="papers.birth_notice",
        upload=io.BytesIO(_birth_notice(birth)),
        now=birth.filed_at,
    )
    given = answers(birth, mother, str(paper.id))
    applications.replace_answers(application=application, viewer=viewer, answers=given, now=birth.filed_at)
    recorded = applications.submit(application=application, viewer=viewer, now=birth.filed_at)
    for act, officer, at in birth.acts():
        dossiers.do(recorded.case, act, {}, dossiers.Asked(viewer=_viewer(officer, now), now=at))


def _viewer(member: Member, now: datetime) -> Viewer:
    return signed_in(member.account, now.date()).viewer


def _birth_notice(birth: Birth) -> bytes:
    """Draw a paper that nobody takes for a real one."""
    picture = Image.new("RGB", (900, 640), "#fbf8f1")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((30, 30, 870, 610), outline="#1c1b1a", width=3)
    for line, words in enumerate(
        ("GIAY CHUNG SINH (MAU)", "BIRTH NOTICE - SAMPLE", f"No. {birth.number:06}")
    ):
        draw.text((80, 100 + 90 * line), words, fill="#1c1b1a", font_size=40)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=70)
    return out.getvalue()
