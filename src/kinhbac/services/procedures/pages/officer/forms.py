"""The acts of the moment as forms: what each asks, what was typed into it, and why it was refused, if it was."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import SuspiciousOperation
from django.http import QueryDict

from kinhbac.base.text import Text
from kinhbac.kernel.types import Entry, Refusal
from kinhbac.services.procedures.types import ActOffer
from kinhbac.tools.grammar.types import Component

RECEIVE = "receive"
LONGEST_NOTE = 2_000
PROXY = "proxy"
NOT_SEEN = Text(
    vi="Bạn chưa xác nhận: {names}. Xem từng giấy tờ rồi đánh dấu.",
    en="Not confirmed yet: {names}. Look at each paper, then tick it.",
)
SEEN = "Đã đối chiếu: {names}."
"""How the journal says it; the journal is kept in Vietnamese."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """An act as somebody sent it: under which key, on which state, with what was typed.

    `refusal`, `fault` and `overtaken` say why nothing was done: a rule, an omission, or somebody quicker, who did
    the `changes`.
    """

    act: str
    seen: int
    key: str
    note: str = ""
    to: str = ""
    proxy_name: str = ""
    proxy_identity_number: str = ""
    authority_seen: bool = False
    components: tuple[str, ...] = ()
    refusal: Refusal | None = None
    fault: Text | None = None
    overtaken: bool = False
    changes: tuple[Entry, ...] = ()

    def values(self, components: Sequence[Component]) -> dict[str, Any]:
        """Return what the act is told: words said with it, and for handing over into whose hand."""
        names = "; ".join(each.name.vi for each in components if each.key in self.components)
        seen = SEEN.format(names=names) if names else ""
        values: dict[str, Any] = {"note": f"{seen} {self.note}".strip()}
        if self.to:
            values |= {
                "to": self.to,
                "proxy_name": self.proxy_name,
                "proxy_identity_number": self.proxy_identity_number,
                "authority_seen": self.authority_seen,
            }
        return values

    def unseen(self, components: Sequence[Component]) -> Text | None:
        """Return which components a reception leaves unconfirmed, None where none."""
        left = [each.name for each in components if each.key not in self.components]
        if self.act != RECEIVE or not left:
            return None
        return Text(
            vi=NOT_SEEN.vi.format(names="; ".join(each.vi for each in left)),
            en=NOT_SEEN.en.format(names="; ".join(each.en for each in left)),
        )


@dataclass(frozen=True, slots=True)
class ActForm:
    """One act on the page; `key` makes a double click happen once, `number` is its access key."""

    offer: ActOffer
    number: int
    attempt: Attempt
    components: tuple[Component, ...] = ()
    key: str = field(default_factory=lambda: str(uuid4()))

    @property
    def receives(self) -> bool:
        """Whether the papers are to be confirmed."""
        return self.offer.key == RECEIVE

    @property
    def asks_note(self) -> bool:
        """Whether words may be said with it."""
        return "note" in self.offer.asks or self.receives

    @property
    def asks_reason(self) -> bool:
        """Whether it needs a reason."""
        return "reason" in self.offer.asks

    @property
    def asks_recipient(self) -> bool:
        """Whether it asks into whose hand."""
        return "recipient" in self.offer.asks

    @property
    def stands_open(self) -> bool:
        """Whether the form stands open: the first one, and one that was just refused."""
        return self.number == 1 or self.attempt.fault is not None or self.attempt.refusal is not None


def forms_for(
    offers: Sequence[ActOffer], components: Sequence[Component], seq: int, attempt: Attempt | None
) -> tuple[ActForm, ...]:
    """Return the forms of the acts on offer, that of the attempt with everything typed still in it."""
    return tuple(
        ActForm(
            offer=offer,
            number=number,
            attempt=_kept(attempt, seq)
            if attempt is not None and attempt.act == offer.key
            else Attempt(offer.key, seq, ""),
            components=tuple(components) if offer.key == RECEIVE else (),
        )
        for number, offer in enumerate(offers, start=1)
    )


def attempt_of(act: str, posted: QueryDict) -> Attempt:
    """Read an act as it was sent.

    Raises:
        SuspiciousOperation: it bears no state or no key, so it is none of our forms.
    """
    try:
        seen, key = int(posted.get("seen", "")), str(UUID(posted.get("key", "")))
    except ValueError as fault:
        raise SuspiciousOperation("an act without its state or key") from fault
    return Attempt(
        act=act,
        seen=seen,
        key=key,
        note=_line(posted, "note"),
        to=posted.get("to", ""),
        proxy_name=_line(posted, "proxy_name")[:200],
        proxy_identity_number=_line(posted, "proxy_identity_number")[:40],
        authority_seen=posted.get("authority_seen") == "yes",
        components=tuple(posted.getlist("component")),
    )


def _kept(attempt: Attempt, seq: int) -> Attempt:
    return replace(attempt, seen=seq)


def _line(posted: Mapping[str, str], name: str) -> str:
    return str(posted.get(name, "")).replace("\x00", "").strip()[:LONGEST_NOTE]
