"""Addresses of what is printed: of a dossier, for its applicant and its officers; of an office, for its officers."""

from django.urls import path

from kinhbac.services.procedures.pages.officer.sheets import control, letters, register, result, slip

urlpatterns = [
    path("register", register.register, name="register"),
    path("dossiers/<str:code>/slip", slip.slip, name="slip"),
    path("dossiers/<str:code>/result", result.result, name="result"),
    path("dossiers/<str:code>/letters/<int:seq>", letters.letter, name="letter"),
    path("dossiers/<str:code>/apology-draft", letters.apology_draft, name="apology_draft"),
    path("dossiers/<str:code>/process-control", control.process_control, name="process_control"),
]
