"""How long a form that was not sent is kept, and how long consent to be helped lasts; values by date. Pure."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from kinhbac.base.clock import HCM
from kinhbac.base.text import Text
from kinhbac.services.procedures.types import Keeping, KeepingRule
from kinhbac.tools.grammar.dated import Dated, Span


def kept_until(changed_at: datetime, rule: KeepingRule) -> date:
    """Return the last day on which a form is there, by the rule of the day when it was last changed."""
    day = changed_at.astimezone(HCM).date()
    return day + timedelta(days=rule.on(day).days)


def is_over(changed_at: datetime, rule: KeepingRule, today: date) -> bool:
    """Say whether a form is to be thrown away on a day."""
    return kept_until(changed_at, rule) < today


def help_until(began_at: datetime, rule: KeepingRule) -> datetime:
    """Return when consent to be helped ends by itself: after its hours, and never later than its day in Vietnam."""
    local = began_at.astimezone(HCM)
    midnight = datetime.combine(local.date() + timedelta(days=1), datetime.min.time(), HCM)
    return min(local + timedelta(hours=rule.on(local.date()).help_hours), midnight)


def keeping_to_plain(rule: KeepingRule) -> dict[str, Any]:
    """Return JSON values only."""
    return {
        "by_date": [
            {
                "from": span.from_on.isoformat(),
                "to": span.to_on.isoformat() if span.to_on else None,
                "days": span.value.days,
                "help_hours": span.value.help_hours,
                "act": {"vi": span.value.act.vi, "en": span.value.act.en},
                "verified": span.value.verified,
            }
            for span in rule.spans
        ]
    }


def keeping_from_plain(plain: Mapping[str, Any]) -> KeepingRule:
    """Return the rule that `keeping_to_plain` wrote."""
    return Dated(
        tuple(
            Span(
                date.fromisoformat(each["from"]),
                date.fromisoformat(each["to"]) if each["to"] else None,
                Keeping(each["days"], each["help_hours"], Text(**each["act"]), each["verified"]),
            )
            for each in plain["by_date"]
        )
    )
