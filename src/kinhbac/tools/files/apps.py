"""The capability as Django sees it."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "kinhbac.tools.files"
    label = "kinhbac_files"
    default_auto_field = "django.db.models.BigAutoField"
