"""What leaves the provider: a registered system, what it may ask for, and a person's sign-on to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kinhbac.base.text import Text

OPENID, PROFILE, IDENTITY_NUMBER, POSTS = "openid", "profile", "identity_number", "posts"
OF_PERSON: Mapping[str, Text] = {
    OPENID: Text("một mã riêng của bạn ở hệ thống đó", "a code of yours for that system alone"),
    PROFILE: Text("họ tên", "your name"),
    IDENTITY_NUMBER: Text("số định danh cá nhân", "your identity number"),
    POSTS: Text("vị trí công tác hôm nay", "the posts you hold today"),
}
"""What a system may ask to be told of whoever signs in to it."""

CATALOGUE, DOSSIERS, OFFICERS = "catalogue.read", "dossiers.status", "officers.read"
OF_SYSTEM: Mapping[str, Text] = {
    CATALOGUE: Text("đọc danh mục thủ tục", "read the catalogue of procedures"),
    DOSSIERS: Text("đọc tình trạng một hồ sơ theo mã", "read where a dossier stands, by its code"),
    OFFICERS: Text("đọc cán bộ và vị trí (SCIM)", "read officers and their posts (SCIM)"),
}
"""What a system may be let do by itself, without a person."""

PAIRWISE = "pairwise"


@dataclass(frozen=True, slots=True)
class System:
    """A registered system (hệ thống thông tin khác): who it is, what for, and what it may ask.

    Attributes:
        law: on which its purpose rests; needed where it is told identity numbers.
        redirects: addresses to which a browser may be sent back, to the letter.
        after_logout: the same after signing out.
        back_channel: where it is told that somebody signed out, "" for nowhere.
        of_person: scopes that people may grant it.
        of_system: scopes of its own.
    """

    key: str
    name: Text
    purpose: Text
    law: str
    redirects: tuple[str, ...]
    after_logout: tuple[str, ...]
    back_channel: str
    of_person: tuple[str, ...]
    of_system: tuple[str, ...]
    registered_at: datetime
    secret_until: datetime
    disabled_at: datetime | None = None
    last_used_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether it may ask at all."""
        return self.disabled_at is None


@dataclass(frozen=True, slots=True)
class Registration:
    """What an administrator writes down of a system; as `System`."""

    key: str
    name: Text
    purpose: Text
    law: str = ""
    redirects: tuple[str, ...] = ()
    after_logout: tuple[str, ...] = ()
    back_channel: str = ""
    of_person: tuple[str, ...] = ()
    of_system: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asker:
    """Who is at the page and about to sign on to a system: by which session, since when, how sure.

    Attributes:
        browser: a key of the session that stays when the session's own key changes.
        posts: whether this session opens her posts.
    """

    account: UUID
    person: UUID
    session: str
    browser: UUID
    level: int
    posts: bool
    auth_at: datetime


@dataclass(frozen=True, slots=True)
class Asked:
    """What a system asked, and was granted."""

    system: str
    redirect: str
    scopes: tuple[str, ...]
    nonce: str
    challenge: str
    issuer: str


@dataclass(frozen=True, slots=True)
class SignOn:
    """A person's sign-on to a system; `key` is the `sid` of its tokens, `subject` the person's name there."""

    key: UUID
    system: str
    account: UUID
    person: UUID
    subject: str
    browser: UUID
    level: int
    posts: bool
    auth_at: datetime
    issuer: str
    scopes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeptCode:
    """A code that was given out and is exchanged now: for which sign-on, with which proof."""

    sign_on: SignOn
    redirect: str
    nonce: str
    challenge: str


@dataclass(frozen=True, slots=True)
class Bearing:
    """What a token gives its bearer: the system, the scopes, and the sign-on where it speaks of a person."""

    system: System
    scopes: tuple[str, ...]
    sign_on: SignOn | None = None


@dataclass(frozen=True, slots=True)
class ConsentSeen:
    """That somebody let a system know something of her: what, since when, and when she last signed on."""

    system: System
    scopes: tuple[str, ...]
    given_at: datetime
    last_at: datetime | None


@dataclass(frozen=True, slots=True)
class TokenSeen:
    """A system's own token that still holds: its scopes, until when, last used when."""

    scopes: tuple[str, ...]
    at: datetime
    expires_at: datetime
    seen_at: datetime | None


@dataclass(frozen=True, slots=True)
class Happened:
    """What happened with a system: an act of an administrator, a refusal, a message that did not arrive."""

    at: datetime
    what: str
    why: str
    who: str = ""
