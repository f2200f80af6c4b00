"""What was published of a procedure, by whom and from when, and its texts. The law is open, so all may read it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid5

from kinhbac.base.clock import HCM
from kinhbac.kernel import definitions
from kinhbac.kernel.reads import case_for_bearer
from kinhbac.kernel.types import CaseState, Viewer
from kinhbac.services.catalogue.rules.publication import Said, said_in
from kinhbac.services.catalogue.rules.stored import PROCEDURE, TEXTS, files_in
from kinhbac.services.catalogue.types import Standing, Version
from kinhbac.tools.grammar.plain import from_plain
from kinhbac.tools.grammar.types import Procedure
from kinhbac.tools.identity.reads import names_of

_CASES = UUID("6f1e5c1e-0000-4000-8000-7075626c6973")


@dataclass(frozen=True, slots=True)
class Listed:
    """A procedure in the list: what rules today, and what is to come."""

    key: str
    procedure: Procedure
    to_come: date | None


def case_key(procedure: str) -> UUID:
    """Return the key of the case that holds a procedure's publications."""
    return uuid5(_CASES, procedure)


def case_code(procedure: str) -> str:
    """Return the number under which a procedure's publications are kept in the journal."""
    return f"CB-{procedure}"


def case_of_publications(procedure: str) -> CaseState | None:
    """Return the case of a procedure's publications, None where it was never published by an act."""
    return case_for_bearer(case_code(procedure))


def procedure_on(key: str, day: date) -> tuple[Procedure, str]:
    """Return the version of a procedure that rules on a day, and its hash.

    Raises:
        NotPublished: none does.
    """
    name = definitions.hash_on(PROCEDURE, key, day)
    return version_of(name), name


def version_of(definition: str) -> Procedure:
    """Return the procedure of a version."""
    procedure: Procedure = definitions.value_of(definition, from_plain)
    return procedure


def listed(today: date) -> tuple[Listed, ...]:
    """Return every procedure of the province by key, also one of which a version is only to come."""
    keys = list(definitions.hashes_on(PROCEDURE, date.max))
    found = []
    for key in keys:
        said = _said(key)
        coming = [
            each.from_on for each in said if each.from_on > today and not each.plain.get("taken_back_at")
        ]
        try:
            procedure = procedure_on(key, today)[0]
        except definitions.NotPublished:
            procedure = version_of(said[-1].plain["definition"])
        found.append(Listed(key, procedure, min(coming, default=None)))
    return tuple(found)


def versions_of(key: str, viewer: Viewer, today: date) -> tuple[Version, ...]:
    """Return the versions of a procedure, the latest publication first; what came with the catalogue's files last."""
    said = _said(key)
    names = names_of(frozenset(UUID(each.plain["by"]) for each in said if each.plain["by"]), viewer)
    ruling = _ruling(key, today)
    published = [
        Version(
            number=each.number,
            definition=each.plain["definition"],
            texts=each.plain["texts"],
            said=each.plain["said"],
            from_on=each.from_on,
            at=datetime.fromisoformat(each.plain["at"]),
            by=names.get(UUID(each.plain["by"]), "") if each.plain["by"] else "",
            why=each.plain["why"],
            decision=each.plain["decision"],
            decided_on=date.fromisoformat(each.plain["decided_on"]),
            ends=each.plain["ends"],
            standing=_where(each, ruling, today),
            taken_back_at=datetime.fromisoformat(at) if (at := each.plain.get("taken_back_at")) else None,
            taken_back_why=each.plain.get("taken_back_why", ""),
        )
        for each in said
    ]
    return (*reversed(published), *_from_files(key, ruling))


def texts_of(stored: str) -> dict[str, str]:
    """Return the files of a version by the hash of its stored texts; none where none were stored."""
    return files_in(definitions.plain_of(stored)) if stored else {}


def stored_texts(key: str, today: date) -> str:
    """Return the hash of the texts of the version that rules today, or else of the latest; "" where none are stored."""
    name = _ruling(key, today)
    said = [each for each in _said(key) if not each.plain.get("taken_back_at")]
    for each in reversed(said):
        if each.plain["definition"] == name or not name:
            return str(each.plain["texts"])
    return _texts_of_files(key)


def _said(key: str) -> tuple[Said, ...]:
    state = case_of_publications(key)
    return said_in(state.facts) if state is not None else ()


def _ruling(key: str, today: date) -> str:
    try:
        return definitions.hash_on(PROCEDURE, key, today)
    except definitions.NotPublished:
        return ""


def _where(said: Said, ruling: str, today: date) -> Standing:
    if said.plain.get("taken_back_at"):
        return Standing.TAKEN_BACK
    if said.from_on > today:
        return Standing.TO_COME
    return Standing.IN_FORCE if said.plain["definition"] == ruling else Standing.REPLACED


def _from_files(key: str, ruling: str) -> tuple[Version, ...]:
    at = definitions.current_since(PROCEDURE, key)
    if at is None:
        return ()
    name = definitions.current_hash(PROCEDURE, key)
    return (
        Version(
            number=0,
            definition=name,
            texts=_texts_of_files(key),
            said=version_of(name).version,
            from_on=at.astimezone(HCM).date(),
            at=at,
            by="",
            why="",
            decision="",
            decided_on=None,
            ends=False,
            standing=Standing.IN_FORCE if name == ruling else Standing.REPLACED,
        ),
    )


def _texts_of_files(key: str) -> str:
    try:
        return definitions.current_hash(TEXTS, key)
    except definitions.NotPublished:
        return ""
