"""What a part's result gives to the other parts of its bundle: asked of whoever issues it, and judged. Pure."""

from collections.abc import Mapping

from kinhbac.base.people import PersonNumberError, parse_identity
from kinhbac.kernel.types import CaseState
from kinhbac.services.procedures.rules.bundles.names import BUNDLE
from kinhbac.services.procedures.rules.meaning import Asked
from kinhbac.tools.grammar.types import Given, GivenKind, Procedure

GIVES = "gives"
"""The value of an act, and in a dossier's fact of its bundle the keys of what is wanted of it."""


def asked_of_result(state: CaseState, procedure: Procedure) -> tuple[Given, ...]:
    """Return what a result is to give because other parts wait for it; nothing where the dossier is no such part."""
    wanted = state.facts.get(BUNDLE, {}).get(GIVES, ())
    return tuple(each for each in procedure.result.gives if each.key in wanted)


def given(asked: Asked) -> Mapping[str, str] | None:
    """Return what was said that a result gives, by key; None where something is missing or cannot be."""
    words = asked.command.values.get(GIVES)
    told = words if isinstance(words, Mapping) else {}
    said = {
        each.key: _read(each, str(told.get(each.key, "")).strip())
        for each in asked_of_result(asked.state, asked.procedure)
    }
    return None if "" in said.values() else said


def _read(each: Given, words: str) -> str:
    if each.kind is not GivenKind.IDENTITY:
        return words
    try:
        return parse_identity(words).digits
    except PersonNumberError:
        return ""
