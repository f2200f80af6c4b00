"""Actions of notices: put a message into a box, and a short word into the outbox."""

from datetime import datetime
from email.header import Header
from email.message import Message as Mail
from email.utils import format_datetime
from pathlib import Path

from django.conf import settings

from kinhbac.base.clock import HCM
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

    By the older of Python's two ways, which takes a fourth of the time: a letter is written for most acts.
    """
    mail = Mail()
    for name, value in _AS_TEXT.items():
        mail[name] = value
    mail["Message-ID"] = f"<{notice.case}.{notice.seq}.{notice.person}@kinhbac>"
    mail["Date"] = format_datetime(notice.at)
    mail["To"] = f"{notice.person}@box.kinhbac"
    mail["Subject"] = Header(notice.subject.vi, "utf-8").encode()
    mail.set_payload(f"{notice.subject.vi}\n{notice.subject.en}\n".encode())
    folder = Path(settings.KINHBAC_OUTBOX) / notice.at.astimezone(HCM).date().isoformat()
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{notice.case}.{notice.seq}.{notice.person}.eml"
    draft = file.with_suffix(".draft")  # told again after a cut, it is written over: none is left behind
    draft.write_bytes(bytes(mail))
    draft.replace(file)
