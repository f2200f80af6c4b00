"""What everybody may see: each office's totals and on-time rate of a month. No dossier, and no number that singles one out."""

from dataclasses import dataclass
from datetime import date, datetime

from kinhbac.base.text import Text, fold
from kinhbac.kernel import definitions
from kinhbac.kernel.directory.errors import NotListed
from kinhbac.services.procedures.models import Stay
from kinhbac.services.procedures.reads.figures.age import age_of
from kinhbac.services.procedures.reads.figures.queries import counted
from kinhbac.services.procedures.rules.figures.asked import Age
from kinhbac.services.procedures.rules.figures.counting import NOTHING, ON_TIME_RATE, Counts, Rate
from kinhbac.services.procedures.rules.figures.periods import last_day_of_month, period_of
from kinhbac.services.procedures.rules.figures.stay import OFFICE

SMALL = 5
"""Numbers below this, but for 0, are shown as small and give no rate."""


@dataclass(frozen=True, slots=True)
class PublicLine:
    """An office in a month; numbers may be small."""

    name: Text
    counts: Counts

    @property
    def rate(self) -> Rate | None:
        """The on-time rate, None where so little was done that it would tell of single dossiers."""
        return ON_TIME_RATE.of(self.counts) if self.counts["done"] >= SMALL else None


@dataclass(frozen=True, slots=True)
class PublicMonth:
    """The public table of a month."""

    month: date
    closed: bool
    lines: tuple[PublicLine, ...]
    total: PublicLine
    age: Age


def public_month(month: date, now: datetime) -> PublicMonth:
    """Return each office's totals of a month, by name.

    Args:
        month: its first day.
        now: aware; a month is closed when it is over.
    """
    period = period_of(month, last_day_of_month(month), now)
    # named one by one, so that each is found along its index and what ended long ago is not read
    offices = [each.key for each in definitions.current_directory().offices]
    groups = counted(Stay.objects.filter(keeper=OFFICE, office__in=offices), ("office",), period)
    lines = [
        PublicLine(_name(key), counts) for (key,), counts in groups.items() if any(counts.by_column.values())
    ]
    total = NOTHING
    for line in lines:
        total = total.plus(line.counts)
    return PublicMonth(
        month=month,
        closed=period.ends <= now,
        lines=tuple(sorted(lines, key=lambda line: fold(line.name.vi))),
        total=PublicLine(Text(vi="Cả tỉnh", en="The whole province"), total),
        age=age_of(now),
    )


def _name(office: str) -> Text:
    try:
        return definitions.current_directory().office(office).name
    except NotListed:
        return Text(vi=office, en=office)
