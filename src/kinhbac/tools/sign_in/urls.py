"""Addresses of signing in, with a provider and with what officers hold themselves. The ways in are the site's: `sign_in`."""

from django.urls import path

from kinhbac.tools.sign_in import again, devices, leaving, pages
from kinhbac.tools.sign_in.own import activating, codes, mine
from kinhbac.tools.sign_in.own import pages as own

urlpatterns = [
    path("sessions", devices.sessions, name="sessions"),
    path("my-sign-in", mine.my_sign_in, name="my_sign_in"),
    path("my-sign-in/device", mine.device, name="my_device"),
    path("sign-in/go-on", again.go_on, name="sign_in_go_on"),
    path("sign-in/level", pages.level, name="sign_in_level"),
    path("sign-in/officer", own.password, name="sign_in_own"),
    path("sign-in/officer/second", own.second, name="sign_in_second"),
    path("sign-in/officer/activate", activating.activate, name="sign_in_activate"),
    path("sign-in/officer/codes", codes.codes, name="sign_in_codes"),
    path("sign-in/<slug:key>", pages.begin, name="sign_in_begin"),
    path("sign-in/<slug:key>/again", again.again, name="sign_in_again"),
    path("sign-in/<slug:key>/left", leaving.left, name="sign_in_left"),
    path("sign-in/<slug:key>/return", pages.come_back, name="sign_in_return"),
]
