"""What the rules say of mandates, by date, as plain values and back. Pure."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from kinhbac.base.text import Text
from kinhbac.services.procedures.types import Mandating, MandatingRule
from kinhbac.tools.grammar.dated import Dated, Span


def mandating_to_plain(rule: MandatingRule) -> dict[str, Any]:
    """Return JSON values only."""
    return {
        "by_date": [
            {
                "from": span.from_on.isoformat(),
                "to": span.to_on.isoformat() if span.to_on else None,
                "in_person": sorted(span.value.in_person),
                "adult_at": span.value.adult_at,
                "longest_days": span.value.longest_days,
                "act": {"vi": span.value.act.vi, "en": span.value.act.en},
                "verified": span.value.verified,
            }
            for span in rule.spans
        ]
    }


def mandating_from_plain(plain: Mapping[str, Any]) -> MandatingRule:
    """Return the rule that `mandating_to_plain` wrote."""
    return Dated(
        tuple(
            Span(
                date.fromisoformat(each["from"]),
                date.fromisoformat(each["to"]) if each["to"] else None,
                Mandating(
                    frozenset(each["in_person"]),
                    each["adult_at"],
                    each["longest_days"],
                    Text(**each["act"]),
                    each["verified"],
                ),
            )
            for each in plain["by_date"]
        )
    )
