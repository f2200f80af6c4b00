"""A form from plain JSON values and back, so that it can be kept once by hash and asked again without its files.

Expects what `grammar` has found in order; it does not look for faults a second time.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from kinhbac.base.text import Text
from kinhbac.tools.forms.compiled import LONGEST_TEXT
from kinhbac.tools.forms.types import Check, Choice, Field, Form, Page, Personal, Source, Widget

_PERSONAL = {None: Personal.NO, True: Personal.YES, "sensitive": Personal.SENSITIVE}


def form_from_plain(plain: Mapping[str, Any]) -> Form:
    """Return the form of `plain`: {"title", "schema", "pages", "lists"}, all JSON values."""
    by_path = {path: _field(path, schema, plain["schema"]) for path, schema in questions(plain["schema"])}
    pages = tuple(_page(each) for each in plain["pages"])
    in_order = dict.fromkeys(path for page in pages for path in page.fields)
    return Form(
        title=_text(plain["title"]),
        schema=plain["schema"],
        pages=pages,
        fields={path: by_path[path] for path in in_order},
        lists={name: tuple(map(_choice, each)) for name, each in plain["lists"].items()},
        plain=plain,
    )


def form_to_plain(form: Form) -> Mapping[str, Any]:
    """Return JSON values from which `form_from_plain` makes the form again."""
    return form.plain


def questions(schema: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Return the path and schema of every property that is asked, in the order of the schema."""
    properties = schema.get("properties") if isinstance(schema, Mapping) else None
    for key, each in properties.items() if isinstance(properties, Mapping) else ():
        if not isinstance(each, Mapping):
            continue
        if "x-widget" in each:
            yield f"{above}{key}", each
        else:
            yield from questions(each, f"{above}{key}.")


def repeated(schema: Mapping[str, Any], path: str) -> Mapping[str, Any]:
    """Return the schema of the question at a path."""
    return dict(questions(schema))[path]


def asked_inside(schema: Mapping[str, Any]) -> list[tuple[str, Mapping[str, Any]]]:
    """Return the questions of one entry of a repeat in the order in which they are asked; of others, none."""
    inside = dict(questions(schema.get("items", {})))
    return [(path, inside[path]) for path in schema.get("x-asked", [])]


def kind_of(schema: Mapping[str, Any], root: Mapping[str, Any]) -> str:
    """Return the JSON type of a question, looking through one reference into $defs."""
    return str(resolved(schema, root).get("type", "string"))


def resolved(schema: Mapping[str, Any], root: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what a schema refers to in $defs, or the schema itself."""
    name = str(schema.get("$ref", "")).removeprefix("#/$defs/")
    defined = root.get("$defs")
    found = defined.get(name) if isinstance(defined, Mapping) else None
    return found if isinstance(found, Mapping) else schema


def _field(path: str, schema: Mapping[str, Any], root: Mapping[str, Any]) -> Field:
    kind = kind_of(schema, root)
    listed = schema.get("x-choices", [])
    return Field(
        path=path,
        kind=kind,
        widget=Widget(schema["x-widget"]),
        question=_text(schema["x-question"]),
        hint=_maybe(schema.get("x-hint")),
        why=_maybe(schema.get("x-why")),
        errors=_errors(schema.get("x-error", {})),
        choices=() if isinstance(listed, str) else tuple(map(_choice, listed)),
        choices_from=listed if isinstance(listed, str) else None,
        more_choices=tuple(map(_choice, schema.get("x-more-choices", []))),
        checks=tuple(map(_check, schema.get("x-check", []))),
        sources=tuple(map(_source, _listed(schema.get("x-prefill", [])))),
        personal=_PERSONAL[schema.get("x-personal")],
        autocomplete=schema.get("x-autocomplete"),
        partial=bool(schema.get("x-partial", False)),
        max_length=schema.get("maxLength", LONGEST_TEXT) if kind == "string" else None,
        default=schema.get("default"),
        inside=tuple(_field(inner, each, root) for inner, each in asked_inside(schema)),
    )


def _page(plain: Mapping[str, Any]) -> Page:
    when = plain.get("when")
    return Page(
        key=plain["key"],
        fields=tuple(plain["fields"]),
        own_title=_maybe(plain.get("title")),
        why=_maybe(plain.get("why")),
        when={"$ref": f"#/$defs/{when}"} if isinstance(when, str) else when,
    )


def _text(plain: Mapping[str, str]) -> Text:
    return Text(vi=plain["vi"], en=plain["en"])


def _maybe(plain: Mapping[str, str] | None) -> Text | None:
    return _text(plain) if plain else None


def _errors(plain: Mapping[str, Any]) -> dict[str, Text]:
    """Return sentences by keyword; two languages alone are the sentence for everything."""
    if "vi" in plain:
        return {"default": _text(plain)}
    return {keyword: _text(words) for keyword, words in plain.items()}


def _choice(plain: Mapping[str, Any]) -> Choice:
    return Choice(value=plain["value"], name=_text(plain["name"]), group=_maybe(plain.get("group")))


def _check(plain: str | Mapping[str, str]) -> Check:
    if isinstance(plain, str):
        return Check(plain)
    name, other = next(iter(plain.items()))
    return Check(name, other)


def _source(plain: str | Mapping[str, str]) -> Source:
    return Source(plain) if isinstance(plain, str) else Source(plain["from"], plain.get("when"))


def _listed(plain: Any) -> list[Any]:
    return plain if isinstance(plain, list) else [plain]
