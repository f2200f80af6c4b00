"""Coming in and going out: whom a provider presents becomes an account here, a session begins and ends, both are recorded."""

import re
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from kinhbac.base.clock import HCM
from kinhbac.base.people import PersonNumberError, parse_identity
from kinhbac.base.text import Text, fold
from kinhbac.kernel.rows import fetch
from kinhbac.kernel.types import Refused, Viewer
from kinhbac.tools.identity import rules
from kinhbac.tools.identity.actions import enrol_walk_in, open_account
from kinhbac.tools.identity.models import Account, Firm, FirmAgent, Person, ProviderAccount, SignInRecord
from kinhbac.tools.identity.reads.entries import SESSION, entry_of, mark_of, own_rows
from kinhbac.tools.identity.sealing import marks
from kinhbac.tools.identity.types import Entry, Presented, WalkIn
from kinhbac.tools.limits.actions import spend
from kinhbac.tools.limits.types import LAST, REFUSALS

TOLD_BY_PROVIDER = Text(
    vi="Tài khoản định danh điện tử, khi đăng nhập", en="Electronic identification account, when signing in"
)
_KNOWN = """
    SELECT account.id, person.full_name, person.born_on FROM kinhbac_provider_account AS tie
    JOIN kinhbac_account AS account ON account.id = tie.account_id
    JOIN kinhbac_person AS person ON person.id = account.person_id
    WHERE tie.provider = %s AND tie.subject = %s AND account.is_active AND person.number_mark IN (MARKS)
"""
_KNOWN_COLUMNS = (
    Account._meta.get_field("id"),  # noqa: SLF001 - Django's documented way to the columns
    Person._meta.get_field("full_name"),  # noqa: SLF001 - as above
    Person._meta.get_field("born_on"),  # noqa: SLF001 - as above
)
_NUMBERS = re.compile(r"[\d._]+")
END = "_session_expiry"
"""Where Django's sessions keep an end of their own, and stay with it however often they are written."""
REFUSED = "refused"
REPRESENTATIVE = Text(
    vi="Người đại diện (theo tài khoản tổ chức)", en="Representative (organisation account)"
)


def admit(presented: Presented, now: datetime) -> UUID:
    """Return the account of somebody whom a provider presents; who is not known yet is kept with the least.

    Args:
        presented: believed; what makes it so is for the caller to have checked.
        now: aware.

    Raises:
        Refused: the account is closed, or what is kept under the number is of somebody else; nothing was written.
    """
    known = _known(presented)
    if known is not None:
        return known
    try:
        with transaction.atomic():
            return _admit(presented, now)
    except (
        IntegrityError
    ):  # the same person came in by two windows at once: the other one has written everything
        with transaction.atomic():
            return _admit(presented, now)


def _known(presented: Presented) -> UUID | None:
    """Return the account of somebody who came in before and is the same in everything; nothing is written for her."""
    if presented.firm_code:
        return None
    held = marks(presented.identity_number)
    text = _KNOWN.replace("MARKS", ", ".join(["%s"] * len(held)))
    for account, *person in fetch(text, [presented.provider, presented.subject, *held], _KNOWN_COLUMNS):
        if rules.why_not_this_person((person[0], person[1]), presented) is None:
            return UUID(str(account))
    return None


def _admit(presented: Presented, now: datetime) -> UUID:
    person = enrol_walk_in(
        WalkIn(
            identity_number=presented.identity_number,
            full_name=presented.full_name,
            born_on=presented.born_on,
            sex=_sex(presented.identity_number),
        ),
        TOLD_BY_PROVIDER,
    )
    known = Person.objects.values_list("full_name", "born_on").get(pk=person)
    if (why := rules.why_not_this_person(known, presented)) is not None:
        raise Refused(why)
    account = _account(presented, person, now)
    if presented.firm_code:
        _enrol_firm(presented, person, now.astimezone(HCM).date())
    return account


def _account(presented: Presented, person: UUID, now: datetime) -> UUID:
    tie = ProviderAccount.objects.filter(provider=presented.provider, subject=presented.subject)
    tied = tie.values_list("account_id", "account__person_id", "account__is_active").first()
    if tied is not None and tied[1] != person:
        raise Refused(rules.OTHER_PERSON)
    if tied is not None and tied[2]:
        return UUID(str(tied[0]))
    held = Account.objects.filter(person=person).order_by("-is_active", "name")
    first = held.values_list("pk", "is_active").first()
    if first is not None and not first[1]:
        raise Refused(rules.ACCOUNT_CLOSED)
    account = first[0] if first is not None else _open(presented, person)
    ProviderAccount.objects.update_or_create(
        provider=presented.provider,
        subject=presented.subject,
        defaults={"account_id": account, "since": now},
    )
    return account


def _open(presented: Presented, person: UUID) -> UUID:
    account = uuid4()
    name = f"{fold(presented.full_name)[:40]} ({account.hex[:12]})"
    open_account(account=account, name=name, person=person)
    return account


def _sex(number: str) -> str:
    try:
        gender = parse_identity(number).gender
    except PersonNumberError:
        return ""
    return str(gender) if gender is not None else ""


