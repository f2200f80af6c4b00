"""Message boxes: a notice stands once however often it is said, and only its owner sees it."""

from dataclasses import replace
from datetime import datetime
from email import message_from_bytes
from uuid import UUID, uuid4

import pytest

from kinhbac.base.clock import HCM
from kinhbac.base.text import Text
from kinhbac.kernel.types import Viewer
from kinhbac.tools.notices import actions, reads
from kinhbac.tools.notices.types import Notice

pytestmark = pytest.mark.django_db

AT = datetime(2026, 4, 28, 9, 0, tzinfo=HCM)
LAN = Viewer(person=uuid4())


def notice(seq: int = 1, case: UUID | None = None) -> Notice:
    return Notice(
        person=LAN.person,
        case=case or UUID(int=7),
        seq=seq,
        at=AT,
        subject=Text(vi="Đã nộp hồ sơ H05-1", en="Dossier H05-1 submitted"),
        body=Text(vi="Con tên là An.", en="The child is called An."),
    )


@pytest.fixture(autouse=True)
def outbox(settings, tmp_path):
    settings.KINHBAC_OUTBOX = tmp_path / "outbox"
    return settings.KINHBAC_OUTBOX


def test_said_twice_it_stands_there_once(outbox):
    actions.notify(notice())
    actions.notify(notice())
    assert len(reads.box_of(LAN)) == 1
    assert len(list(outbox.rglob("*.eml"))) == 1


def test_the_latest_comes_first_and_one_case_can_be_asked_for():
    actions.notify(notice(1))
    actions.notify(notice(2))
    actions.notify(notice(1, case=UUID(int=8)))
    assert [each.seq for each in reads.box_of(LAN, case=UUID(int=7))] == [2, 1]


def test_a_box_is_its_owners():
    actions.notify(notice())
    assert reads.box_of(Viewer(person=uuid4())) == ()
    assert reads.box_of(Viewer()) == ()
    assert reads.unread(Viewer()) == 0


def test_reading_marks_only_ones_own():
    actions.notify(notice())
    actions.mark_read(viewer=Viewer(person=uuid4()), now=AT)
    assert reads.unread(LAN) == 1
    actions.mark_read(viewer=LAN, now=AT)
    assert reads.unread(LAN) == 0


def test_mail_holds_the_subject_and_never_the_body(outbox):
    actions.notify(notice())
    (mail,) = outbox.rglob("*.eml")
    assert b"An." not in mail.read_bytes()


def test_a_subject_adds_no_head_and_no_body_to_the_letter(outbox):
    """Line breaks in a subject stay within it: there is one recipient, and nothing before the body but our own heads."""
    nasty = Text(vi="Hồ sơ\r\nBcc: nam@xa.example\r\n\r\nĐừng tin", en="A\nBcc: nam@xa.example")
    actions.notify(replace(notice(), subject=nasty))
    (letter,) = outbox.rglob("*.eml")
    heads = message_from_bytes(letter.read_bytes())
    assert sorted(heads.keys()) == [
        *("Content-Transfer-Encoding", "Content-Type", "Date", "MIME-Version"),
        *("Message-ID", "Subject", "To"),
    ]
    assert heads.get_all("To") == [f"{LAN.person}@box.kinhbac"]
