"""Copying: the rows of templates repeated for every dossier of a plan, inside the database, table by table.

A copy has its own key, number, names, commune and moments, in columns and in stored texts; only moments inside texts stay
those of the template, and hashes are not computed anew: nothing that is measured reads them, and sizes are true.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection, models

from bench.inbox.spread import Copy
from bench.inbox.templates import SECOND_NAME, Template
from kinhbac.site.demo.cast import KINH_BAC
from kinhbac.tools.desk.rules.words import folded

TABLES = (
    "kinhbac_case",
    "kinhbac_entry",
    "kinhbac_content",
    "kinhbac_step",
    "kinhbac_wait",
    "kinhbac_clock",
    "kinhbac_party",
    "kinhbac_observer",
    "kinhbac_desk_label",
    "kinhbac_desk_item",
    "kinhbac_stay",
    "kinhbac_day_book",
)
WORDS = "kinhbac_desk_word"
OFFICE = KINH_BAC.replace("/", ".")
PLAN = (
    "number",
    "template",
    "id",
    "id_text",
    "applicant",
    "code",
    "unit",
    "office",
    "back",
    "title",
    "second_name",
    "folded",
)


@dataclass(frozen=True, slots=True)
class Dialect:
    """What the two databases say differently: an earlier moment, a random text, the words of a text as rows."""

    earlier: str
    random: str
    words: str
    plan: str


POSTGRESQL = Dialect(
    earlier="{} - plan.back * interval '1 second'",
    random="gen_random_uuid()::text",
    words="unnest(string_to_array(trim(plan.folded), ' ')) AS word(value)",
    plan="number bigint, template int, id uuid, id_text text, applicant uuid, code text, unit text, office text, "
    "back int, title text, second_name text, folded text",
)
SQLITE = Dialect(
    earlier="strftime('%Y-%m-%d %H:%M:%S', {}, '-' || plan.back || ' seconds')",
    random="lower(hex(randomblob(18)))",
    words="json_each('[\"' || replace(trim(plan.folded), ' ', '\",\"') || '\"]') AS word",
    plan=", ".join(PLAN),
)


def dialect() -> Dialect:
    """Return that of the province's database."""
    return POSTGRESQL if connection.vendor == "postgresql" else SQLITE


def set_aside(templates: Sequence[Template]) -> None:
    """Move the rows of templates into tables of their own, and leave those of the province empty."""
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE bench_template AS SELECT t.* FROM (SELECT 0 AS number, id AS id, code AS id_text, "
            "code AS code, code AS title FROM kinhbac_case) AS t WHERE number > 0"
        )
        rows = [(each.number, _key(each.case), str(each.case), each.code, each.title) for each in templates]
        cursor.executemany("INSERT INTO bench_template VALUES (%s, %s, %s, %s, %s)", rows)
        cursor.execute(
            "CREATE TABLE bench_office AS SELECT DISTINCT template.number AS number, word.office AS office "
            f"FROM {WORDS} AS word JOIN kinhbac_desk_label AS label ON label.id = word.label_id "
            'JOIN bench_template AS template ON template.id = label."case"'
        )
        for table in TABLES:
            cursor.execute(f"CREATE TABLE bench_{table} AS SELECT * FROM {table}")
        for table in (WORDS, *TABLES):
            cursor.execute(f"DELETE FROM {table}")
        cursor.execute(f"CREATE TABLE bench_plan ({dialect().plan})")


def plan_rows(copies: Iterable[Copy], named_twice: frozenset[int]) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of the plan; `named_twice` are the templates whose form has the second name."""
    for each in copies:
        other = each.second_name if each.template in named_twice else ""
        yield (
            each.number,
            each.template,
            _key(each.case),
            str(each.case),
            _key(each.applicant),
            each.code,
            each.place.unit,
            each.place.office,
            each.seconds_before,
            each.title,
            each.second_name,
            folded(each.title, f"{each.title} {other}", each.code),
        )


def copy_statement(table: str) -> str:
    """Return the statement that fills a table of the province from its templates, for every line of the plan."""
    model = next(each for each in apps.get_models() if each._meta.db_table == table)  # noqa: SLF001 - Django's documented way
    columns = [
        field
        for field in model._meta.concrete_fields  # noqa: SLF001 - as above
        if not isinstance(field, models.BigAutoField) or table == "kinhbac_desk_label"
    ]
    case = (
        "id"
        if table == "kinhbac_case"
        else next(c.column for c in columns if c.column in ("case_id", "case"))
    )
    values = ", ".join(_value(table, field, case) for field in columns)
    names = ", ".join(f'"{field.column}"' for field in columns)
    return (
        f"INSERT INTO {table} ({names}) SELECT {values} FROM bench_plan AS plan "
        "JOIN bench_template AS template ON template.number = plan.template "
        f'JOIN bench_{table} AS origin ON origin."{case}" = template.id'
    )


def words_statement() -> str:
    """Return the statement that fills the table of words."""
    return (
        f"INSERT INTO {WORDS} (office, word, label_id) "
        f"SELECT replace(held.office, '{OFFICE}', plan.office), word.value, plan.number FROM bench_plan AS plan "
        f"JOIN bench_office AS held ON held.number = plan.template CROSS JOIN {_lateral()}{dialect().words}"
    )


def _lateral() -> str:
    return "LATERAL " if connection.vendor == "postgresql" else ""


def _value(table: str, field: "models.Field[Any, Any]", case: str) -> str:
    """Return what stands in a column of a copy."""
    column = f'origin."{field.column}"'
    own = {case: "plan.id", "code": "plan.code"}
    if table == "kinhbac_desk_label":
        own |= {"id": "plan.number", "title": "plan.title", "folded": "plan.folded"}
    if table == "kinhbac_party":
        own["person"] = "plan.applicant"
    if table == "kinhbac_entry":
        own["key"] = dialect().random
    if field.column in own:
        return own[field.column]
    if isinstance(field, models.DateTimeField):
        return dialect().earlier.format(column)
    if field.column in ("office", "area", "desk", "state", "body") and not isinstance(
        field, models.UUIDField
    ):
        return _told_anew(column, whole=isinstance(field, models.TextField))
    return column


def _told_anew(column: str, *, whole: bool) -> str:
    changes = [(f"'{OFFICE}'", "plan.office"), (f"'{KINH_BAC}'", "plan.unit")]
    if whole:
        changes += [
            ("template.id_text", "plan.id_text"),
            ("template.code", "plan.code"),
            ("template.title", "plan.title"),
            (f"'{SECOND_NAME}'", "plan.second_name"),
        ]
    for old, new in changes:
        column = f"replace({column}, {old}, {new})"
    return column


def _key(key: Any) -> Any:
    return models.UUIDField().get_db_prep_value(key, connection)
