"""What is known of a person's e-identity (định danh điện tử): its level, and the papers integrated in it. Her own only."""

from datetime import date

from kinhbac.base.text import Text
from kinhbac.kernel.types import Viewer
from kinhbac.tools.identity.models import Eid, EidItem
from kinhbac.tools.identity.types import EidCard, EidPaper


def own_eid(viewer: Viewer, day: date) -> EidCard | None:
    """Return the viewer's e-identity as its record tells of a day; None where it tells nothing, which is not level 1.

    Law:
        Nghị định 69/2024/NĐ-CP (levels); Nghị quyết 66.22/2026/NQ-CP, Điều 5 (told at the person's own request).
    """
    if viewer.person is None:
        return None
    row = Eid.objects.filter(person=viewer.person, since__lte=day).first()
    if row is None:
        return None
    papers = EidItem.objects.filter(person=viewer.person, since__lte=day).order_by("item")
    return EidCard(
        level=row.level,
        since=row.since,
        source=Text(vi=row.source_vi, en=row.source_en),
        papers=tuple(
            EidPaper(each.item, Text(vi=each.name_vi, en=each.name_en), each.since) for each in papers
        ),
    )
