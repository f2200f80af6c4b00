"""Who acts and who looks: people known by opaque keys, with the positions they hold on a day."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from kinhbac.kernel.types.keys import uuid_from

_KEYS = ("account", "person", "position", "on_behalf_of", "mandate")
_WORDS = ("role", "office", "system")


@dataclass(frozen=True, slots=True)
class Position:
    """A post (vị trí công tác): a person in a role at an office, from a day to a day (both inclusive).

    `instead_of` is the person whose post it is, where it is held for her while she is on leave.
    """

    key: UUID
    role: str
    office: str
    valid_from: date
    valid_to: date | None = None
    instead_of: UUID | None = None

    def holds_on(self, day: date) -> bool:
        """Say whether the post is held on `day`."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who did something, and for whom.

    `system` names the machine's own hand (a deadline that ran out, a migration); then the keys are empty.
    `on_behalf_of` is the person for whom it was done, when that is another; `mandate` the key of the mandate under which,
    where it rests on one.

    `stands_for` is as a viewer's: for rules that ask in whose interest somebody might act. It is written nowhere.
    """

    account: UUID | None = None
    person: UUID | None = None
    position: UUID | None = None
    role: str | None = None
    office: str | None = None
    on_behalf_of: UUID | None = None
    system: str | None = None
    mandate: UUID | None = None
    stands_for: frozenset[UUID] = field(default=frozenset(), compare=False, repr=False)

    def to_plain(self) -> dict[str, str]:
        """Return what is known and written, as text; empty values are left out."""
        values = {
            "account": self.account,
            "person": self.person,
            "position": self.position,
            "role": self.role,
            "office": self.office,
            "on_behalf_of": self.on_behalf_of,
            "system": self.system,
            "mandate": self.mandate,
        }
        return {key: str(value) for key, value in values.items() if value is not None}

    @classmethod
    def from_plain(cls, plain: dict[str, str]) -> "Actor":
        """Read back what `to_plain` wrote."""
        keys = {name: uuid_from(plain[name]) for name in _KEYS if name in plain}
        words = {name: plain[name] for name in _WORDS if name in plain}
        return cls(**keys, **words)  # type: ignore[arg-type]

    def same_hand(self, other: "Actor") -> bool:
        """Say whether both are one person's (or one machine's) hand, whatever the post."""
        if self.person is not None or other.person is not None:
            return self.person == other.person
        return self.system is not None and self.system == other.system


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who reads: every read takes one. A viewer without person and positions sees nothing (default deny).

    `stands_for` are the keys of the bodies for which she may act today, such as a firm, and of the mandates that she holds
    today; the cases to which one of them is a party are hers to see.
    """

    account: UUID | None = None
    person: UUID | None = None
    positions: tuple[Position, ...] = ()
    stands_for: frozenset[UUID] = frozenset()

    @property
    def is_officer(self) -> bool:
        """Whether any post is held now."""
        return bool(self.positions)

    def offices(self) -> frozenset[str]:
        """The keys of the offices where this viewer holds a post."""
        return frozenset(position.office for position in self.positions)

    def parties(self) -> frozenset[UUID]:
        """The parties to a case that she is: herself, and the bodies for which she acts; none for nobody."""
        return self.stands_for | {self.person} if self.person is not None else frozenset()

    def acting_under(self, mandate: UUID, on_behalf_of: UUID) -> Actor:
        """Return this viewer as an actor for another person, under a mandate; whoever calls has asked whether it holds."""
        return Actor(
            account=self.account,
            person=self.person,
            on_behalf_of=on_behalf_of,
            mandate=mandate,
            stands_for=self.stands_for,
        )

    def people(self) -> frozenset[UUID]:
        """Herself, and those in whose stead she holds a post."""
        stead = {position.instead_of for position in self.positions}
        return frozenset(person for person in {self.person, *stead} if person is not None)

    def post(self, role: str, office: str | None = None) -> Position | None:
        """Return the first post of that role (at that office), if one is held."""
        for position in self.positions:
            if position.role == role and office in (None, position.office):
                return position
        return None

    def acting(
        self, role: str | None = None, office: str | None = None, on_behalf_of: UUID | None = None
    ) -> Actor:
        """Return this viewer as an actor, in the post of that role where one is held.

        Where nobody is named for whom it is done, it is the one in whose stead the post is held.
        """
        post = self.post(role, office) if role else (self.positions[0] if self.positions else None)
        return self.acting_in(post, on_behalf_of)

    def acting_in(self, post: Position | None, on_behalf_of: UUID | None = None) -> Actor:
        """Return this viewer as an actor in one of her posts, or in none; as `acting`."""
        if on_behalf_of is None and post is not None:
            on_behalf_of = post.instead_of
        return Actor(
            account=self.account,
            person=self.person,
            position=post.key if post else None,
            role=post.role if post else None,
            office=post.office if post else None,
            on_behalf_of=on_behalf_of,
            stands_for=self.stands_for,
        )
