"""What was filed under a procedure, for trying a change of it: answers, way, moments; nothing that a page shows.

The seat of dossiers in the grammar. Whoever enters has asked already who wants to know.
"""

from datetime import datetime

from kinhbac.kernel import reads as cases
from kinhbac.kernel.reads import Story
from kinhbac.services.procedures.rules.answers import current_answers
from kinhbac.services.procedures.rules.dossier import KIND
from kinhbac.services.procedures.rules.fees import eid_facts, eid_of
from kinhbac.services.procedures.rules.names import CASE_FOUND
from kinhbac.services.procedures.rules.state import is_received
from kinhbac.tools.grammar.seats import Filed
from kinhbac.tools.grammar.types import RESOLUTION


class FiledDossiers:
    """Dossiers as filings of a procedure."""

    def count(self, procedure: str, since: datetime, until: datetime) -> int:
        """Return how many dossiers of a procedure were handed in between two moments."""
        return cases.count_under(KIND, procedure, since, until)

    def page(
        self, procedure: str, since: datetime, until: datetime, *, after: str, most: int
    ) -> tuple[Filed, ...]:
        """Return the next of them in the order of handing in."""
        states = cases.cases_under(KIND, procedure, since, until, after=after, most=most)
        stories = cases.histories_of(states)
        return tuple(_filed(stories[state.case]) for state in states)


def _filed(story: Story) -> Filed:
    state = story.state
    clock = state.clocks.get(RESOLUTION)
    return Filed(
        case=state.case,
        code=state.code or "",
        definition=state.definition,
        channel=str(state.facts.get("channel", "")),
        filed_at=state.opened_at,
        received_at=clock.counted_from if clock is not None and is_received(state) else None,
        answers=current_answers(story.entries, story.contents),
        mark=cases.mark_of(state),
        found=str(state.facts.get(CASE_FOUND) or ""),
        facts=eid_facts(eid_of(story.content_of("dossier.submitted"))),
    )
