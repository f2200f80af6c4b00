"""Addresses of the site. Every route names a door; see `identity.doors`."""

from django.urls import include, path

from kinhbac.site import away, failures, pages
from kinhbac.site.api import addresses

urlpatterns = [
    path("api/", addresses),  # first: programs of officers ask most often, and pages have many addresses
    path("", include("kinhbac.tools.desk.urls")),
    path("", include("kinhbac.tools.looking.urls")),
    path("", include("kinhbac.services.procedures.urls")),
    path("", include("kinhbac.services.catalogue.urls")),
    path("", include("kinhbac.tools.sign_in.urls")),
    path("", include("kinhbac.tools.provider.urls")),
    path("sign-in", pages.sign_in, name="sign_in"),
    path("sign-out", pages.sign_out, name="sign_out"),
    path("language", pages.language, name="language"),
    path("journal", pages.journal, name="journal_root"),
    path("law", pages.law, name="law"),
    path("manifest.webmanifest", away.manifest, name="manifest"),
    path("service-worker.js", away.service_worker, name="service_worker"),
    path("offline", away.offline, name="offline"),
    path("accessibility", pages.accessibility, name="accessibility"),
]

handler400 = failures.bad_request
handler403 = failures.forbidden
handler404 = failures.not_found
handler500 = failures.broken
