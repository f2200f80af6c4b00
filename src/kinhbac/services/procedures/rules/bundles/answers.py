"""The answers of a bundle's one form, as they were filed. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from kinhbac.kernel.types import Entry
from kinhbac.services.procedures.rules.bundles.names import FILED


def filed_answers(entries: Sequence[Entry], contents: Mapping[int, Mapping[str, Any]]) -> dict[str, Any]:
    """Return them; empty where their content was lawfully removed."""
    return dict(filed_content(entries, contents).get("answers", {}))


def filed_content(entries: Sequence[Entry], contents: Mapping[int, Mapping[str, Any]]) -> Mapping[str, Any]:
    """Return all that was kept of the filing: the answers, and what a desk noted of the papers."""
    return next((contents.get(entry.seq, {}) for entry in entries if entry.name == FILED), {})
