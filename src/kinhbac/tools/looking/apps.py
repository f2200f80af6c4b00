"""Looking as a Django app: Django finds its tables, pages and sentences by it."""

from django.apps import AppConfig


class LookingConfig(AppConfig):
    """Who looked, and why."""

    name = "kinhbac.tools.looking"
    label = "kinhbac_looking"
