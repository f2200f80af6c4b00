"""The desk mounted without any service, and a page of work such as a kind brings."""

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path
from django.views.decorators.http import require_GET

from kinhbac.site import failures, pages
from kinhbac.tools.desk.pages.frame import panes
from kinhbac.tools.identity.doors import for_officers

PAGE = """{% extends "desk/frame.html" %}{% block title %}Work {{ desk.code }}{% endblock %}
{% block work %}<h1>Work {{ desk.code }}</h1>{% include "desk/holding.html" %}
<form method="post" action="/note"><label for="note">Note</label><textarea class="govuk-textarea" id="note" name="note"></textarea></form>{% endblock %}"""


@for_officers
@require_GET
def work(request: HttpRequest, code: str) -> HttpResponse:
    return HttpResponse(engines["django"].from_string(PAGE).render(panes(request, code), request))


urlpatterns = [
    path("works/<str:code>", work, name="desk_work"),
    path("", include("kinhbac.tools.desk.urls")),
    path("sign-in", pages.sign_in, name="sign_in"),
    path("sign-out", pages.sign_out, name="sign_out"),
    path("language", pages.language, name="language"),
]
handler400 = failures.bad_request
handler403 = failures.forbidden
handler404 = failures.not_found
handler500 = failures.broken
