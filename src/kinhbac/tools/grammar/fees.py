"""What a dossier costs, and on which ground. An amount that is not on file is unknown, never nought. Pure."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from kinhbac.tools.forms.compiled import condition_holds
from kinhbac.tools.forms.paths import at
from kinhbac.tools.grammar.types import DaysFact, Fee, FeeRule, Procedure

FILED_ON = "filed_on"
CHANNEL = "channel"
GROUP = "group"


def facts_from(procedure: Procedure, answers: Mapping[str, Any], *, filed_on: date) -> dict[str, Any]:
    """Return the facts that the fee may depend on, computed from the answers; those not answered are left out."""
    found = {name: _days(rule, answers, filed_on) for name, rule in procedure.facts.items()}
    return {name: value for name, value in found.items() if value is not None}


def fee_for(procedure: Procedure, *, filed_on: date, channel: str, facts: Mapping[str, Any]) -> Fee:
    """Return the fee by the first rule that applies.

    Args:
        procedure: whose fees are asked.
        filed_on: the day on which the dossier is handed in; the fees of that day count.
        channel: key of the way in which it is handed in.
        facts: from `facts_from`, and `group` where an officer found that the person belongs to one.

    Raises:
        NotInForce: the procedure has no fees on that day.
    """
    known = {**facts, CHANNEL: channel}
    for rule in procedure.fees.on(filed_on):
        if rule.when is None or condition_holds(procedure.form, rule.when, known):
            return _fee(procedure, rule)
    raise AssertionError("the grammar lets no fees in whose last rule does not always apply")


def _fee(procedure: Procedure, rule: FeeRule) -> Fee:
    return Fee(
        amount_vnd=rule.amount_vnd,
        known=rule.amount_vnd is not None,
        words=rule.words,
        ground=procedure.law_of(rule.law),
    )


def _days(rule: DaysFact, answers: Mapping[str, Any], filed_on: date) -> int | None:
    first, last = (_day(path, answers, filed_on) for path in (rule.days_from, rule.days_to))
    return (last - first).days if first is not None and last is not None else None


def _day(path: str, answers: Mapping[str, Any], filed_on: date) -> date | None:
    if path == FILED_ON:
        return filed_on
    try:
        return date.fromisoformat(at(answers, path))
    except (TypeError, ValueError):
        return None
