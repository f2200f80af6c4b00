"""Addresses of citizens' pages."""

from django.urls import path

from kinhbac.services.procedures.pages.citizen import (
    check,
    dossiers,
    files,
    guide,
    home,
    journey,
    lookup,
)

urlpatterns = [
    path("", home.home, name="home"),
    path("procedures/<str:key>", guide.procedure, name="procedure"),
    path("procedures/<str:key>/apply", journey.apply, name="apply"),
    path("applications/<uuid:application>", journey.application, name="application"),
    path("applications/<uuid:application>/check", check.application_check, name="application_check"),
    path("applications/<uuid:application>/discard", journey.application_discard, name="application_discard"),
    path(
        "applications/<uuid:application>/files/<uuid:file>", files.application_file, name="application_file"
    ),
    path("applications/<uuid:application>/<slug:page>", journey.application_page, name="application_page"),
    path("dossiers", dossiers.dossiers, name="dossiers"),
    path("dossiers/<str:code>", dossiers.dossier, name="dossier"),
    path("dossiers/<str:code>/submitted", dossiers.dossier_submitted, name="dossier_submitted"),
    path("dossiers/<str:code>/files/<uuid:file>", files.dossier_file, name="dossier_file"),
    path("messages", dossiers.messages, name="messages"),
    path("lookup", lookup.lookup, name="lookup"),
]
