"""Publishes a catalogue into a province: all of it or nothing. Entered by the commands and the demo."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from django.db import transaction

from kinhbac.base.definitions import digest
from kinhbac.base.worktime.plain import to_plain as calendar_to_plain
from kinhbac.kernel import definitions
from kinhbac.kernel.directory.plain import to_plain as directory_to_plain
from kinhbac.services.catalogue.rules.stored import SHARED, TEXTS, kept_texts
from kinhbac.services.procedures.rules.keeping import keeping_to_plain
from kinhbac.services.procedures.rules.mandating import mandating_to_plain
from kinhbac.services.procedures.rules.reminders import reminders_to_plain
from kinhbac.site.catalogue import Catalogue, read_catalogue
from kinhbac.tools.finding.grammar.plain import to_plain as lexicon_to_plain
from kinhbac.tools.grammar.life_events import life_events_to_plain
from kinhbac.tools.grammar.plain import to_plain as procedure_to_plain
from kinhbac.tools.grammar.types import Procedure
from kinhbac.tools.limits.plain import limits_to_plain
from kinhbac.tools.looking.plain import looking_to_plain
from kinhbac.tools.retention.plain import retention_to_plain
from kinhbac.tools.sign_in.plain import rules_to_plain


class Plain(NamedTuple):
    """A definition as it is stored: its kind, its key, its value in JSON's terms."""

    kind: str
    key: str
    value: Mapping[str, Any]


class Published(NamedTuple):
    """A definition as it is in force now, and whether this publishing changed it."""

    kind: str
    key: str
    hash: str
    changed: bool


def publish_catalogue(folder: Path, now: datetime) -> list[Published]:
    """Make a catalogue's definitions those in force: the calendar, the directory, every procedure.

    A procedure that the catalogue no longer holds stays published: it ends by its dates, not by its absence. After
    a changed calendar the worker computes running terms again.

    Args:
        folder: the catalogue.
        now: aware; the moment of publication.

    Raises:
        DefinitionError: every fault of every file; nothing was published.
    """
    return publish(plain_definitions(read_catalogue(folder)), now)


def plain_definitions(catalogue: Catalogue) -> tuple[Plain, ...]:
    """Return the definitions of a catalogue as they are stored."""
    procedures = sorted(catalogue.procedures.items())
    return (
        Plain("calendar", "province", calendar_to_plain(catalogue.calendar)),
        Plain("directory", "province", directory_to_plain(catalogue.directory)),
        Plain("codes", "dossier", catalogue.codes.to_plain()),
        Plain("life_events", "province", life_events_to_plain(catalogue.life_events)),
        Plain("finding", "province", lexicon_to_plain(catalogue.lexicon)),
        *((Plain("drafts", "province", keeping_to_plain(catalogue.keeping)),) if catalogue.keeping else ()),
        *(
            (Plain("mandates", "province", mandating_to_plain(catalogue.mandating)),)
            if catalogue.mandating
            else ()
        ),
        Plain("reminders", "province", reminders_to_plain(catalogue.reminders)),
        Plain("sign_in", "province", rules_to_plain(catalogue.sign_in)),
        Plain("looking", "province", looking_to_plain(catalogue.looking)),
        Plain("limits", "province", limits_to_plain(catalogue.limits)),
        Plain("retention", "province", retention_to_plain(catalogue.retention)),
        Plain(SHARED, "province", {"files": dict(catalogue.shared)}),
        *(each for key, procedure in procedures for each in _with_texts(key, procedure, catalogue)),
    )


def _with_texts(key: str, procedure: Procedure, catalogue: Catalogue) -> tuple[Plain, Plain]:
    """Return a procedure and the files it was read from: an administrator goes on from those."""
    plain = procedure_to_plain(procedure)
    texts = kept_texts(key, digest(plain), catalogue.texts.get(key, {}))
    return Plain("procedure", key, plain), Plain(TEXTS, key, texts)


def publish(plain: Sequence[Plain], now: datetime) -> list[Published]:
    """Make definitions those in force; all of them or none."""
    definitions.forget()  # another process may have published since this one looked
    with transaction.atomic():
        return [_publish(each, now) for each in plain]


def _publish(each: Plain, now: datetime) -> Published:
    try:
        before: str | None = definitions.current_hash(each.kind, each.key)
    except definitions.NotPublished:
        before = None
    name = definitions.publish(each.kind, each.key, each.value, now)
    return Published(each.kind, each.key, name, changed=name != before)
