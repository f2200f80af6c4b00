"""The floor of the inbox: a Django program of one page, one indexed SELECT of 50 lines, as many bytes as ours.

Served as ours is, without middleware. KINHBAC_DATABASE names the province's database, BENCH_BYTES how long the page is.
"""

import os
from pathlib import Path

from django.conf import settings

from kinhbac.site.environment import database

settings.configure(
    SECRET_KEY="a-page-that-signs-nothing",
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    MIDDLEWARE=[],
    INSTALLED_APPS=[
        "kinhbac.kernel.apps.KernelConfig",
        "kinhbac.tools.limits.apps.LimitsConfig",
        "kinhbac.tools.identity.apps.IdentityConfig",
        "kinhbac.tools.desk.apps.DeskConfig",
        "django.contrib.contenttypes",
        "django.contrib.auth",
    ],
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    USE_TZ=True,
    TIME_ZONE="Asia/Ho_Chi_Minh",
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
    DATABASES={"default": database(Path(os.environ.get("KINHBAC_DATA", "unused")))},
)

from django.core.wsgi import get_wsgi_application  # noqa: E402 - Django is configured above

application = get_wsgi_application()

from django.http import HttpRequest, HttpResponse  # noqa: E402 - as above
from django.template import Context, engines  # noqa: E402 - as above
from django.urls import path  # noqa: E402 - as above

from kinhbac.tools.desk.models import Item  # noqa: E402 - as above

LINES = """<!doctype html><title>{{ office }}</title><ol>{% for line in lines %}<li class="line"><input type="checkbox"
name="item" value="{{ line.case_id }}:{{ line.step }}"><a href="/desk/{{ line.case.code }}">{{ line.case.title }}
<span>{{ line.due_at|date:"H:i d/m/Y" }}</span><span>{{ line.case.code }} · {{ line.case.subject_vi }}</span></a></li>
{% endfor %}</ol><p>"""
TEMPLATE = engines["django"].from_string(LINES).template
BYTES = int(os.environ["BENCH_BYTES"])


def page(request: HttpRequest) -> HttpResponse:
    """Show the first 50 lines of a post's list: no sign-in, no scope, no counts; filled up to the same size."""
    office = request.GET["office"]
    rows = Item.objects.filter(office=office, role="one_stop", ended=False).select_related("case")
    shown = TEMPLATE.render(Context({"office": office, "lines": rows.order_by("sort_at", "pk")[:50]}))
    body = shown.encode()
    return HttpResponse(body + b"." * (BYTES - len(body)))


urlpatterns = [path("page", page)]
