"""Actions of notices: put a message into a box, and a short word into the outbox; and how both are swept."""

from datetime import date, datetime
from email.header import Header
from email.utils import format_datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from kinhbac.base.clock import HCM
from kinhbac.kernel.keeping import Rows, told_of
from kinhbac.kernel.seats import Swept, seats
from kinhbac.kernel.types import Viewer
from kinhbac.tools.notices.models import Message
from kinhbac.tools.notices.types import Notice

_AS_TEXT = {
    "MIME-Version": "1.0",
    "Content-Type": 'text/plain; charset="utf-8"',
    "Content-Transfer-Encoding": "8bit",
}


def notify(notice: Notice) -> None:
    """Put a notice into the person's box and a mail into the outbox. Said twice, it stands there once."""
    Message.objects.bulk_create(
        [
            Message(
                person=notice.person,
                case=notice.case,
                seq=notice.seq,
                at=notice.at,
                subject_vi=notice.subject.vi,
                subject_en=notice.subject.en,
                body_vi=notice.body.vi,
                body_en=notice.body.en,
                link=notice.link,
            )
        ],
        ignore_conflicts=True,
    )
    _post(notice)


def mark_read(*, viewer: Viewer, now: datetime) -> None:
    """Mark all messages of the viewer's own box as read."""
    if viewer.person is not None:
        Message.objects.filter(person=viewer.person, read_at=None).update(read_at=now)


def _post(notice: Notice) -> None:
    """Write the mail as a file: number and state only, since mail passes through other people's machines.

    Headers are written as they are: short and plain but for the subject, whose form is the library's. A letter is written
    for most acts, and the library's whole mail would take a tenth of their telling.
    """
    headers = {
        **_AS_TEXT,
        "Message-ID": f"<{notice.case}.{notice.seq}.{notice.person}@kinhbac>",
        "Date": format_datetime(notice.at),
        "To": f"{notice.person}@box.kinhbac",
        "Subject": Header(notice.subject.vi, "utf-8", header_name="Subject").encode(),
    }
    head = "".join(f"{name}: {value}\n" for name, value in headers.items())
    folder = Path(settings.KINHBAC_OUTBOX) / notice.at.astimezone(HCM).date().isoformat()
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{notice.case}.{notice.seq}.{notice.person}.eml"
    draft = file.with_suffix(".draft")  # told again after a cut, it is written over: none is left behind
    draft.write_text(f"{head}\n{notice.subject.vi}\n{notice.subject.en}\n", encoding="utf-8", newline="\n")
    draft.replace(file)


class OutboxDays:
    """The outbox as it is swept: a day's folder is over when the day is; it goes with all its mails."""

    def page(self, before: datetime, after: str, most: int) -> Swept:
        """Return the next folders of days before the day of a moment; as `seats.Sweep`."""
        first = before.astimezone(HCM).date()
        days = [day for day in _days() if after < day.isoformat() and day < first][:most]
        return Swept(tuple(days), after=days[-1].isoformat() if len(days) == most else "")

    def end(self, over: tuple[Any, ...], before: datetime) -> int:  # noqa: ARG002 - a day stays what it was
        """Remove the mails of days; return how many. Cut in the middle, what is left goes the next time."""
        gone = 0
        for day in over:
            folder = Path(settings.KINHBAC_OUTBOX) / day.isoformat()
            for mail in sorted(folder.iterdir()):
                mail.unlink(missing_ok=True)
                gone += mail.suffix == ".eml"
            folder.rmdir()
        return gone


def seat_keeping() -> None:
    """Seat how long messages and mails are kept."""
    seats.seat_sweeps("message", Rows(table=Message, counted_from="at", about=("case", "person")))
    seats.seat_sweeps("mail", OutboxDays())
    seats.seat_use("notices.message", told_of(Message, "person"))


def _days() -> list[date]:
    """Return the days of which the outbox holds a folder, in order; whatever else lies there is nobody's mail."""
    folder = Path(settings.KINHBAC_OUTBOX)
    found = []
    for each in sorted(folder.iterdir()) if folder.is_dir() else ():
        try:
            found.append(date.fromisoformat(each.name))
        except ValueError:
            continue
    return found
