"""Working time and the moments that terms give in it: what a walk asks before it proposes an act."""

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache

from kinhbac.base.clock import HCM
from kinhbac.base.worktime.due import due
from kinhbac.site.demo.hours import Hours
from kinhbac.tools.grammar.rules import resolution_due
from kinhbac.tools.grammar.turns import LimitKey
from kinhbac.tools.grammar.types import Procedure


class Timetable:
    """Working time and the moments that terms give in it, remembered day by day."""

    def __init__(self, hours: Hours, procedures: Mapping[str, Procedure]) -> None:
        self.hours = hours
        self.procedures = procedures
        self._due = lru_cache(maxsize=None)(self._counted)

    def due(self, procedure: str, received: int) -> int:
        """Return the minute by which a dossier received in a minute is due.

        No term of the demo's procedures depends on more of the reception than its day and whether it was late in it.
        """
        return self.hours.minute(self.due_at(procedure, received))

    def due_at(self, procedure: str, received: int) -> datetime:
        """Return the moment of it."""
        moment = self.hours.at(received)
        late = moment.time() > self.hours.calendar.day(moment.date()).late_after
        return self._due(procedure, moment.date().isoformat(), late)

    def silent(self, procedure: str, asked: int) -> int:
        """Return the minute in which the wait for a supplement asked for in a minute is over."""
        at = self.hours.at(asked)
        limit = self.procedures[procedure].turns.limit(LimitKey.SILENCE, at)
        over = due(at, limit.term, self.hours.calendar).at
        assert over is not None
        return self.hours.minute(over)

    def _counted(self, procedure: str, day: str, late: bool) -> datetime:  # noqa: FBT001 - a key of the cache
        hour = "16:00" if late else "09:00"
        received_at = datetime.fromisoformat(f"{day}T{hour}").replace(tzinfo=HCM)
        moment = resolution_due(self.procedures[procedure], received_at, self.hours.calendar).at
        assert moment is not None
        return moment
