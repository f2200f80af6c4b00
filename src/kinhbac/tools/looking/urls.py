"""Addresses of looking, beside those of the desk. A dash stands before what is no case."""

from django.urls import path

from kinhbac.tools.looking import pages

urlpatterns = [
    path("desk/-/looks", pages.looks, name="desk_looks"),
    path("desk/-/looks/<str:code>", pages.look, name="desk_look"),
]
