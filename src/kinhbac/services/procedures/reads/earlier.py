"""What a person said in her earlier dossiers, so that it is not asked again (dùng lại dữ liệu của hồ sơ trước)."""

from collections.abc import Mapping

from kinhbac.base.clock import HCM
from kinhbac.base.text import Text
from kinhbac.kernel import reads as cases
from kinhbac.kernel.types import Viewer
from kinhbac.services.procedures.reads.published import procedure_of
from kinhbac.services.procedures.rules.answers import current_answers
from kinhbac.services.procedures.rules.dossier import KIND, is_applicant
from kinhbac.services.procedures.rules.said_before import said_before
from kinhbac.tools.forms.types import Known

LATEST = 5
"""How many dossiers are looked at, the latest first: what was said long ago is seldom so any more."""


def known_from_dossiers(viewer: Viewer) -> Mapping[str, Known]:
    """Return what the viewer's own latest dossiers hold, by source key, each with the day of its dossier."""
    hers = [state for state in cases.own_cases(viewer, KIND) if is_applicant(state, viewer.person)]
    stories = cases.histories_of(hers[:LATEST])
    known: dict[str, Known] = {}
    for story in sorted(stories.values(), key=lambda each: each.state.opened_at, reverse=True):
        on = f"{story.state.opened_at.astimezone(HCM):%d/%m/%Y}"
        source = Text(vi=f"hồ sơ của bạn ngày {on}", en=f"your dossier of {on}")
        form = procedure_of(story.state.definition).form
        said = said_before(form, current_answers(story.entries, story.contents))
        known = {**{key: Known(value, source) for key, value in said.items()}, **known}
    return known
