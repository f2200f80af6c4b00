"""Whether the figures of a province add up: the stays are those of the journal, and every line of every day balances.

`python -m tests.kill.figures DATA` prints, as JSON, what does not hold, over how many days it looked, and how many
dossiers were carried over into each but the first.
"""

import json
import sys
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any


def looked() -> dict[str, Any]:
    """Return what does not hold in the province that Django has open, the days, and what offices carried into each."""
    carried: list[int] = []
    faults = [*_not_of_journal(), *_not_added_up(carried)]
    return {"faults": faults, "days": len(carried), "carried over": carried[1:]}


def _not_of_journal() -> Iterator[str]:
    """Compare the table of stays with stays made again from every case's whole history."""
    from kinhbac.kernel import models as tables  # noqa: PLC0415  - Django is set up by `main`
    from kinhbac.kernel.reads import histories  # noqa: PLC0415  - as above
    from kinhbac.services.procedures.actions.figures import COLUMNS, office_ends  # noqa: PLC0415  - as above
    from kinhbac.services.procedures.models import Stay as Row  # noqa: PLC0415  - as above
    from kinhbac.services.procedures.rules.figures.stays import stays_of  # noqa: PLC0415  - as above

    repeated = [name for name in COLUMNS if name not in ("place", "field")]
    cases = list(tables.Case.objects.filter(kind="dossier").values_list("pk", "code"))
    told = histories([case for case, _ in cases])
    for case, code in cases:
        rows = list(Row.objects.filter(case=case).order_by("place").values_list(*repeated))
        made = [
            tuple(_value(stay, name) for name in repeated) for stay in stays_of(told[case][0], office_ends)
        ]
        if rows != made:
            yield f"the stays of {code} are {rows}, and its journal gives {made}"


def _value(stay: Any, name: str) -> Any:
    """Return what a stay has in a column; what all stays of a dossier repeat stands at the dossier."""
    return getattr(stay, name) if hasattr(stay, name) else getattr(stay.dossier, name)


def _not_added_up(carried: list[int]) -> Iterator[str]:
    """Check the sums of every office and officer on every day, and that each day begins as the one before ended.

    Adds to `carried` what the offices carried over into each day.
    """
    from kinhbac.base.clock import HCM  # noqa: PLC0415  - as above
    from kinhbac.kernel import actions as cases  # noqa: PLC0415  - as above
    from kinhbac.services.procedures.models import Stay as Row  # noqa: PLC0415  - as above
    from kinhbac.services.procedures.rules.figures.periods import days_between  # noqa: PLC0415  - as above

    now = cases.clock.now().astimezone(HCM)
    first = Row.objects.order_by("since").values_list("since", flat=True)[0].astimezone(HCM).date()
    for keeper, by in (("office", ("office",)), ("officer", ("office", "person"))):
        before: Mapping[Any, Any] = {}
        for day in days_between(first, now.date()):
            lines = _lines(keeper, by, day, now)
            if keeper == "office":
                carried.append(sum(counts["carried"] for counts in lines.values()))
            yield from _of_day(f"{keeper}s on {day}", lines, before)
            before = lines


def _lines(keeper: str, by: tuple[str, ...], day: date, now: datetime) -> Mapping[Any, Any]:
    from kinhbac.services.procedures.models import Stay as Row  # noqa: PLC0415  - as above
    from kinhbac.services.procedures.reads.figures.queries import counted  # noqa: PLC0415  - as above
    from kinhbac.services.procedures.rules.figures.periods import period_of  # noqa: PLC0415  - as above

    return counted(Row.objects.filter(keeper=keeper), by, period_of(day, day, now))


def _of_day(where: str, lines: Mapping[Any, Any], before: Mapping[Any, Any]) -> Iterator[str]:
    from kinhbac.services.procedures.rules.figures.counting import faults_of  # noqa: PLC0415  - as above

    for group, counts in lines.items():
        taken = counts["carried"] + counts["received"] + counts["transferred_in"]
        left = counts["done"] + counts["in_progress"] + counts["paused"] + counts["transferred_out"]
        if taken != left or faults_of(counts):
            yield f"{where}, {group}: {taken} came, {left} went or are there; {faults_of(counts)}"
    for group in {*lines, *before}:
        open_before = before[group]["open"] if group in before else 0
        carried = lines[group]["carried"] if group in lines else 0
        if before and carried != open_before:
            yield f"{where}, {group}: {carried} carried over, {open_before} were open the day before"


def main() -> None:
    """Print how the figures of the province of a data folder stand."""
    from kinhbac.site.commands.province import open_province  # noqa: PLC0415  - it sets Django up

    open_province(Path(sys.argv[1]))
    json.dump(looked(), sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main()
