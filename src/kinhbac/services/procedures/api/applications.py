"""Filling in and sending a form, as programs do: all answers at once."""

from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Body, File, Form, Router
from ninja.files import UploadedFile
from pydantic import Field

from kinhbac.base.clock import HCM
from kinhbac.kernel import actions as cases
from kinhbac.kernel.definitions import NotPublished
from kinhbac.kernel.reads import NotFound
from kinhbac.kernel.types import Recorded, Viewer
from kinhbac.services.procedures.actions import applications as actions
from kinhbac.services.procedures.api.schemas import ActingForOut, ApplicationOut, Begin, KeptOut, Receipt
from kinhbac.services.procedures.reads.own import Draft, own_draft
from kinhbac.services.procedures.reads.published import choices
from kinhbac.services.procedures.rules.misfits import misfits
from kinhbac.services.procedures.types import Incomplete
from kinhbac.tools.files.types import KeptFile
from kinhbac.tools.identity.doors import for_signed_in
from kinhbac.tools.identity.reads import firms_of
from kinhbac.tools.identity.reads.mandates import held_by
from kinhbac.tools.identity.types import MandateState
from kinhbac.tools.sign_in.doors import refuse_level
from kinhbac.tools.sign_in.types import SUBMIT_DOSSIER

router = Router(tags=["applications"])
AnswerPath = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_.]{0,79}$", examples=["papers.birth_notice"])]


@router.get("/acting-for", response=ActingForOut, summary="List for whom one may act today")
@for_signed_in
def list_acting_for(request: HttpRequest) -> dict[str, Any]:
    """Return the firms that let one act for them, and the mandates that one holds, as of today."""
    viewer, today = _viewer(request), cases.clock.now().astimezone(HCM).date()
    held = [each for each in held_by(viewer) if each.state_on(today) is MandateState.HOLDS]
    return {"firms": firms_of(viewer, today), "mandates": held}


@router.post(
    "/applications",
    response={200: ApplicationOut, (404, 409, 422): None},
    summary="Begin a form, or take up the one not sent yet",
)
@for_signed_in
def begin_application(request: HttpRequest, wanted: Begin) -> Draft:
    """Begin a form under the procedure's current version, for oneself, a firm, or another person under a mandate.

    A firm or mandate that does not serve is refused with the reason, now and when the form is sent.
    """
    viewer = _viewer(request)
    try:
        begun = actions.begin_application(
            procedure=wanted.procedure,
            viewer=viewer,
            firm=wanted.firm,
            mandate=wanted.mandate,
            said=wanted.eligibility,
        )
    except NotPublished as missing:
        raise NotFound(wanted.procedure) from missing
    return own_draft(begun, viewer)


@router.get(
    "/applications/{uuid:application}",
    response={200: ApplicationOut, (404, 422): None},
    summary="Show one's own form",
)
@for_signed_in
def show_application(request: HttpRequest, application: UUID) -> Draft:
    """Return a form with the answers given so far."""
    return own_draft(application, _viewer(request))


@router.put(
    "/applications/{uuid:application}/answers",
    response={200: ApplicationOut, (404, 422): None},
    summary="Put all answers in place of those that stand there",
)
@for_signed_in
def put_answers(request: HttpRequest, application: UUID, answers: Body[dict[str, Any]]) -> Draft:
    """Keep a whole set of answers. Some may still be missing; one that answers no question asked is refused."""
    viewer = _viewer(request)
    today = cases.clock.now().astimezone(HCM).date()
    form = own_draft(application, viewer).procedure.form
    faults = misfits(form, answers, today=today, choices=choices(today))
    if faults:
        raise Incomplete(faults)
    actions.replace_answers(application=application, viewer=viewer, answers=answers)
    return own_draft(application, viewer)


@router.post(
    "/applications/{uuid:application}/files",
    response={200: KeptOut, (404, 422, 429, 507): None},
    summary="Hand in a paper or a photograph",
)
@for_signed_in
def hand_in_file(
    request: HttpRequest, application: UUID, path: Form[AnswerPath], file: File[UploadedFile]
) -> KeptFile:
    """Keep a file for an answer. Put `{"file": id, "name": original_name}` into the answer's list to refer to it."""
    return actions.attach(application=application, viewer=_viewer(request), path=path, upload=file)


@router.post(
    "/applications/{uuid:application}/submit",
    response={200: Receipt, (404, 409, 422, 429): None},
    summary="Send the form: it becomes a dossier with a code",
)
@for_signed_in
def submit_application(request: HttpRequest, application: UUID) -> Recorded:
    """Send a form. Sent twice, it is the same dossier; where answers are missing or wrong, each is named."""
    refuse_level(request, SUBMIT_DOSSIER)
    return actions.submit(application=application, viewer=_viewer(request))


def _viewer(request: HttpRequest) -> Viewer:
    viewer: Viewer = request.who.viewer  # type: ignore[attr-defined]  # put there by identity's middleware
    return viewer
