"""Notices as a Django app."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Message boxes and the outbox."""

    name = "kinhbac.tools.notices"
    label = "kinhbac_notices"
