"""The answers of a dossier: as they were submitted, with every correction, supplement and adjustment laid over them."""

from collections.abc import Mapping, Sequence
from typing import Any

from kinhbac.kernel.types import Entry
from kinhbac.kernel.undo import UNDONE
from kinhbac.tools.forms.paths import at, merged
from kinhbac.tools.forms.types import Form

SUBMITTED = "dossier.submitted"
CORRECTED = "dossier.corrected"
CHANGING = frozenset({CORRECTED, "dossier.supplemented", "dossier.adjusted"})
"""Entries whose content holds `changes`: an officer's correction, and what the applicant changed herself."""


def standing(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return the entries that were not taken back, and are not themselves a taking back."""
    undone = {entry.corrects for entry in entries if entry.name == UNDONE}
    return tuple(entry for entry in entries if entry.seq not in undone and entry.name != UNDONE)


def current_answers(entries: Sequence[Entry], contents: Mapping[int, Mapping[str, Any]]) -> dict[str, Any]:
    """Return the answers as they stand now; empty where their content was lawfully removed."""
    answers: dict[str, Any] = {}
    for entry in standing(entries):
        content = contents.get(entry.seq, {})
        if entry.name == SUBMITTED:
            answers = dict(content.get("answers", {}))
        elif entry.name in CHANGING:
            answers = merged(
                answers, {path: change["to"] for path, change in content.get("changes", {}).items()}
            )
    return answers


def corrected_paths(entries: Sequence[Entry], contents: Mapping[int, Mapping[str, Any]]) -> frozenset[str]:
    """Return the paths of the answers that were corrected."""
    return frozenset(
        path
        for entry in standing(entries)
        if entry.name == CORRECTED
        for path in contents.get(entry.seq, {}).get("changes", {})
    )


def changes_between(
    form: Form, before: Mapping[str, Any], after: Mapping[str, Any]
) -> dict[str, dict[str, Any]]:
    """Return what differs, by path: what stood there and what stands there now."""
    return {
        path: {"from": at(before, path), "to": at(after, path)}
        for path in form.fields
        if at(before, path) != at(after, path)
    }
