"""The day book follows the cases in their own transaction, so that a desk's list of the day is never behind."""

from collections.abc import Sequence

from kinhbac.kernel.seats import Change
from kinhbac.services.procedures.models import DayBook
from kinhbac.services.procedures.rules.day_book import taken


class DayBookProjection:
    """The seat of the day book among the kernel's projections."""

    def write(self, changes: Sequence[Change]) -> None:
        """Write down what was taken in, and strike out what was taken back."""
        moved = [each for each in changes if each.before is None or taken(each.before) != taken(each.after)]
        if not moved:
            return
        written = [each.after.case for each in moved if each.before is None or taken(each.before) is not None]
        if written:
            DayBook.objects.filter(case__in=written).delete()
        DayBook.objects.bulk_create(
            DayBook(case=each.after.case, kind=each.after.kind, desk=row.desk, at=row.at)
            for each in moved
            if (row := taken(each.after)) is not None
        )

    def clear(self) -> None:
        """Empty it; every case is written anew after this."""
        DayBook.objects.all().delete()
