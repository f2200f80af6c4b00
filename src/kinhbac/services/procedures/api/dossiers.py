"""Dossiers for their applicants and for the officers who hold them: what is there, every act and every turn."""

from collections.abc import Callable
from datetime import datetime
from functools import cache
from typing import Any

from django.http import HttpRequest
from ninja import File, Path, Router, Schema
from ninja.files import UploadedFile
from ninja.params.functions import Header
from pydantic import Field, create_model

from kinhbac.kernel import actions as cases
from kinhbac.kernel.reads import NotFound
from kinhbac.kernel.types import Recorded, Viewer
from kinhbac.services.procedures.actions import dossiers as actions
from kinhbac.services.procedures.actions import turns
from kinhbac.services.procedures.api.schemas import (
    Code,
    CorrectionIn,
    DossierLine,
    DossierOut,
    KeptOut,
    Key,
    ReasonIn,
    ReasonOut,
    Receipt,
    Seen,
    UndoIn,
)
from kinhbac.services.procedures.api.values import ACTS, TURNS
from kinhbac.services.procedures.reads.desk import to_do
from kinhbac.services.procedures.reads.dossiers import dossier_coded, own_dossiers
from kinhbac.services.procedures.reads.own import own_dossier
from kinhbac.services.procedures.types import Dossier, DossierSummary
from kinhbac.tools.files.types import KeptFile
from kinhbac.tools.identity.doors import for_officers, for_signed_in
from kinhbac.tools.looking.actions import give_reason_for_case
from kinhbac.tools.sign_in.doors import refuse_level
from kinhbac.tools.sign_in.types import SUBMIT_DOSSIER

router = Router(tags=["dossiers"])
ONCE: Any = Header(
    ...,
    alias="Idempotency-Key",
    pattern=r"^[!-~]{8,80}$",
    description="Of one's own making, another for every act: sent again, the act is done once and answered again.",
)


@router.get("/dossiers", response=list[DossierLine], summary="List one's own dossiers")
@for_signed_in
def list_dossiers(request: HttpRequest) -> list[DossierSummary]:
    """Return the dossiers of which one is the applicant, newest first."""
    return list(own_dossiers(_viewer(request), cases.clock.now()))


@router.get("/desk", response=list[DossierLine], summary="List what one's posts hold")
@for_officers
def list_desk(request: HttpRequest) -> list[DossierSummary]:
    """Return the dossiers whose open step one of the officer's posts holds, the most pressing first."""
    return list(to_do(_viewer(request), cases.clock.now()))


@router.get(
    "/dossiers/{code}",
    response={200: DossierOut, (404, 409, 422): None},
    by_alias=True,
    summary="Open a dossier; that one did is recorded",
)
@for_signed_in
def show_dossier(request: HttpRequest, code: Path[Code]) -> Dossier:
    """Return a dossier, whole, to its applicant, who acts for her, or an officer of an office that holds or held it."""
    viewer, now = _viewer(request), cases.clock.now()
    try:
        return own_dossier(code, viewer, now)
    except NotFound:
        if not viewer.is_officer:
            raise
        return dossier_coded(code, viewer, now)


@router.post(
    "/dossiers/{code}/reason",
    response={200: ReasonOut, (404, 409, 422): None},
    summary="Give a reason to open a dossier outside one's work",
)
@for_officers
def give_reason(request: HttpRequest, code: Path[Code], asked: ReasonIn) -> dict[str, datetime]:
    """Keep why one must open a dossier that one neither holds nor held; its owner and one's leader read it."""
    until = give_reason_for_case(
        code=code, reason=asked.reason, viewer=_viewer(request), now=cases.clock.now()
    )
    return {"until": until}


@cache
def _body(values: type[Schema]) -> type[Schema]:
    """Return what is sent with these values: on which state it was decided, beside them."""
    needed = any(each.is_required() for each in values.model_fields.values())
    return create_model(
        f"{values.__name__}In",
        __base__=Schema,
        __doc__=values.__doc__,
        values=(values, ... if needed else Field(default_factory=values)),
        seen=(Seen, None),
    )


