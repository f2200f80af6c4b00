"""Numbers: codes of dossiers and places in the books of results, given in the order of the moments that ask for them.

Taken from the same series as any other dossier's, many at once; so the next real one goes on without a hole.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache

from django.db import transaction

from kinhbac.base.clock import HCM
from kinhbac.base.codes import CodePatterns
from kinhbac.kernel.directory.directory import Directory
from kinhbac.kernel.directory.types import Office, UnitRef
from kinhbac.kernel.numbering import take_numbers
from kinhbac.site.demo.plans import Plan, Planned
from kinhbac.tools.grammar.types import Procedure


class Numbers:
    """The numbers of planned dossiers.

    Args:
        directory: finds the offices whose series they are.
        procedures: by key.
        patterns: of codes.
    """

    def __init__(
        self, directory: Directory, procedures: Mapping[str, Procedure], patterns: CodePatterns
    ) -> None:
        self._directory, self._procedures, self._patterns = directory, procedures, patterns
        self._competent = lru_cache(maxsize=None)(self._find)
        self.codes: dict[int, str] = {}
        self.results: dict[int, str] = {}

    def take(self, plans: Iterable[Plan]) -> None:
        """Take all numbers that the plans need, in one transaction; `codes` and `results` hold them by filing."""
        asked: dict[str, list[tuple[datetime, int]]] = defaultdict(list)
        kept = {plan.filing.number: plan for plan in plans}
        for number, plan in kept.items():
            filing = plan.filing
            asked[
                f"dossier {self._resolving(plan).e_identifier} {filing.filed_at.date().isoformat()}"
            ].append((filing.filed_at, number))
            issued = next((act for act in plan.acts if act.name == "issue_result"), None)
            if issued is not None:
                book = f"result {filing.procedure} {self._book(plan, issued)} {issued.at.year}"
                asked[book].append((issued.at, number))
        with transaction.atomic():
            for series, waiting in sorted(asked.items()):
                for (at, number), taken in zip(
                    sorted(waiting), take_numbers(series, len(waiting)), strict=True
                ):
                    if series.startswith("result "):
                        self.results[number] = f"{taken}/{at.year}"
                    else:
                        self.codes[number] = self._code(kept[number], taken)

    def _code(self, plan: Plan, number: int) -> str:
        day = plan.filing.filed_at.astimezone(HCM).date()
        return self._patterns.on(day).format(self._resolving(plan).e_identifier, day, number)

    def _resolving(self, plan: Plan) -> Office:
        filing = plan.filing
        return self._competent(filing.procedure, filing.area, filing.filed_at.date())

    def _book(self, plan: Plan, issued: Planned) -> str:
        """Return the office whose book a result is entered in: found when the dossier was decided."""
        before = [act for act in plan.acts if act.at <= issued.at]
        moved = [act for act in before if act.name == "transfer"]
        if moved:
            values = moved[-1].values
            assert isinstance(values, Mapping)
            return self._directory.office_on(str(values["office"]), issued.at.date()).key
        decided = [act.at for act in before if act.name == "approve"][-1]
        found = self._competent(plan.filing.procedure, plan.filing.area, decided.date())
        return self._directory.office_on(found.key, issued.at.date()).key

    def _find(self, procedure: str, area: str, day: date) -> Office:
        competence = self._procedures[procedure].competence.key
        return self._directory.competent_office(competence, UnitRef.parse(area), day)
