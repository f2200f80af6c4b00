"""The rules of retention as they are stored: JSON values only, and back."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from kinhbac.base.text import Text
from kinhbac.tools.grammar.dated import Span
from kinhbac.tools.retention.types import Keep, Line, RetentionRules


def retention_to_plain(rules: RetentionRules) -> dict[str, Any]:
    """Return JSON values only."""
    return {"lines": [_plain(each) for each in rules.lines.values()], "requests": list(rules.requests)}


def retention_from_plain(plain: Mapping[str, Any]) -> RetentionRules:
    """Return the rules that `retention_to_plain` wrote."""
    lines = {each["kind"]: _line(each) for each in plain["lines"]}
    return RetentionRules(lines, tuple(plain["requests"]))


def _plain(line: Line) -> dict[str, Any]:
    return {
        "kind": line.kind,
        "name": _words(line.name),
        "why": _words(line.why) if line.why else None,
        "by_date": [
            {
                "from": span.from_on.isoformat(),
                "to": span.to_on.isoformat() if span.to_on else None,
                "keep": span.value.term,
                "cited": _words(span.value.cited),
                "verified": span.value.verified,
            }
            for span in line.spans
        ],
    }


def _line(each: Mapping[str, Any]) -> Line:
    spans = tuple(
        Span(
            date.fromisoformat(span["from"]),
            date.fromisoformat(span["to"]) if span["to"] else None,
            Keep(span["keep"], Text(**span["cited"]), span["verified"]),
        )
        for span in each["by_date"]
    )
    return Line(each["kind"], Text(**each["name"]), spans, Text(**each["why"]) if each["why"] else None)


def _words(text: Text) -> dict[str, str]:
    return {"vi": text.vi, "en": text.en}
