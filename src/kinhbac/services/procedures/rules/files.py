"""The files among the answers of a form: which they are, and where they stand."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from kinhbac.tools.forms.paths import at
from kinhbac.tools.forms.types import Form, Widget


def files_in(form: Form, answers: Mapping[str, Any]) -> Iterator[tuple[str, UUID]]:
    """Yield path and key of every file that answers refer to; a reference that is no key yields the nil key."""
    for path, field in form.fields.items():
        if field.widget is not Widget.UPLOAD:
            continue
        kept = at(answers, path)
        for each in kept if isinstance(kept, list) else ():
            yield path, _key(each.get("file") if isinstance(each, Mapping) else None)


def _key(words: object) -> UUID:
    try:
        return UUID(str(words))
    except ValueError:
        return UUID(int=0)
