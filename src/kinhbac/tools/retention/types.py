"""The words of retention: every kind of personal record that is kept, and what the catalogue says of each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from kinhbac.base.text import Text
from kinhbac.tools.grammar.dated import Span

ERASED, NAMELESS = "erased", "made nameless"
ENDS: Mapping[str, Text] = {
    ERASED: Text(vi="xóa", en="erased"),
    NAMELESS: Text(vi="bỏ phần cho biết là ai", en="made nameless"),
}
ARCHIVE, REGISTER = "by the archive law", "as long as it is in use"
FORMS, LIMITS = "by drafts.yaml", "by limits.yaml"
KEPT: Mapping[str, Text] = {
    ARCHIVE: Text(vi="theo pháp luật về lưu trữ", en="by the law on archives"),
    REGISTER: Text(vi="khi còn dùng đến", en="as long as it is in use"),
    FORMS: Text(vi="theo drafts.yaml", en="by drafts.yaml"),
    LIMITS: Text(vi="theo limits.yaml", en="by limits.yaml"),
}
"""What is kept otherwise than for a time counted here."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of personal record: the tables it stands in, from what its time counts, how it ends.

    Without `counted_from` no time is counted here, and `kept` says what rules instead.
    """

    tables: tuple[str, ...]
    counted_from: str = ""
    end: str = ERASED
    kept: str = ""


KINDS: Mapping[str, Kind] = {
    "dossier": Kind(
        (
            *("case", "entry", "content", "step", "wait", "clock", "party", "observer", "link"),
            *("stay", "day_book", "born_child", "desk_label", "desk_item", "desk_word"),
            *("application", "file"),  # those that were handed in
        ),
        kept=ARCHIVE,
    ),
    "mandate": Kind(("mandate",), kept=ARCHIVE),
    "post": Kind(("post", "post_act"), kept=ARCHIVE),
    "workshop": Kind(("procedure_draft",), kept=ARCHIVE),
    "person": Kind(
        (
            *("person", "account", "provider_account", "eid", "eid_item", "child", "reminder_wish"),
            *("firm", "firm_agent", "subject"),
        ),
        kept=REGISTER,
    ),
    "unused_person": Kind(
        ("person", "account", "provider_account", "eid", "eid_item", "child", "reminder_wish"), "enrolment"
    ),
    "own_sign_in": Kind(("own_sign_in", "device", "passkey", "recovery_code"), kept=REGISTER),
    "unsent_form": Kind(("application", "file"), kept=FORMS),
    "counted_use": Kind(("tally",), kept=LIMITS),
    "turn_draft": Kind(("turn_draft",), "last change"),
    "loose_file": Kind(("file",), "upload"),
    "help": Kind(("help",), "end of consent"),
    "opening": Kind(("opening",), "opening"),
    "record_opening": Kind(("record_opening",), "opening"),
    "look": Kind(("look",), "opening"),
    "sign_in_record": Kind(("sign_in",), "sign-in"),
    "session": Kind(("session",), "end of session"),
    "try": Kind(("wrong_try", "spent"), "try"),
    "activation": Kind(("activation",), "last day of the code"),
    "consent": Kind(("consent",), "withdrawal"),
    "sign_on": Kind(("sign_on", "logout_notice"), "end of sign-on"),
    "token": Kind(("code", "token"), "end of the token"),
    "system_act": Kind(("system_act",), "act", NAMELESS),
    "message": Kind(("message",), "message"),
    "mail": Kind((), "mail"),
    "bulk": Kind(("desk_bulk", "desk_bulk_line"), "asking"),
    "preview": Kind(("change_preview", "changed_dossier"), "trial"),
}
"""All of them, with tables by their names after `kinhbac_`; whoever adds a table says here what it is."""

NOT_PERSONAL: Mapping[str, str] = {
    "definition": "law and catalogue",
    "in_force": "law and catalogue",
    "series": "numbers given out",
    "system": "other systems, not people",
    "retention_run": "counts",
}


@dataclass(frozen=True, slots=True)
class Keep:
    """How long, in days or months as "30 days"; on which act, and whether that was compared with its text."""

    term: str
    cited: Text
    verified: bool


@dataclass(frozen=True, slots=True)
class Line:
    """What the catalogue says of a kind: for how long by date, or why no time is counted here (`why`)."""

    kind: str
    name: Text
    spans: tuple[Span[Keep], ...] = ()
    why: Text | None = None

    def on(self, day: date) -> Keep | None:
        """Return what rules on a day, None where nothing ends."""
        return next(
            (
                span.value
                for span in self.spans
                if span.from_on <= day and (span.to_on is None or day <= span.to_on)
            ),
            None,
        )


@dataclass(frozen=True, slots=True)
class RetentionRules:
    """All of them. `requests` are procedures: while somebody has an open dossier of one, nothing about her ends."""

    lines: Mapping[str, Line] = field(default_factory=dict)
    requests: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Counted:
    """How many of a kind went, or would go, and how many stayed because something open needs them."""

    kind: str
    over: int
    needed: int


@dataclass(frozen=True, slots=True)
class RunSeen:
    """A run: under which version, since and until when (None: it goes on), and what went."""

    version: str
    begun_at: datetime
    ended_at: datetime | None
    counted: tuple[Counted, ...]
