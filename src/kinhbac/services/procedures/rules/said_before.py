"""Which answers of a form tell of the person and those near her, and not of the one matter it was about. Pure.

A form says so itself: a question that may be filled from a source ("person.phone", "spouse.full_name") is, once it is
answered, such a source for the next form.
"""

from collections.abc import Mapping
from typing import Any

from kinhbac.tools.forms import compiled
from kinhbac.tools.forms.journey import reachable_answers
from kinhbac.tools.forms.paths import at
from kinhbac.tools.forms.types import Form

OF_FIRMS = "firm."
"""What a dossier says of a firm comes from the firm's record each time anew."""


def said_before(form: Form, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return answers by the key of the source that they may stand in for.

    Args:
        form: the questions of an earlier dossier.
        answers: as they stand there now.
    """
    counting = reachable_answers(form, answers)
    found: dict[str, Any] = {}
    for path, field in form.fields.items():
        value = at(counting, path)
        for source in field.sources if value is not None else ():
            if source.key.startswith(OF_FIRMS):
                continue
            if source.when is None or compiled.named_condition_holds(form, source.when, counting):
                found.setdefault(source.key, value)
    return found
