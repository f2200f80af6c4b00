"""Looking as a Django app: Django finds its tables, pages and sentences by it."""

from django.apps import AppConfig


class LookingConfig(AppConfig):
    """Who looked, and why."""

    name = "kinhbac.tools.looking"
    label = "kinhbac_looking"

    def ready(self) -> None:
        """Seat what is kept for a time."""
        from kinhbac.tools.looking.actions import seat_keeping  # noqa: PLC0415 - tables are there only now

        seat_keeping()
