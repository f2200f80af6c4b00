"""Addresses of signing in with a provider. The page that offers the ways in is the site's: `sign_in`."""

from django.urls import path

from kinhbac.tools.sign_in import devices, pages

urlpatterns = [
    path("sessions", devices.sessions, name="sessions"),
    path("sign-in/level", pages.level, name="sign_in_level"),
    path("sign-in/<slug:key>", pages.begin, name="sign_in_begin"),
    path("sign-in/<slug:key>/return", pages.come_back, name="sign_in_return"),
]
