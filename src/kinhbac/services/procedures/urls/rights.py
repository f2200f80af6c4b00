"""Addresses of the policy and of whose rights it gives; for administrators."""

from django.urls import path

from kinhbac.services.procedures.pages import rights

urlpatterns = [
    path("rights", rights.policy, name="rights"),
    path("rights/people/<uuid:person>", rights.person, name="rights_person"),
    path("rights/people/<uuid:person>/sessions", rights.close, name="rights_sessions"),
    path("rights/dossiers/<str:code>", rights.dossier, name="rights_dossier"),
]