def _enrol_firm(presented: Presented, person: UUID, day: date) -> None:
    """Let somebody act today for the firm whose account she came in with; a right that is kept longer stays as it is."""
    firm, _ = Firm.objects.get_or_create(
        enterprise_code=presented.firm_code,
        defaults={"name": presented.firm_name, "head_office": "", "representative": presented.full_name},
    )
    until = day + timedelta(days=1)  # a session may pass midnight
    held = FirmAgent.objects.filter(firm=firm, person=person).first()
    if held is None:
        FirmAgent.objects.create(
            firm=firm,
            person_id=person,
            title_vi=REPRESENTATIVE.vi,
            title_en=REPRESENTATIVE.en,
            valid_from=day,
            valid_to=until,
        )
    elif held.valid_to is not None and held.valid_to < until:
        held.valid_from, held.valid_to = min(held.valid_from, day), until
        held.save(update_fields=["valid_from", "valid_to"])


def begin_session(request: HttpRequest, entry: Entry) -> None:
    """Begin a session; its key changes, so that one fixed before is worth nothing.

    Somebody who shows a higher level of herself goes on in what she was doing, until the end that was set when she first
    came in; anybody else begins with nothing. It belongs to the browser in which it begins.
    """
    before = request.session.get(SESSION)
    if before is not None and before["account"] == str(entry.account):
        request.session.cycle_key()
    else:
        request.session.flush()
    if entry.lasts is not None and END not in request.session:
        request.session.set_expiry(timezone.now() + entry.lasts)
    request.session[SESSION] = {
        "account": str(entry.account),
        "way": entry.way,
        "level": entry.level,
        "posts": entry.opens_posts,
        "at": entry.at.isoformat(),
        "proved": (entry.proved_at or entry.at).isoformat(),
        "trait": trait_of(request),
        "browser": rules.browser_named(request.headers.get("User-Agent", "")),
        "source": request.META.get("REMOTE_ADDR", "")[:45],
    }
    row = record_of(request, "in", entry.way, now=entry.at, level=entry.level, account=entry.account)
    request.session.beside = [row]  # type: ignore[attr-defined]  # written with the session, or neither is


def renew_proof(request: HttpRequest, way: str, now: datetime) -> None:
    """Keep that who is signed in has just proved herself again; the session's key changes, and it is recorded."""
    kept = request.session[SESSION]
    request.session.cycle_key()
    request.session[SESSION] = {**kept, "proved": now.isoformat()}
    row = record_of(request, "proved", way, now=now, level=kept["level"], account=UUID(kept["account"]))
    request.session.beside = [row]  # type: ignore[attr-defined]  # as above


def trait_of(request: HttpRequest) -> str:
    """Return a mark of the browser that stays through its updates, and tells nothing by itself.

    A thief who copies what the browser says of itself as well is not known by it; short sessions are the other half.
    """
    said = _NUMBERS.sub("", request.headers.get("User-Agent", ""))
    return salted_hmac("kinhbac.identity.browser", said, algorithm="sha256").hexdigest()[:32]


def end_session(request: HttpRequest, now: datetime, *, outcome: str = "out", code: str = "") -> None:
    """End the session, whoever holds it."""
    kept = request.session.get(SESSION)
    if kept is not None:
        account = UUID(kept["account"])
        record(request, outcome, kept["way"], now=now, level=kept["level"], account=account, code=code)
    request.session.flush()


def end_own_sessions(*, viewer: Viewer, marks: frozenset[str], now: datetime) -> int:
    """End sessions of the viewer's own account, wherever they are; return how many.

    Args:
        viewer: whose they must be; another's mark ends nothing.
        marks: as `own_sessions` gives them.
        now: aware.
    """
    found = [row for row in own_rows(viewer, now) if mark_of(row.session_key) in marks]
    for row in found:
        row.delete()
    for row in found:
        SignInRecord.objects.create(at=now, outcome="ended", way=entry_of(row)["way"], account=viewer.account)
    return len(found)


def record(request: HttpRequest, outcome: str, way: str, **more: Any) -> None:
    """Record that somebody went out, or was refused; as `record_of`.

    Raises:
        TooMany: nobody knows who it was, and from that address so many were refused that no line more is written. The last
            one says so. Of a known account every line is written: there one waits longer after each wrong try.
    """
    row = record_of(request, outcome, way, **more)
    is_last = outcome == REFUSED and row.account is None and spend(REFUSALS, address=row.source, now=row.at)
    row.save()
    if is_last:
        record_of(request, REFUSED, way, now=row.at, code=LAST).save()


def record_of(  # a record says exactly these things
    request: HttpRequest,
    outcome: str,
    way: str,
    *,
    now: datetime,
    level: int = 0,
    account: UUID | None = None,
    code: str = "",
) -> SignInRecord:
    """Return the record that somebody came in or went out, or was refused (`outcome` "refused") and why (`code`)."""
    return SignInRecord(
        at=now,
        outcome=outcome,
        way=way[:40],
        code=code[:60],
        level=level,
        account=account,
        source=request.META.get("REMOTE_ADDR", "")[:45],
        browser=request.headers.get("User-Agent", "")[:120],
    )
