"""Addresses of officers' pages, and of what is printed of a dossier."""

from django.urls import path

from kinhbac.services.procedures.pages.officer import acts, correct, desk, sheets

urlpatterns = [
    path("desk", desk.desk, name="desk"),
    path("desk/<str:code>", desk.dossier, name="desk_dossier"),
    path("desk/<str:code>/acts/<slug:act>", acts.do_act, name="desk_act"),
    path("desk/<str:code>/undo", acts.undo_act, name="desk_undo"),
    path("desk/<str:code>/correct", correct.correct, name="desk_correct"),
    path("desk/<str:code>/files/<uuid:file>", desk.file, name="desk_file"),
    path("dossiers/<str:code>/slip", sheets.slip, name="slip"),
    path("dossiers/<str:code>/result", sheets.result, name="result"),
]
