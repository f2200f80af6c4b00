"""A citizen's own page (Của tôi): the beginning of each thing that is hers, and the papers of her dossiers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from kinhbac.base.clock import HCM
from kinhbac.base.text import Text
from kinhbac.kernel import definitions
from kinhbac.kernel import reads as cases
from kinhbac.kernel.types import Viewer
from kinhbac.services.procedures.reads.looked import looked_at
from kinhbac.services.procedures.reads.mine import mine_of
from kinhbac.services.procedures.reads.own import references_at
from kinhbac.services.procedures.reads.phrases import about
from kinhbac.services.procedures.reads.published import procedure_now, procedure_of
from kinhbac.services.procedures.rules.answers import current_answers, standing
from kinhbac.services.procedures.rules.dossier import KIND
from kinhbac.services.procedures.rules.files import SUPPLEMENTED
from kinhbac.services.procedures.types import DossierSummary, Seen
from kinhbac.tools.forms.types import Form, Widget
from kinhbac.tools.grammar.rules import term_on
from kinhbac.tools.grammar.types import RESOLUTION
from kinhbac.tools.identity.reads import firms_of
from kinhbac.tools.identity.reads.mandates import given_by, held_by
from kinhbac.tools.identity.types import OPEN_MANDATES, FirmCard, MandateCard
from kinhbac.tools.notices.reads import box_of, unread
from kinhbac.tools.notices.types import Notice

DATA_REQUEST = "data.request"
"""The procedure by which a request about one's data is a case (yêu cầu về dữ liệu cá nhân)."""
DOSSIER_ASKED = "request.dossier"
"""Where its form asks which dossier is meant."""
FEW = 3
PAGE = 20


@dataclass(frozen=True, slots=True)
class OwnPage:
    """What a citizen has here: the first few of each, and how many there are."""

    running: tuple[DossierSummary, ...]
    drafts: int
    total: int
    letters: tuple[Notice, ...]
    unread: int
    looks: tuple[Seen, ...]
    firms: tuple[FirmCard, ...]
    held: tuple[MandateCard, ...]
    given: tuple[MandateCard, ...]
    request_term: Text | None


@dataclass(frozen=True, slots=True)
class OwnPapers:
    """The papers that a person handed in with a dossier (key and name), and the whole story they stand in."""

    code: str
    name: Text
    about: str
    opened_at: datetime
    papers: tuple[tuple[UUID, str], ...]
    story: cases.Story
    answers: Mapping[str, Any]


def own_page(viewer: Viewer, now: datetime) -> OwnPage:
    """Return the viewer's own page; nothing for nobody."""
    mine, day = mine_of(viewer, now), now.astimezone(HCM).date()
    return OwnPage(
        running=mine.running[:FEW],
        drafts=len(mine.drafts),
        total=len(mine.running) + len(mine.ended),
        letters=box_of(viewer, limit=FEW),
        unread=unread(viewer),
        looks=looked_at(viewer, now).lines[:FEW],
        firms=firms_of(viewer, day),
        request_term=request_term(now),
        held=tuple(each for each in held_by(viewer) if each.state_on(day) in OPEN_MANDATES),
        given=tuple(each for each in given_by(viewer) if each.state_on(day) in OPEN_MANDATES),
    )


def request_term(now: datetime) -> Text | None:
    """Return in which time a request about one's data is answered, None where the province does not offer it."""
    try:
        procedure, _ = procedure_now(DATA_REQUEST, now.astimezone(HCM).date())
    except definitions.NotPublished:
        return None
    return term_on(procedure, RESOLUTION, now).say()


def own_papers(viewer: Viewer, begin: int = 0, most: int = PAGE) -> tuple[tuple[OwnPapers, ...], bool]:
    """Return the papers of the viewer's own dossiers, the newest dossier first, and whether there are more.

    Args:
        viewer: a party to the dossiers, or who acts for one.
        begin: how many dossiers are left out.
        most: how many are read.
    """
    states = cases.own_cases(viewer, KIND)
    shown = states[begin : begin + most]
    stories = cases.histories_of(shown)
    return tuple(_papers(stories[each.case]) for each in shown), len(states) > begin + most


def papers_in(form: Form, answers: Mapping[str, Any], story: cases.Story) -> tuple[tuple[UUID, str], ...]:
    """Return key and name of each paper of a dossier: among its answers, and what was sent as a supplement."""
    found = {UUID(each["file"]): each["name"] for each in _references(form, answers)}
    for entry in standing(story.entries):
        if entry.name == SUPPLEMENTED:
            for answer in story.contents.get(entry.seq, {}).get("answers", ()):
                found |= {UUID(each["file"]): str(each.get("name", "")) for each in answer.get("files", ())}
    return tuple(found.items())


def _references(form: Form, answers: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    for path, field in form.fields.items():
        if field.widget is Widget.UPLOAD:
            yield from references_at(answers, path)


def _papers(story: cases.Story) -> OwnPapers:
    procedure = procedure_of(story.state.definition)
    answers = current_answers(story.entries, story.contents)
    return OwnPapers(
        code=str(story.state.code),
        name=procedure.name,
        about=about(procedure, answers),
        opened_at=story.state.opened_at,
        papers=papers_in(procedure.form, answers, story),
        story=story,
        answers=answers,
    )
