"""For everybody: the procedures on offer, and where a dossier stands for whoever bears its code."""

from typing import Any

from django.http import HttpRequest
from django.views.decorators.csrf import csrf_exempt
from ninja import Path, Router

from kinhbac.base.clock import HCM
from kinhbac.kernel import actions as cases
from kinhbac.kernel.definitions import NotPublished
from kinhbac.kernel.reads import NotFound
from kinhbac.services.procedures.actions.lookup import look_up
from kinhbac.services.procedures.api.schemas import (
    GlanceOut,
    Key,
    LookupIn,
    ProcedureLine,
    ProcedureOut,
)
from kinhbac.services.procedures.reads.published import procedure_now, procedures_on
from kinhbac.services.procedures.types import Glance
from kinhbac.tools.grammar.types import Procedure
from kinhbac.tools.identity.doors import open_to_all
from kinhbac.tools.limits.doors import address_of
from kinhbac.tools.provider.doors import for_systems
from kinhbac.tools.provider.types import CATALOGUE

router = Router(tags=["public"])


@router.get("/procedures", response=list[ProcedureLine], summary="List the procedures on offer")
@for_systems(CATALOGUE)
@open_to_all
def list_procedures(request: HttpRequest) -> list[Procedure]:  # noqa: ARG001 - ninja knows it by its name
    """Return the current version of every procedure in force today, by key."""
    return list(procedures_on(cases.clock.now().astimezone(HCM).date()))


@router.get(
    "/procedures/{key}",
    response={200: ProcedureOut, (404, 422): None},
    summary="Show a procedure with its form",
)
@for_systems(CATALOGUE)
@open_to_all
def show_procedure(request: HttpRequest, key: Path[Key]) -> dict[str, Any]:  # noqa: ARG001 - ninja knows it by its name
    """Return a procedure's current version: the JSON Schema of its answers, and the pages that ask for them."""
    try:
        procedure, definition = procedure_now(key)
    except NotPublished as missing:
        raise NotFound(key) from missing
    form = procedure.form
    pages = [
        {"key": page.key, "title": form.title_of(page), "fields": page.fields, "when": page.when}
        for page in form.pages
    ]
    line = {name: getattr(procedure, name) for name in ProcedureLine.model_fields}
    return {**line, "definition": definition, "form": {"answers": form.schema, "pages": pages}}


@router.post(
    "/lookup",
    response={200: GlanceOut, (404, 422, 429): None},
    by_alias=True,
    summary="Look a dossier up without an account",
)
@csrf_exempt  # rests on no session
@open_to_all
def look_up_dossier(request: HttpRequest, asked: LookupIn) -> Glance:
    """Return where a dossier stands. A wrong number and an unknown one get the same answer; few tries an hour."""
    found = look_up(code=asked.code, digits=asked.digits, asker=address_of(request))
    if found is None:
        raise NotFound(asked.code)
    return found
