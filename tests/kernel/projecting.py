"""A projection for tests: it keeps what it was given, in a table of its own (the series, which no case writes)."""

from kinhbac.kernel import models as tables
from kinhbac.kernel.seats import Change


class Shelf:
    """Counts the entries of each case in rows of the series table, and remembers every change it was handed."""

    def __init__(self) -> None:
        self.calls: list[list[Change]] = []
        self.cleared = 0
        self.broken = False

    def write(self, changes) -> None:
        self.calls.append(list(changes))
        for change in changes:
            before = {} if change.before is None else self.rows()
            count = before.get(str(change.after.case), 0) + len(change.entries)
            tables.Series.objects.update_or_create(key=str(change.after.case), defaults={"last": count})
        if self.broken:
            raise OSError("the shelf has fallen")

    def clear(self) -> None:
        self.cleared += 1
        tables.Series.objects.all().delete()

    def rows(self) -> dict[str, int]:
        return dict(tables.Series.objects.values_list("key", "last"))
