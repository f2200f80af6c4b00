"""Limits as a Django app: Django finds their table by it."""

from django.apps import AppConfig


class LimitsConfig(AppConfig):
    """How often a door may be used."""

    name = "kinhbac.tools.limits"
    label = "kinhbac_limits"
