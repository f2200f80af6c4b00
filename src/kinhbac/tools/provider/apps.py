"""The provider as a Django app: Django finds its tables, pages and sentences by it."""

from django.apps import AppConfig


class ProviderConfig(AppConfig):
    """Signing in once for all systems."""

    name = "kinhbac.tools.provider"
    label = "kinhbac_provider"
