"""Identity as a Django app."""

from django.apps import AppConfig


class IdentityConfig(AppConfig):
    """Accounts, people and posts."""

    name = "kinhbac.tools.identity"
    label = "kinhbac_identity"

    def ready(self) -> None:
        """Seat what is kept for a time."""
        from kinhbac.tools.identity.actions.keeping import seat_keeping  # noqa: PLC0415 - tables are there only now

        seat_keeping()
