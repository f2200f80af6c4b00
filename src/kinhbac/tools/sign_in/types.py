"""What is written of providers in the catalogue, and where one of them is on this machine."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kinhbac.base.text import Text

SUBMIT_DOSSIER = "submit_dossier"
"""Sending a form, a supplement or any other act of a citizen upon a dossier (nộp hồ sơ)."""
OPEN_RESULT = "open_result"
"""Opening the result of a dossier (nhận kết quả điện tử)."""
ACT_IN_POST = "act_in_post"
"""Acting in a post of an office (thực hiện nhiệm vụ)."""
APPROVE = "approve"
"""Approving what is put before a leader, as he would sign it (ký duyệt)."""
ISSUE_RESULT = "issue_result"
"""Issuing a result (phát hành kết quả)."""
EXPORT = "export"
"""Taking figures, reports or a register away as a file (kết xuất dữ liệu)."""
CHANGE_SIGN_IN = "change_sign_in"
"""Changing how one signs in, or issuing somebody an activation code."""
EXPORT_OWN = "export_own"
"""Downloading everything that is one's own (tải về dữ liệu của mình)."""
ACTS = (
    SUBMIT_DOSSIER,
    OPEN_RESULT,
    ACT_IN_POST,
    APPROVE,
    ISSUE_RESULT,
    EXPORT,
    CHANGE_SIGN_IN,
    EXPORT_OWN,
)


@dataclass(frozen=True, slots=True)
class Level:
    """A level of identification (mức độ định danh): by which words a provider tells of it, and by which it is asked."""

    level: int
    said_as: tuple[str, ...]
    asked_as: str


@dataclass(frozen=True, slots=True)
class Provider:
    """A provider (hệ thống định danh và xác thực) as the catalogue describes it.

    Attributes:
        claims: our word for a value to the names by which the provider may tell it, the first that is there counts.
        day_forms: how it may write a day, as `strptime` takes it.
        people: the kinds of account that are a person's.
        organisations: those that are a firm's, held by whoever represents it.
    """

    key: str
    name: Text
    from_on: date
    to_on: date | None
    scope: str
    claims: Mapping[str, tuple[str, ...]]
    day_forms: tuple[str, ...]
    people: tuple[str, ...]
    organisations: tuple[str, ...]
    levels: tuple[Level, ...]

    def holds_on(self, day: date) -> bool:
        """Say whether one may sign in with it on a day."""
        return self.from_on <= day and (self.to_on is None or day <= self.to_on)


@dataclass(frozen=True, slots=True)
class NeededLevel:
    """From a day on, an act needs this level of whoever does it; with `minutes`, proved at most so long ago.

    `own` says whether what an officer holds herself is enough; what she does as a citizen needs her national account.
    """

    act: str
    level: int
    from_on: date
    to_on: date | None
    cited: Text
    minutes: int | None = None
    own: bool = False

    def holds_on(self, day: date) -> bool:
        """Say whether it holds on a day."""
        return self.from_on <= day and (self.to_on is None or day <= self.to_on)


@dataclass(frozen=True, slots=True)
class OwnRules:
    """From a day on, officers sign in with what they hold themselves: which level that is, and what it must be.

    Attributes:
        level: of who came in by two steps, or by a passkey.
        length: letters of a password at least.
        activation_hours: for how long an activation code can be used.
        recovery_codes: how many are given out at once.
    """

    level: int
    length: int
    activation_hours: int
    recovery_codes: int
    from_on: date
    to_on: date | None
    cited: Text

    def holds_on(self, day: date) -> bool:
        """Say whether it holds on a day."""
        return self.from_on <= day and (self.to_on is None or day <= self.to_on)


@dataclass(frozen=True, slots=True)
class SessionRule:
    """From a day on, a session ends so many hours after somebody came in, whatever she proves meanwhile."""

    hours: int
    from_on: date
    to_on: date | None

    def holds_on(self, day: date) -> bool:
        """Say whether it holds on a day."""
        return self.from_on <= day and (self.to_on is None or day <= self.to_on)


@dataclass(frozen=True, slots=True)
class SignInRules:
    """The whole file of signing in."""

    providers: tuple[Provider, ...] = ()
    needed: tuple[NeededLevel, ...] = ()
    own: tuple[OwnRules, ...] = ()
    sessions: tuple[SessionRule, ...] = ()


@dataclass(frozen=True, slots=True)
class Connection:
    """Where a provider is and who we are to it; never printed with its secret.

    Attributes:
        metadata: the address of its discovery document, or a file that holds one where it publishes none.
    """

    issuer: str
    client: str
    secret: str
    metadata: str

    def __repr__(self) -> str:
        return f"Connection({self.issuer})"


@dataclass(frozen=True, slots=True)
class Begun:
    """A sign-in that was begun in a browser: what must come back with it, and where the person goes on.

    `again` says that the provider was to ask who she is, and has to say that it did.
    """

    provider: str
    nonce: str
    verifier: str
    redirect: str
    then: str
    at: float
    again: bool = False
