"""The provider as a Django app: Django finds its tables, pages and sentences by it."""

from django.apps import AppConfig


class ProviderConfig(AppConfig):
    """Signing in once for all systems."""

    name = "kinhbac.tools.provider"
    label = "kinhbac_provider"

    def ready(self) -> None:
        """Seat what is kept for a time."""
        from kinhbac.tools.provider.actions.keeping import seat_keeping  # noqa: PLC0415 - tables are there only now

        seat_keeping()
