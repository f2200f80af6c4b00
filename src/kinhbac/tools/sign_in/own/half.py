"""Half of a sign-in: the password was right, the second step is to come. Kept in the browser, signed, for five minutes."""

from dataclasses import dataclass
from uuid import UUID

from django.core import signing
from django.http import HttpRequest, HttpResponse

from kinhbac.tools.credentials.reads import ways_of
from kinhbac.tools.sign_in import cookies

COOKIE = "kinhbac_half"
SALT = "kinhbac.sign_in.half"
KEPT_FOR = 300


@dataclass(frozen=True, slots=True)
class Half:
    """Whose password was right, and where she goes on."""

    account: UUID
    then: str


def keep(response: HttpResponse, half: Half) -> None:
    """Keep that the password was right; a password set later makes it worth nothing."""
    told = {"account": str(half.account), "then": half.then[:400], "set": _set_at(half.account)}
    cookies.give(response, COOKIE, signing.dumps(told, salt=SALT), seconds=KEPT_FOR, strict=True)


def found(request: HttpRequest) -> Half | None:
    """Return whose password was right in this browser, None for nobody's."""
    try:
        told = signing.loads(cookies.shown(request, COOKIE), salt=SALT, max_age=KEPT_FOR)
    except signing.BadSignature:
        return None
    half = Half(UUID(told["account"]), told["then"])
    return half if told["set"] == _set_at(half.account) else None


def forget(response: HttpResponse) -> None:
    """Forget it: she is in, or begins again."""
    cookies.take_back(response, COOKIE, strict=True)


def _set_at(account: UUID) -> str:
    since = ways_of(account).since
    return since.isoformat() if since else ""
