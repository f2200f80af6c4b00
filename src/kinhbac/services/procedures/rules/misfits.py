"""What programs may not even keep in a form on its way: answers to no question asked, of a wrong type, or shapeless."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from kinhbac.tools.forms.types import Choices, FieldFault, Form
from kinhbac.tools.forms.whole import validate_whole

KEYWORDS = frozenset({"type", "shape", "unknown", "elsewhere"})


def misfits(
    form: Form, answers: Mapping[str, Any], *, today: date, choices: Choices
) -> tuple[FieldFault, ...]:
    """Return the answers that cannot be kept; what is missing or not right yet may follow until the form is sent."""
    faults = validate_whole(form, answers, today=today, choices=choices)
    return tuple(fault for fault in faults if fault.keyword in KEYWORDS)
