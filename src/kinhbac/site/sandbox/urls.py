"""Addresses of the sandbox."""

from django.urls import path

from kinhbac.site.sandbox import pages, sample

urlpatterns = [
    path("", pages.home, name="home"),
    path(".well-known/openid-configuration", pages.discovery, name="discovery"),
    path("keys", pages.keys, name="keys"),
    path("authorize", pages.authorize, name="authorize"),
    path("token", pages.token, name="token"),
    path("userinfo", pages.userinfo, name="userinfo"),
    path("leave", pages.leave, name="leave"),
    path("behaviour", pages.behaviour, name="behaviour"),
    path("sample/", sample.home, name="sample"),
    path("sample/start", sample.start, name="sample_start"),
    path("sample/back", sample.back, name="sample_back"),
    path("sample/signed-out", sample.signed_out, name="sample_signed_out"),
]
