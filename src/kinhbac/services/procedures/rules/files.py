"""The files among the answers of a form: which they are, and where they stand."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from kinhbac.kernel.types import Entry
from kinhbac.services.procedures.rules.answers import standing
from kinhbac.tools.forms.paths import at
from kinhbac.tools.forms.types import Form, Widget

SUPPLEMENTED = "dossier.supplemented"


def files_in(form: Form, answers: Mapping[str, Any]) -> Iterator[tuple[str, UUID]]:
    """Yield path and key of every file that answers refer to; a reference that is no key yields the nil key."""
    for path, field in form.fields.items():
        if field.widget is not Widget.UPLOAD:
            continue
        kept = at(answers, path)
        for each in kept if isinstance(kept, list) else ():
            yield path, _key(each.get("file") if isinstance(each, Mapping) else None)


def supplement_files(entries: Sequence[Entry], contents: Mapping[int, Mapping[str, Any]]) -> frozenset[UUID]:
    """Return the keys of the files that were sent as answers to a request for a supplement."""
    return frozenset(
        _key(file.get("file"))
        for entry in standing(entries)
        if entry.name == SUPPLEMENTED
        for answer in contents.get(entry.seq, {}).get("answers", ())
        for file in answer.get("files", ())
    )


def _key(words: object) -> UUID:
    try:
        return UUID(str(words))
    except ValueError:
        return UUID(int=0)
