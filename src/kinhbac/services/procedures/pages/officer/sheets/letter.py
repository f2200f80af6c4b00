"""A letter about a dossier, as values: its head, its lines, what it says, whom it goes to, who would sign it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kinhbac.base.clock import HCM
from kinhbac.base.text import Text
from kinhbac.kernel.directory.types import Office
from kinhbac.kernel.types import Entry, Viewer
from kinhbac.services.procedures.pages.officer.material import Hand, Material
from kinhbac.services.procedures.pages.officer.printed import (
    REGISTER,
    UNVERIFIED,
    Head,
    PrintedLine,
    answer_lines,
    head_of,
    print_of,
    subject_of,
)
from kinhbac.services.procedures.pages.officer.sheets.frame import hand_of
from kinhbac.services.procedures.rules.names import LEADER
from kinhbac.services.procedures.types import Dossier
from kinhbac.tools.grammar.types import Print, Procedure

CHIEF = Text("Thủ trưởng cơ quan", "Head of the office")
NO_WORDS = Text(
    "(chưa ghi bằng lời; người ký ghi trước khi trao)",
    "(not yet put into words; whoever signs writes it before it is handed over)",
)
CODE_ALONE = re.compile(r"[\w.:/#\[\]()-]*[\d_.:/#][\w.:/#\[\]()-]*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, and the list under it; on paper it is Vietnamese. `lead` says in short what follows, in bold."""

    words: Text
    items: tuple[str, ...] = ()
    lead: Text | None = None


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter on the layout of administrative documents; `is_draft` while nobody has sent it."""

    name: Print
    head: Head
    number: str
    to: str
    lines: tuple[PrintedLine, ...]
    passages: tuple[Passage, ...]
    recipients: tuple[str, ...]
    signs_as: str
    signer: str
    is_draft: bool = False


@dataclass(frozen=True)
class Ground:
    """What a letter is made from: the dossier as it stood after the entry that the letter tells of."""

    material: Material
    dossier: Dossier
    entry: Entry
    viewer: Viewer
    office: Office
    receiving: Office

    @property
    def said(self) -> Mapping[str, Any]:
        """What was said with the entry; empty where it was lawfully removed."""
        return self.material.contents.get(self.entry.seq, {})

    @property
    def hand(self) -> Hand:
        """Who did the act."""
        return hand_of(self.entry, self.viewer)

    @property
    def day(self) -> date:
        """The day of the letter, in Vietnam."""
        return self.entry.at.astimezone(HCM).date()

    def head(self) -> Head:
        """Return the head of a letter of this office and day."""
        return head_of(self.office, self.day)

    def number(self, name: Print) -> str:
        """Return the letter's number: its form, how manieth it is of the dossier, the dossier's code.

        It needs no counter and is given once: letters whose act was taken back are counted too.
        """
        same = [each for each in self.material.entries if each.name == self.entry.name]
        place = 1 + sum(each.seq < self.entry.seq for each in same)
        return f"{name.form or '00'}-{place:02}/{self.dossier.summary.code}"

    def name_of(self, key: str) -> Print:
        """Return what the letter is called."""
        return print_of(self.material.procedure, key)

    def whose(self) -> tuple[PrintedLine, ...]:
        """Return the lines with which letters begin: code, whose dossier, where she lives, what is asked for."""
        return (
            PrintedLine(Text("Mã hồ sơ", "Code of the dossier"), self.dossier.summary.code),
            PrintedLine(Text("Hồ sơ của", "Dossier of"), self.dossier.applicant),
            *answer_lines(self.material, REGISTER, blanks=False),
            PrintedLine(Text("Nội dung yêu cầu giải quyết", "What is asked for"), subject_of(self.material)),
        )

    def recipients(self) -> tuple[str, ...]:
        """Return whom the letter goes to: the person, the desk that received where another writes, the file."""
        desk = () if self.office.key == self.receiving.key else (f"{self.receiving.name.vi} (để theo dõi);",)
        return ("Như trên;", *desk, f"Lưu: hồ sơ {self.dossier.summary.code}.")

    def signature(self) -> tuple[str, str]:
        """Return the title and name of who would sign for the office: a leader; nobody is named in her place."""
        if self.entry.actor.role == LEADER:
            return (self.hand.title or CHIEF).vi, self.hand.name
        return CHIEF.vi, ""

    def contact(self) -> str:
        """Return who guides and at which telephone."""
        who = ", ".join(filter(None, [self.hand.name, self.hand.title.vi if self.hand.title else ""]))
        phone = self.office.phone or self.receiving.phone
        return ", ".join(
            filter(None, [who, self.office.name_on(self.day).name.vi, f"điện thoại {phone}" if phone else ""])
        )


def in_words(reason: object) -> str:
    """Return a reason that people can read, "" where nothing is said or only a technical code stands there.

    Law:
        A refusal states its reason (Nghị định 118/2025/NĐ-CP, Điều 17 khoản 1 điểm c, Điều 19 khoản 3).

    >>> in_words("Thiếu giấy chứng sinh"), in_words("ERR_409"), in_words("dossier.not_now"), in_words(" ")
    ('Thiếu giấy chứng sinh', '', '', '')
    """
    said = str(reason or "").strip()
    return "" if all(CODE_ALONE.fullmatch(word.rstrip(".,;:!?")) for word in said.split()) else said


def reason_passage(lead: Text, reason: object) -> Passage:
    """Return the paragraph of a reason; where it is not in words it says so, and no code stands in its place."""
    said = in_words(reason)
    return Passage(Text(said, said) if said else NO_WORDS, lead=lead)


def cited(procedure: Procedure, key: str) -> str:
    """Return an act as letters cite it, and that it was not compared where it was not; "" where none is on file."""
    law = next((each for each in (*procedure.law, *procedure.turns.law) if each.key == key), None)
    if law is None:
        return ""
    return f"{law.cited()}{'' if law.verified else f' ({UNVERIFIED.vi})'}"


def outcome_ground(procedure: Procedure, outcome: str) -> str:
    """Return the act under which a dossier ends in that way; "" where the version has none on file."""
    kept = procedure.turns.outcomes.get(outcome)
    return cited(procedure, kept.law) if kept is not None else ""
