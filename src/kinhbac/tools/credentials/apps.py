"""Credentials as a Django app: Django finds its tables by it."""

from django.apps import AppConfig


class CredentialsConfig(AppConfig):
    """What officers prove themselves with."""

    name = "kinhbac.tools.credentials"
    label = "kinhbac_credentials"
