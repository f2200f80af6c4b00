"""Bundles for whoever filed them and for the desk where they were filed: how far each part is; and ending one whole."""

from typing import Any

from django.http import HttpRequest
from ninja import Path, Router
from ninja.params.functions import Header

from kinhbac.kernel import actions as cases
from kinhbac.kernel.reads import NotFound
from kinhbac.kernel.types import Recorded, Viewer
from kinhbac.services.procedures.actions.bundles import end_whole
from kinhbac.services.procedures.api.schemas import BundleOut, Code, DossierLine, Receipt
from kinhbac.services.procedures.api.values import Reasoned
from kinhbac.services.procedures.reads.bundles import WholeSeen, bundle_at_work, own_bundle, own_bundles
from kinhbac.services.procedures.rules.own_turns import OwnTurn
from kinhbac.services.procedures.types import DossierSummary
from kinhbac.tools.identity.doors import for_signed_in
from kinhbac.tools.sign_in.doors import refuse_level
from kinhbac.tools.sign_in.types import SUBMIT_DOSSIER

router = Router(tags=["bundles"])
ONCE: Any = Header(
    ...,
    alias="Idempotency-Key",
    pattern=r"^[!-~]{8,76}$",  # that of each part is made of it
    description="Of one's own making, another for every act: sent again, the act is done once and answered again.",
)


@router.get("/bundles", response=list[DossierLine], summary="List one's own bundles")
@for_signed_in
def list_bundles(request: HttpRequest) -> list[DossierSummary]:
    """Return the bundles of which one is the applicant, or acts for her, newest first."""
    return list(own_bundles(_viewer(request), cases.clock.now()))


@router.get(
    "/bundles/{code}",
    response={200: BundleOut, (404, 409, 422): None},
    by_alias=True,
    summary="Open a bundle: its parts, where each stands, until when; that one did is recorded",
)
@for_signed_in
def show_bundle(request: HttpRequest, code: Path[Code]) -> WholeSeen:
    """Return a bundle to its applicant, to who acts for her, or to an officer of the desk where it was filed."""
    viewer, now = _viewer(request), cases.clock.now()
    try:
        return own_bundle(code, viewer, now)
    except NotFound:
        if not viewer.is_officer:
            raise
        return bundle_at_work(code, viewer, now)


@router.post(
    "/bundles/{code}/turns/stop",
    response={200: Receipt, (404, 409, 422): None},
    summary="Stop: every part that may be, and open no more of it",
)
@for_signed_in
def stop_bundle(request: HttpRequest, code: Path[Code], asked: Reasoned, once: str = ONCE) -> Recorded:
    """Stop every part before its decision."""
    return _end(request, code, OwnTurn.STOP, asked, once)


@router.post(
    "/bundles/{code}/turns/withdraw",
    response={200: Receipt, (404, 409, 422): None},
    summary="Withdraw: every part that may be, and open no more of it",
)
@for_signed_in
def withdraw_bundle(request: HttpRequest, code: Path[Code], asked: Reasoned, once: str = ONCE) -> Recorded:
    """Take back every part before its result."""
    return _end(request, code, OwnTurn.WITHDRAW, asked, once)


def _end(request: HttpRequest, code: str, turn: OwnTurn, asked: Reasoned, once: str) -> Recorded:
    refuse_level(request, SUBMIT_DOSSIER)
    return end_whole(code, turn, viewer=_viewer(request), reason=asked.reason, key=once)


def _viewer(request: HttpRequest) -> Viewer:
    viewer: Viewer = request.who.viewer  # type: ignore[attr-defined]  # put there by identity's middleware
    return viewer
