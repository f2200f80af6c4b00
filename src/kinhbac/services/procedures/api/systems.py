"""For other systems of the province: where a dossier stands. That they asked, and why, its applicant reads on its page."""

from typing import Annotated

from django.http import HttpRequest
from ninja import Path, Query, Router
from pydantic import Field

from kinhbac.kernel import actions as cases
from kinhbac.services.procedures.api.schemas import Code, GlanceOut
from kinhbac.services.procedures.reads.dossiers import glance_for_system
from kinhbac.services.procedures.types import Glance
from kinhbac.tools.identity.doors import closed_to_people
from kinhbac.tools.provider.doors import for_systems, system_asking
from kinhbac.tools.provider.types import DOSSIERS

router = Router(tags=["systems"])
Purpose = Annotated[
    str,
    Field(
        pattern=r"^[^\x00-\x1f\x7f]{5,100}$",
        examples=["Xét học bổng năm 2026"],
        description="Why; its applicant reads it beside the system's name.",
    ),
]


@router.get(
    "/systems/dossiers/{code}",
    response={200: GlanceOut, (404, 422): None},
    by_alias=True,
    summary="Show another system where a dossier stands; that it asked is recorded",
)
@for_systems(DOSSIERS)
@closed_to_people
def show_status(request: HttpRequest, code: Path[Code], purpose: Query[Purpose]) -> Glance:
    """Return where a dossier stands; nothing about any person."""
    system = system_asking(request)
    return glance_for_system(code, system=system.key, purpose=purpose.strip(), now=cases.clock.now())
