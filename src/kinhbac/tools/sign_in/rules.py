"""What a provider's words mean here: whom it presents, how sure, and which level an act needs. Pure."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import Any

from kinhbac.base.people import PersonNumberError, parse_identity
from kinhbac.base.text import Text
from kinhbac.kernel.types import Refusal, Refused
from kinhbac.tools.credentials.types import WAYS as OWN_WAYS
from kinhbac.tools.identity.types import Presented
from kinhbac.tools.sign_in.types import NeededLevel, OwnRules, Provider, SignInRules

NOT_ENOUGH = Refusal(
    "sign_in.not_enough_told",
    Text(
        vi="Tài khoản này không cho biết đủ số định danh, họ tên và ngày sinh.",
        en="This account does not tell an identity number, a name and a day of birth.",
    ),
    Text(
        vi="Cập nhật tài khoản định danh ở cơ quan công an, hoặc mang thẻ căn cước tới Bộ phận Một cửa.",
        en="Have the account updated at the police, or bring your identity card to the one-stop desk.",
    ),
)
UNKNOWN_KIND = Refusal(
    "sign_in.unknown_kind",
    Text(
        vi="Tài khoản này không phải của cá nhân, cũng không phải của tổ chức.",
        en="This account is neither a person's nor an organisation's.",
    ),
    Text(vi="Đăng nhập bằng tài khoản khác.", en="Sign in with another account."),
)
NO_FIRM = Refusal(
    "sign_in.no_firm",
    Text(
        vi="Tài khoản tổ chức này không cho biết mã số doanh nghiệp hoặc người đại diện.",
        en="This organisation account tells no enterprise code or no representative.",
    ),
    Text(
        vi="Người đại diện đăng nhập bằng tài khoản cá nhân của mình.",
        en="The representative signs in with a personal account.",
    ),
)


def presented(provider: Provider, claims: Mapping[str, Any]) -> Presented:
    """Return whom a provider presents.

    Args:
        provider: as the catalogue describes it.
        claims: all that it told, in its own words; believed.

    Raises:
        Refused: it does not tell enough to know who it is.
    """
    kind = said(provider, claims, "account_kind")
    if kind and kind not in (*provider.people, *provider.organisations):
        raise Refused(UNKNOWN_KIND)
    is_firm = bool(kind) and kind in provider.organisations
    number, born_on = _number(said(provider, claims, "identity_number")), _day(provider, claims)
    name, subject = said(provider, claims, "full_name"), said(provider, claims, "subject")
    firm = (said(provider, claims, "firm_code"), said(provider, claims, "firm_name")) if is_firm else ("", "")
    if is_firm and not (number and all(firm)):
        raise Refused(NO_FIRM)
    if not number or not name or not subject or born_on is None:
        raise Refused(NOT_ENOUGH)
    return Presented(
        provider=provider.key,
        subject=subject[:255],
        identity_number=number,
        full_name=name[:120],
        born_on=born_on,
        level=level_of(provider, claims),
        firm_code=firm[0][:13],
        firm_name=firm[1][:200],
    )


def said(provider: Provider, claims: Mapping[str, Any], word: str) -> str:
    """Return what a provider says of something, "" where it says nothing."""
    for name in provider.claims.get(word, ()):
        value = claims.get(name)
        if isinstance(value, str | int) and not isinstance(value, bool) and str(value).strip():
            return str(value).strip()
    return ""


def level_of(provider: Provider, claims: Mapping[str, Any]) -> int:
    """Return the level of identification that a provider tells of: the lowest where it tells several, 0 where none is known.

    The account has a level and this sign-in has one; both must reach what an act needs.
    """
    words = [str(claims[name]) for name in provider.claims.get("level", ()) if claims.get(name) is not None]
    known = {word: each.level for each in provider.levels for word in each.said_as}
    return min((known.get(word, 0) for word in words), default=0)


def asked_level(provider: Provider, level: int) -> str:
    """Return the word by which a level is asked of a provider, "" for none; the nearest level above counts."""
    fitting = [each for each in provider.levels if each.level >= level > 0]
    return min(fitting, key=lambda each: each.level).asked_as if fitting else ""


def needed(rules: SignInRules, act: str, day: date) -> NeededLevel | None:
    """Return what level an act needs on a day, None where it needs none."""
    return next((each for each in rules.needed if each.act == act and each.holds_on(day)), None)


def level_for(rule: NeededLevel, way: str, level: int) -> int:
    """Return what a level is worth for an act: of an officer's own sign-in nothing, where the act does not take it."""
    return level if rule.own or way not in OWN_WAYS else 0


def is_stale(rule: NeededLevel, proved_at: datetime | None, now: datetime) -> bool:
    """Say whether somebody proved herself too long ago for an act, or in a time that has not come.

    Args:
        rule: of the act.
        proved_at: when, aware; None where it cannot be told.
        now: aware.
    """
    if rule.minutes is None:
        return False
    return proved_at is None or not timedelta(0) <= now - proved_at <= timedelta(minutes=rule.minutes)


def proved_at(claims: Mapping[str, Any], now: datetime) -> datetime:
    """Return when a provider last asked somebody who she is (`auth_time`), never later than now.

    One that says nothing may have let her through by a session of its own: then it was long ago, and an act that needs a
    fresh proof asks for one.
    """
    told = _auth_time(claims)
    return datetime.fromtimestamp(max(0.0, min(told or 0.0, now.timestamp())), now.tzinfo)


def asked_since(claims: Mapping[str, Any], moment: float) -> bool:
    """Say whether a provider says that it asked her after a moment (seconds since 1970), as it was told to."""
    told = _auth_time(claims)
    return told is not None and told >= moment


def _auth_time(claims: Mapping[str, Any]) -> float | None:
    told = claims.get("auth_time")
    return None if isinstance(told, bool) or not isinstance(told, int | float) else float(told)


def own(rules: SignInRules, day: date) -> OwnRules | None:
    """Return by which rules officers sign in with what they hold themselves; None on a day when they do not."""
    return next((each for each in rules.own if each.holds_on(day)), None)


def session_lasts(rules: SignInRules, day: date) -> timedelta | None:
    """Return how long the session of somebody lasts who comes in on a day; None where the catalogue does not say."""
    rule = next((each for each in rules.sessions if each.holds_on(day)), None)
    return timedelta(hours=rule.hours) if rule is not None else None


def _number(words: str) -> str:
    try:
        number = parse_identity(words)
    except PersonNumberError:
        return ""
    return "" if number.is_old else number.digits


def _day(provider: Provider, claims: Mapping[str, Any]) -> date | None:
    words = said(provider, claims, "born_on")
    for form in provider.day_forms:
        with suppress(ValueError):
            return datetime.strptime(words, form).date()  # noqa: DTZ007 - a day has no zone
    return None
