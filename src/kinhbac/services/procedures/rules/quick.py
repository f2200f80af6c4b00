"""The quick register: which questions of a procedure stand on its one line. Pure."""

from collections.abc import Iterable

from kinhbac.tools.forms.types import Field, Widget
from kinhbac.tools.grammar.types import Procedure


def quick_fields(procedure: Procedure, also: Iterable[str] = ()) -> tuple[Field, ...]:
    """Return the questions of one line: those that every dossier answers and that no record of the person answers.

    Papers are handed over the counter and not asked on the line.

    Args:
        procedure: whose form it is.
        also: further questions that a sent line turned out to need, such as a phone that no record knows.
    """
    form = procedure.form
    always = [path for page in form.pages if page.when is None for path in page.fields]
    wanted = set(also)
    return tuple(
        form.fields[path]
        for path in form.fields
        if path in wanted or (path in always and _on_line(form.fields[path], _required(procedure)))
    )


def done_here(procedure: Procedure, unit: str) -> dict[str, str]:
    """Return the answers that put same-day work where the person stands: the commune of the desk, as `edition/code`."""
    form = procedure.form
    return {
        each.answer: unit
        for each in procedure.competence.unit
        if each.when is None and form.fields[each.answer].widget is Widget.UNIT
    }


def _on_line(field: Field, required: frozenset[str]) -> bool:
    return field.path in required and field.widget is not Widget.UPLOAD and not field.sources


def _required(procedure: Procedure) -> frozenset[str]:
    """Return the paths that the schema requires under every condition."""
    found: set[str] = set()
    left = [("", procedure.form.schema)]
    while left:
        above, schema = left.pop()
        properties = schema.get("properties", {})
        for key in schema.get("required", ()):
            path = f"{above}{key}"
            if path in procedure.form.fields:
                found.add(path)
            elif isinstance(properties.get(key), dict):
                left.append((f"{path}.", properties[key]))
    return frozenset(found)
