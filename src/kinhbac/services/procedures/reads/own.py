"""What is a citizen's own: forms that she is still filling in, her dossiers, and the papers among either."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from kinhbac.kernel import reads as cases
from kinhbac.kernel.reads import NotFound
from kinhbac.kernel.types import Viewer
from kinhbac.services.procedures.models import Application
from kinhbac.services.procedures.reads.bundles import bundle_files
from kinhbac.services.procedures.reads.codes import meant_codes
from kinhbac.services.procedures.reads.dossiers import dossier_coded, files_of, own_dossiers, paper_of
from kinhbac.services.procedures.reads.mandates import case_or_reason
from kinhbac.services.procedures.reads.published import procedure_of
from kinhbac.services.procedures.rules.bundles.names import KIND as BUNDLE
from kinhbac.services.procedures.rules.dossier import KIND as DOSSIER
from kinhbac.services.procedures.rules.dossier import is_applicant
from kinhbac.services.procedures.rules.firms import is_firms
from kinhbac.services.procedures.rules.mandates import mandate_in
from kinhbac.services.procedures.rules.return_codes import spoken
from kinhbac.services.procedures.types import Dossier
from kinhbac.tools.files.reads import stored_file
from kinhbac.tools.files.types import KeptFile
from kinhbac.tools.forms.paths import at
from kinhbac.tools.forms.types import Widget
from kinhbac.tools.grammar.types import Procedure


@dataclass(frozen=True, slots=True)
class Draft:
    """A form on its way (tờ khai đang khai): the answers as they were given; `case` is set once it was sent.

    Attributes:
        code: leads back to it from another device, or at a counter; "" for forms older than codes.
        firm: for which it is filed, None where a person files for herself.
        mandate: under which it is filed for another person.
        helped: whether an officer was let in to go on with it.
    """

    id: UUID
    procedure: Procedure
    answers: Mapping[str, Any]
    begun_at: datetime
    changed_at: datetime
    case: UUID | None
    code: str = ""
    firm: UUID | None = None
    mandate: UUID | None = None
    helped: bool = False

    @property
    def files(self) -> frozenset[UUID]:
        """The keys of the papers among the answers."""
        return frozenset(
            UUID(each["file"])
            for path, field in self.procedure.form.fields.items()
            if field.widget is Widget.UPLOAD
            for each in references_at(self.answers, path)
        )


def references_at(answers: Mapping[str, Any], path: str) -> list[dict[str, str]]:
    """Return the papers that an answer refers to, each as `file` (a key) and `name`; anything else there is left out.

    A program may have put in any answers whatever; a page shows what it can, and sending judges all of it.
    """
    found = at(answers, path)
    each = found if isinstance(found, list) else []
    return [
        {"file": str(paper["file"]), "name": str(paper.get("name", ""))}
        for paper in each
        if isinstance(paper, Mapping) and _is_key(paper.get("file"))
    ]


def own_draft(application: UUID, viewer: Viewer) -> Draft:
    """Return a form of the viewer, sent or not.

    Raises:
        NotFound: there is none, or it is somebody else's.
    """
    row = Application.objects.filter(pk=application, person=viewer.person).first() if viewer.person else None
    if row is None:
        raise NotFound(str(application))
    return _draft(row)


def unsent_drafts(viewer: Viewer) -> tuple[Draft, ...]:
    """Return the forms that the viewer has begun and not sent, the latest touched first; none for nobody."""
    if viewer.person is None:
        return ()
    rows = Application.objects.filter(person=viewer.person, case=None).order_by("-changed_at", "pk")
    return tuple(_draft(row) for row in rows)


def draft_coded(code: str, viewer: Viewer) -> UUID:
    """Return the key of the viewer's own unsent form of a code; raises `NotFound` for anybody else's too."""
    rows = Application.objects.filter(code=code, person=viewer.person, case=None) if viewer.person else None
    row = rows.first() if rows is not None else None
    if row is None:
        raise NotFound("a form of that code")
    return row.id


def own_code(case: UUID, viewer: Viewer) -> str:
    """Return the code of a dossier of the viewer; raises `NotFound` for anybody else's."""
    return str(cases.case_of(case, viewer).code)


def own_of_code(words: str, viewer: Viewer) -> str:
    """Return the code of a dossier or bundle of the viewer's own, however it was written; "" for anybody else's."""
    for code in meant_codes(words):
        try:
            state = cases.case_coded(code, viewer)
        except NotFound:
            continue
        if state.kind in (DOSSIER, BUNDLE) and any(each.person in viewer.parties() for each in state.parties):
            return code
    return ""


def own_dossier(code: str, viewer: Viewer, now: datetime) -> Dossier:
    """Return the viewer's own dossier, her firm's, or one under a mandate that she holds, and record that she opened it.

    Raises:
        NotFound: there is none, or it is neither hers nor of somebody for whom she acts; an officer reads at the desk,
            under that purpose.
    """
    state = case_or_reason(code, viewer, now)
    if is_applicant(state, viewer.person) or is_firms(state, viewer) or mandate_in(state, viewer) is not None:
        return dossier_coded(code, viewer, now)
    raise NotFound(code)


def draft_file(application: UUID, file: UUID, viewer: Viewer) -> KeptFile:
    """Return a paper among the answers of the viewer's own form; raises `NotFound`."""
    draft = own_draft(application, viewer)
    kept = stored_file(file, owner_key=viewer.person) if file in draft.files and viewer.person else None
    if kept is None:
        raise NotFound(str(file))
    return kept


def dossier_file(code: str, file: UUID, viewer: Viewer, now: datetime) -> KeptFile:
    """Return a paper of a dossier that the viewer may see, and record who else than its own people did.

    Raises:
        NotFound: there is none, or it is not hers to see.
        ReasonNeeded: it is no work of hers; see `opening`.
    """
    kept = paper_of(code, file, viewer, now)
    if kept is None:
        raise NotFound(str(file))
    return kept


def filed_papers(viewer: Viewer, now: datetime) -> frozenset[UUID]:
    """Return the keys of all papers that stand in a dossier or bundle of the viewer, and so may not go any more."""
    dossiers = (key for each in own_dossiers(viewer, now) for key in files_of(each.code, viewer))
    return frozenset(dossiers) | bundle_files(viewer)


def _is_key(words: object) -> bool:
    try:
        UUID(str(words))
    except ValueError:
        return False
    return True


def _draft(row: Application) -> Draft:
    return Draft(
        id=row.id,
        procedure=procedure_of(row.definition),
        answers=row.answers,
        begun_at=row.begun_at,
        changed_at=row.changed_at,
        case=row.case,
        code=spoken(row.code) if row.code else "",
        firm=row.firm,
        mandate=row.mandate,
        helped=row.help is not None,
    )
