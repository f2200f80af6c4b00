"""Addresses of citizens' pages."""

from django.urls import path, register_converter

from kinhbac.services.procedures.pages.citizen import (
    bundle,
    check,
    data_request,
    dossiers,
    export,
    files,
    guide,
    home,
    journey,
    lookup,
    mandates,
    my,
    rating,
    returning,
    supplement,
    turns,
)
from kinhbac.services.procedures.rules.own_turns import OwnTurn


class WrittenTurn:
    """A turn that is written before it is sent."""

    regex = f"{OwnTurn.SUPPLEMENT}|{OwnTurn.ADJUST}"

    def to_python(self, value: str) -> OwnTurn:
        """Return the turn of an address."""
        return OwnTurn(value)

    def to_url(self, value: str) -> str:
        """Return how a turn stands in an address."""
        return str(value)


class EndingTurn(WrittenTurn):
    """A turn that ends the dossier."""

    regex = f"{OwnTurn.STOP}|{OwnTurn.WITHDRAW}"


register_converter(WrittenTurn, "written")
register_converter(EndingTurn, "ending")

urlpatterns = [
    path("", home.home, name="home"),
    path("procedures/<str:key>", guide.procedure, name="procedure"),
    path("procedures/<str:key>/eligible", guide.eligible, name="eligible"),
    path("procedures/<str:key>/apply", journey.apply, name="apply"),
    path("applications/resume", returning.resume, name="resume"),
    path("applications/<uuid:application>/help/end", returning.end_help, name="end_help"),
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
    path("dossiers/<str:code>/supplement", supplement.supplement, name="supplement"),
    path("dossiers/<str:code>/supplement/<int:number>", supplement.supplement_item, name="supplement_item"),
    path("dossiers/<str:code>/<written:turn>/answers", turns.answers, name="turn_answers"),
    path("dossiers/<str:code>/<written:turn>/answers/<slug:page>", turns.page, name="turn_page"),
    path("dossiers/<str:code>/<written:turn>/check", turns.check, name="turn_check"),
    path("dossiers/<str:code>/<written:turn>/discard", turns.discard, name="turn_discard"),
    path("dossiers/<str:code>/<written:turn>/files/<uuid:file>", turns.file, name="turn_file"),
    path("dossiers/<str:code>/<ending:turn>", turns.end, name="turn_end"),
    path("dossiers/<str:code>/rate", rating.rate, name="rate"),
    path("bundles/<str:code>", bundle.bundle, name="bundle"),
    path("bundles/<str:code>/<ending:turn>", bundle.end_bundle, name="end_bundle"),
    path("my", my.my, name="my"),
    path("my/papers", my.papers, name="papers"),
    path("my/request", data_request.data_request, name="data_request"),
    path("my/export", export.export, name="export"),
    path("messages", dossiers.messages, name="messages"),
    path("mandates", mandates.mandates, name="mandates"),
    path("mandates/new", mandates.new, name="mandate_new"),
    path("mandates/<uuid:mandate>/accept", mandates.accept, name="mandate_accept"),
    path("mandates/<uuid:mandate>/paper", mandates.paper, name="mandate_paper"),
    path("mandates/<uuid:mandate>/end", mandates.end, name="mandate_end"),
    path("lookup", lookup.lookup, name="lookup"),
]
