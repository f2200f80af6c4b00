"""Tells Django where the templates and the English words of forms are."""

from django.apps import AppConfig


class FormsConfig(AppConfig):
    """Forms keep no tables: answers belong to whoever asks."""

    name = "kinhbac.tools.forms"
    label = "kinhbac_forms"
    verbose_name = "Biểu mẫu"
