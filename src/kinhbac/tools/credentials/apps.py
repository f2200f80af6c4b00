"""Credentials as a Django app: Django finds its tables by it."""

from django.apps import AppConfig


class CredentialsConfig(AppConfig):
    """What officers prove themselves with."""

    name = "kinhbac.tools.credentials"
    label = "kinhbac_credentials"

    def ready(self) -> None:
        """Seat what is kept for a time."""
        from kinhbac.tools.credentials.actions.keeping import seat_keeping  # noqa: PLC0415 - tables are there only now

        seat_keeping()
