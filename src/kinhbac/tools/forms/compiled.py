"""A form's JSON Schema and conditions made ready to ask, once for each form. Entered by the other rules of forms."""

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import jsonschema_rs

from kinhbac.tools.forms.types import Form, Page

LONGEST_TEXT = 500  # characters, where the form says nothing
_FORMS_KEPT = 256


def validator(form: Form) -> jsonschema_rs.Draft202012Validator:
    """Return the validator of the whole form; formats count, and every text has a largest length."""
    return _compiled(form)[0]


def holds(form: Form, page: Page, answers: Mapping[str, Any]) -> bool:
    """Say whether the condition of a page holds for these answers."""
    condition = _compiled(form)[1].get(page.key)
    return condition is None or condition.is_valid(answers)


def named_condition_holds(form: Form, name: str, answers: Mapping[str, Any]) -> bool:
    """Say whether a condition kept in the form's $defs holds for these answers."""
    return _named(form, name).is_valid(answers)


def condition_holds(form: Form, schema: Mapping[str, Any], answers: Mapping[str, Any]) -> bool:
    """Say whether a condition written outside the form holds; it may refer to the form's $defs."""
    return _written(form, json.dumps(schema, sort_keys=True)).is_valid(answers)


def _condition(form: Form, schema: Mapping[str, Any]) -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator(
        {**schema, "$defs": form.schema.get("$defs", {})}, validate_formats=True
    )


def limited(schema: Any) -> Any:
    """Return a schema in which every text has a largest length."""
    if isinstance(schema, list):
        return [limited(each) for each in schema]
    if not isinstance(schema, Mapping):
        return schema
    result = {key: limited(value) for key, value in schema.items()}
    if result.get("type") == "string":
        result.setdefault("maxLength", LONGEST_TEXT)
    return result


@lru_cache(maxsize=_FORMS_KEPT)
def _compiled(
    form: Form,
) -> tuple[jsonschema_rs.Draft202012Validator, dict[str, jsonschema_rs.Draft202012Validator]]:
    whole = jsonschema_rs.Draft202012Validator(limited(form.schema), validate_formats=True)
    return whole, {page.key: _condition(form, page.when) for page in form.pages if page.when is not None}


@lru_cache(maxsize=4 * _FORMS_KEPT)
def _named(form: Form, name: str) -> jsonschema_rs.Draft202012Validator:
    return _condition(form, {"$ref": f"#/$defs/{name}"})


@lru_cache(maxsize=4 * _FORMS_KEPT)
def _written(form: Form, schema: str) -> jsonschema_rs.Draft202012Validator:
    return _condition(form, json.loads(schema))
