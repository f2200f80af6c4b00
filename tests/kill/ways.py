"""The ways of dossiers through a round: those filed in it, and those whose past lies weeks back. Pure."""

import random
from dataclasses import dataclass

from tests.kill.crew import PROCEDURE
from tests.kill.staff import CITIZEN
from tests.kill.turns import MOVES, WITH_RECEIPT

ABOLISHED, CASED = "1.001193.old", "1.001193.cased"
"""Births as they are, but that the procedure has ended; and one with ten days, of which an officer may find a case."""
_END = ("issue", "hand_over")
WAYS: tuple[tuple[str, ...], ...] = (
    ("receive", "take", "propose", "approve_many", *_END, "rate"),
    ("receive", "assign", "verify", "propose", "rework", "propose", "approve_many", *_END),
    ("ask_at_desk", "supplement", "receive", "adjust", "propose", "approve", *_END),
    ("receive", "consult", "give_opinion", "propose", "approve", *_END),
    ("receive", "ask", "supplement", "allow_second", "ask", "supplement", "propose", "approve", *_END),
    ("refuse",),
    ("receive", "propose_refusal", "approve_refusal", "hand_over"),
    ("receive", "transfer", "propose", "approve", *_END),
    ("receive", "apologise", "propose", "approve_many", *_END, "error", *_END),
    ("receive", "undo_at_desk", "receive", "correct", "undo", "correct", "propose", "undo", "propose"),
    ("receive", "propose", "stop"),
    ("ask_at_desk", "withdraw"),
    ("receive", "take", "release", "propose"),
    ("receive", "ask"),
    ("receive", "consult"),
)
"""Turns that can be had in one day, and dossiers that stay where they are: open, paused, out for an opinion."""


@dataclass(frozen=True)
class Bygone:
    """What had become of a dossier before the round.

    Attributes:
        acts: done then, beside its filing.
        days: working days since the last of them, at least.
        way: what is to be done in the round.
        on_paper: handed in at a counter; else online.
        under: the key of its procedure.
    """

    acts: tuple[str, ...]
    days: int
    way: tuple[str, ...]
    on_paper: bool = False
    under: str = PROCEDURE


LONG = 16
"""Working days in which 15 days of silence are over, and which lie before the end of the abolished procedure."""
BYGONES = (
    Bygone(("ask_at_desk",), LONG, ("close_silent",)),
    Bygone(("receive", "ask"), LONG, ("close_silent",)),
    Bygone(("receive", "consult_tacit"), 4, ("count_silence", "propose", "approve_many", *_END)),
    Bygone(("receive", "consult_tacit"), 6, ("count_silence", "undo", "count_silence", "propose")),
    Bygone(("receive", "consult"), 9, ("give_opinion", "propose", "approve", *_END)),
    Bygone(("receive",), LONG, ("stop_by_law",), under=ABOLISHED),
    Bygone(("receive", "propose"), LONG, ("stop_by_law",), under=ABOLISHED),
    Bygone(("receive",), 1, ("hand_papers", "propose", "approve", *_END), on_paper=True),
    Bygone(("receive",), 3, ("hand_papers", "undo_at_desk", "hand_papers", "correct"), on_paper=True),
    Bygone(("receive",), 2, ("find_case", "propose"), under=CASED),
    Bygone(("receive", "ask", "supplement"), 5, ("propose", "approve_many", *_END, "rate")),
    Bygone(("receive", "transfer"), 7, ("propose", "approve", *_END)),
    Bygone(("receive", "propose", "approve", "issue"), 2, ("hand_over", "error", *_END)),
    Bygone(("receive", "propose", "approve", "issue", "hand_over"), 4, ()),
    Bygone(("receive", "propose", "stop"), 8, ()),
    Bygone(("receive", "ask"), 10, ()),
)
"""Turns that need days to pass or papers to lie there; and dossiers that came, waited and went on the days between."""
OF_EACH = 2
"""Bygone dossiers of each sort in a round: one at home in each commune."""
CONTESTED = 0.3
"""The share of acts for which two officers reach at once; one of them must be refused."""


@dataclass(frozen=True)
class Plan:
    """A dossier of a round: its way, at which places of it two reach at once, and what had been before."""

    number: int
    way: tuple[str, ...]
    contested: frozenset[int]
    bygone: Bygone | None = None

    @property
    def requests(self) -> int:
        """How many requests it takes when nothing goes wrong."""
        return len(self.way) + (3 if self.bygone is None else 0)


def plans(seed: int, acts: int) -> list[Plan]:
    """Return dossiers with so many acts of officers or a few more; every way at least once."""
    chance = random.Random(seed)
    made = [
        Plan(number, each.way, _contested(each.way, chance), each)
        for number, each in enumerate(each for each in BYGONES for _ in range(OF_EACH))
    ]
    old = len(made)
    while len(made) - old < len(WAYS) or acts_of_officers(made) < acts:
        way = WAYS[(len(made) - old) % len(WAYS)]
        made.append(Plan(len(made), way, _contested(way, chance)))
    return made


def _contested(way: tuple[str, ...], chance: random.Random) -> frozenset[int]:
    return frozenset(
        place
        for place, key in enumerate(way)
        if MOVES[key].how in WITH_RECEIPT and chance.random() < CONTESTED
    )


def acts_of_officers(made: list[Plan]) -> int:
    """Return how many acts of officers these ways have."""
    return sum(MOVES[key].by != CITIZEN for plan in made for key in plan.way)


def kinds(made: list[Plan]) -> set[str]:
    """Return the names of all entries that these ways make."""
    return {MOVES[key].name for plan in made for key in plan.way}
