"""Addresses of procedures: those of citizens, those of officers, those of the counter, figures, rights, and what is printed."""

from kinhbac.services.procedures.urls import citizen, counter, figures, officer, rights, sheets

urlpatterns = [
    *citizen.urlpatterns,
    *officer.urlpatterns,
    *counter.urlpatterns,
    *figures.urlpatterns,
    *rights.urlpatterns,
    *sheets.urlpatterns,
]
