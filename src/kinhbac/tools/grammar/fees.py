"""What a dossier costs, and on which ground. An amount that is not on file is unknown, never nought. Pure."""

from collections.abc import Mapping
from datetime import date
from typing import Any, TypeGuard

from kinhbac.tools.forms.compiled import condition_holds
from kinhbac.tools.forms.paths import at
from kinhbac.tools.grammar.facts import CASE, CHANNEL, FILED_ON, names_in
from kinhbac.tools.grammar.rules import case_for
from kinhbac.tools.grammar.types import DaysFact, Fee, FeeRule, PerPage, Procedure


def facts_from(procedure: Procedure, answers: Mapping[str, Any], *, filed_on: date) -> dict[str, Any]:
    """Return the facts that the fee may depend on, computed from the answers; those not answered are left out.

    The case is the one that the answers lead to; where an officer found another, the caller puts that in its place.
    """
    found: dict[str, Any] = {
        name: _days(rule, answers, filed_on) for name, rule in procedure.facts.items()
    } | {each.name: at(answers, each.answer) for each in procedure.answer_facts}
    case = case_for(procedure, answers)
    if case is not None:
        found[CASE] = case.key
    return {name: value for name, value in found.items() if value is not None}


def fee_for(procedure: Procedure, *, filed_on: date, channel: str, facts: Mapping[str, Any]) -> Fee:
    """Return the fee by the first rule that applies.

    Args:
        procedure: whose fees are asked.
        filed_on: the day on which the dossier is handed in; the fees of that day count.
        channel: key of the way in which it is handed in.
        facts: from `facts_from`; `group` where an officer found that the person belongs to one, `case`, and
            `eid_level` and `eid_items` from the signed-in person's record.

    Raises:
        NotInForce: the procedure has no fees on that day.
    """
    known = {**facts, CHANNEL: channel}
    for rule in procedure.fees.on(filed_on):
        if rule.when is None or condition_holds(procedure.form, rule.when, known):
            return _fee(procedure, rule, known)
    raise AssertionError("the grammar lets no fees in whose last rule does not always apply")


def _fee(procedure: Procedure, rule: FeeRule, facts: Mapping[str, Any]) -> Fee:
    amount_vnd = _amount_vnd(rule, facts)
    return Fee(
        amount_vnd=amount_vnd,
        known=amount_vnd is not None,
        words=rule.words,
        ground=procedure.law_of(rule.law),
        upon=names_in(rule.when),
    )


def _amount_vnd(rule: FeeRule, facts: Mapping[str, Any]) -> int | None:
    if rule.per_page is not None:
        return _by_pages(rule.per_page, facts)
    if rule.per is None or rule.amount_vnd is None:
        return rule.amount_vnd
    times = facts.get(rule.per)
    return rule.amount_vnd * times if _is_number(times) else None


def _by_pages(rule: PerPage, facts: Mapping[str, Any]) -> int | None:
    """Return the amount, or None while the numbers are not there: a form half filled in costs nothing yet known."""
    pages, copies = facts.get(rule.pages), facts.get(rule.copies)
    if not (_is_number(pages) and _is_number(copies)):
        return None
    return rule.amount_vnd(pages, copies)


def _is_number(value: Any) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


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