def _operation(address: str, name: str, values: type[Schema], view: Callable[..., Any]) -> None:
    """Add the operation of one act or turn, with its own values declared."""
    body = _body(values)

    def operation(request: HttpRequest, code: Path[Code], asked: Any, once: str = ONCE) -> Recorded:
        refuse_level(request, SUBMIT_DOSSIER if name in TURNS else name)
        return _done(view, request, code, asked, once)

    operation.__name__ = f"{name}_dossier"
    operation.__annotations__["asked"] = body
    door = for_officers if name in ACTS else for_signed_in
    router.post(
        address,
        response={200: Receipt, (404, 409, 422): None},
        summary=f"{name.replace('_', ' ').capitalize()}: {(values.__doc__ or '').rstrip('.')}",
        operation_id=operation.__name__,
    )(door(operation))


def _done(view: Callable[..., Any], request: HttpRequest, code: str, asked: Any, once: str) -> Recorded:
    how = actions.Asked(_viewer(request), seen=asked.seen, key=once)
    recorded: Recorded = view(code, asked.values.model_dump(mode="json", exclude_none=True), how)
    return recorded


def _act(name: str) -> Callable[..., Recorded]:
    return lambda code, values, how: actions.do(code, name, values, how)


for _name, _values in ACTS.items():
    _operation(f"/dossiers/{{code}}/acts/{_name}", _name, _values, _act(_name))


@router.post(
    "/dossiers/{code}/acts/{act}",
    response={200: Receipt, (404, 409, 422): None},
    include_in_schema=False,
)
@for_officers
def do_unknown_act(
    request: HttpRequest, code: Path[Code], act: Path[Key], asked: UndoIn, once: str = ONCE
) -> Recorded:
    """Refuse what is no act of officers, in the words of the rules."""
    refuse_level(request, act)
    return actions.do(code, act, {}, actions.Asked(_viewer(request), seen=asked.seen, key=once))


def _turn(name: str) -> Callable[..., Recorded]:
    turn = getattr(turns, name)
    return lambda code, values, how: turn(code, asked=how, **values)


for _name, _values in TURNS.items():
    _operation(f"/dossiers/{{code}}/turns/{_name}", _name, _values, _turn(_name))


@router.post(
    "/dossiers/{code}/files",
    response={200: KeptOut, (404, 409, 422, 429, 507): None},
    summary="Hand in a paper for a supplement or an adjustment",
)
@for_signed_in
def hand_in_paper(request: HttpRequest, code: Path[Code], file: File[UploadedFile]) -> KeptFile:
    """Keep a paper of the applicant's. Name it as `{"file": id, "name": original_name}` in what is sent then."""
    return turns.attach(code, upload=file, asked=actions.Asked(_viewer(request)))


@router.post(
    "/dossiers/{code}/undo",
    response={200: Receipt, (404, 409, 422): None},
    summary="Take back one's last act",
)
@for_officers
def undo_act(request: HttpRequest, code: Path[Code], asked: UndoIn, once: str = ONCE) -> Recorded:
    """Take back one's last act, before anybody else has acted."""
    return actions.undo(code, actions.Asked(_viewer(request), seen=asked.seen, key=once))


@router.post(
    "/dossiers/{code}/corrections",
    response={200: Receipt, (404, 409, 422): None},
    summary="Correct answers, with a reason",
)
@for_officers
def correct_answers(
    request: HttpRequest, code: Path[Code], asked: CorrectionIn, once: str = ONCE
) -> Recorded:
    """Correct what was entered; the corrected form must still hold, and the old answers stay in the journal."""
    how = actions.Asked(_viewer(request), seen=asked.seen, key=once)
    return actions.correct(code, asked.changes, asked.reason, how)


def _viewer(request: HttpRequest) -> Viewer:
    viewer: Viewer = request.who.viewer  # type: ignore[attr-defined]  # put there by identity's middleware
    return viewer
