"""Dossiers for their applicants and for the officers who hold them: what is there, and the acts of a day."""

from typing import Any

from django.http import HttpRequest
from ninja import Path, Router
from ninja.params.functions import Header

from kinhbac.kernel import actions as cases
from kinhbac.kernel.reads import NotFound
from kinhbac.kernel.types import Recorded, Viewer
from kinhbac.services.procedures.actions import dossiers as actions
from kinhbac.services.procedures.api.schemas import (
    ActIn,
    Code,
    CorrectionIn,
    DossierLine,
    DossierOut,
    Key,
    Receipt,
    UndoIn,
)
from kinhbac.services.procedures.reads.desk import to_do
from kinhbac.services.procedures.reads.dossiers import WORK, dossier_coded, own_dossiers
from kinhbac.services.procedures.reads.own import own_dossier
from kinhbac.services.procedures.types import Dossier, DossierSummary
from kinhbac.tools.identity.doors import for_officers, for_signed_in

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
    response={200: DossierOut, (404, 422): None},
    by_alias=True,
    summary="Open a dossier; that one did is recorded",
)
@for_signed_in
def show_dossier(request: HttpRequest, code: Path[Code]) -> Dossier:
    """Return a dossier, whole, to its applicant or to an officer of an office that holds or held it."""
    viewer, now = _viewer(request), cases.clock.now()
    try:
        return own_dossier(code, viewer, now)
    except NotFound:
        if not viewer.is_officer:
            raise
        return dossier_coded(code, viewer, now, purpose=WORK)


@router.post(
    "/dossiers/{code}/acts/{act}",
    response={200: Receipt, (404, 409, 422): None},
    summary="Do an act that the dossier offers",
)
@for_officers
def do_act(
    request: HttpRequest, code: Path[Code], act: Path[Key], asked: ActIn, once: str = ONCE
) -> Recorded:
    """Receive, propose, approve, return for rework, issue the result or hand it over, as the present step offers."""
    how = actions.Asked(_viewer(request), seen=asked.seen, key=once)
    return actions.do(code, act, asked.values, how)


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
