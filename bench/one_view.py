"""The second floor: a Django program of one view that only writes an act's rows; served as ours is, without middleware.

KINHBAC_DATABASE names the database, BENCH_SCHEMA its tables, BENCH_ROWS the file of rows.
"""

import json
import os
from pathlib import Path
from uuid import UUID

from django.conf import settings

from kinhbac.site.environment import database

_DATABASE = database(Path("unused"))
settings.configure(
    SECRET_KEY="a-view-that-signs-nothing",
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    MIDDLEWARE=[],
    INSTALLED_APPS=["kinhbac.kernel.apps.KernelConfig"],
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    USE_TZ=True,
    TIME_ZONE="Asia/Ho_Chi_Minh",
    DATABASES={
        "default": {
            **_DATABASE,
            "OPTIONS": {**_DATABASE["OPTIONS"], "options": f"-c search_path={os.environ['BENCH_SCHEMA']}"},  # type: ignore[dict-item]
        }
    },
)

from django.core.wsgi import get_wsgi_application  # noqa: E402 - Django is configured above

application = get_wsgi_application()

from django.db import connection, models, transaction  # noqa: E402 - as above
from django.http import HttpRequest, JsonResponse  # noqa: E402 - as above
from django.urls import path  # noqa: E402 - as above

from bench.rows import Columns, read_rows  # noqa: E402 - as above
from kinhbac.kernel import models as tables  # noqa: E402 - as above

ROWS = read_rows(Path(os.environ["BENCH_ROWS"]))


def act(request: HttpRequest) -> JsonResponse:
    """Write the rows of an act: no sign-in, no rule, no lock, no chain."""
    asked = json.loads(request.body)
    case, rows = UUID(asked["case"]), ROWS[asked["act"]]
    with transaction.atomic():
        tables.Entry.objects.create(case_id=case, **{**rows.entry, "key": request.headers["Idempotency-Key"]})
        if rows.content:
            tables.Content.objects.create(case_id=case, **rows.content)
        tables.Case.objects.filter(pk=case).update(**rows.case)
        put(tables.Step, case, rows.steps)
        put(tables.Clock, case, rows.clocks)
        if rows.series:
            take(rows.series)
    return JsonResponse({"case": asked["case"], "seq": rows.case["seq"]})


def put(table: type[models.Model], case: UUID, rows: tuple[Columns, ...]) -> None:
    if rows:
        others = [name for name in rows[0] if name != "key"]
        table._default_manager.bulk_create(  # noqa: SLF001 - the table's own manager
            [table(case_id=case, **row) for row in rows],
            update_conflicts=True,
            unique_fields=["case", "key"],
            update_fields=others,
        )


def take(series: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO kinhbac_series (key, last) VALUES (%s, 1) "
            "ON CONFLICT (key) DO UPDATE SET last = kinhbac_series.last + 1",
            [series],
        )


urlpatterns = [path("act", act)]
