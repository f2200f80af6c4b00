"""Addresses of procedures: those of citizens, and those of officers."""

from kinhbac.services.procedures.urls import citizen, officer

urlpatterns = [*citizen.urlpatterns, *officer.urlpatterns]
