"""Addresses of officers' pages."""

from django.urls import path

from kinhbac.services.procedures.pages.officer import acts, correct, desk

urlpatterns = [
    path("desk/bundles/<str:code>", desk.bundle, name="desk_bundle"),
    path("desk/<str:code>", desk.dossier, name="desk_dossier"),
    path("desk/<str:code>/acts/<slug:act>", acts.do_act, name="desk_act"),
    path("desk/<str:code>/undo", acts.undo_act, name="desk_undo"),
    path("desk/<str:code>/correct", correct.correct, name="desk_correct"),
    path("desk/<str:code>/adjust", correct.adjust, name="desk_adjust"),
    path("desk/<str:code>/files/<uuid:file>", desk.file, name="desk_file"),
]
