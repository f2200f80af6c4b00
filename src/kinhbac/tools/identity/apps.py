"""Identity as a Django app."""

from django.apps import AppConfig


class IdentityConfig(AppConfig):
    """Accounts, people and posts."""

    name = "kinhbac.tools.identity"
    label = "kinhbac_identity"
