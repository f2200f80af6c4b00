"""Addresses of figures: for officers of the offices they tell of, and one page for all."""

from django.urls import path

from kinhbac.services.procedures.pages.figures import public, reports, screen

urlpatterns = [
    path("figures", screen.figures, name="figures"),
    path("figures.xlsx", screen.figures_excel, name="figures_excel"),
    path("figures/cell", screen.cell, name="figures_cell"),
    path("figures/official", reports.official, name="figures_official"),
    path("figures/official.xlsx", reports.official_excel, name="figures_official_excel"),
    path("public/on-time", public.on_time, name="on_time"),
]
