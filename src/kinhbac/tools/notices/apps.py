"""Notices as a Django app."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Message boxes and the outbox."""

    name = "kinhbac.tools.notices"
    label = "kinhbac_notices"

    def ready(self) -> None:
        """Seat what is kept for a time."""
        from kinhbac.tools.notices.actions import seat_keeping  # noqa: PLC0415 - tables are there only now

        seat_keeping()
