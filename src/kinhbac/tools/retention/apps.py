"""Retention as a Django app: Django finds its table by it."""

from django.apps import AppConfig


class RetentionConfig(AppConfig):
    """What is kept how long."""

    name = "kinhbac.tools.retention"
    label = "kinhbac_retention"

    def ready(self) -> None:
        """Seat what open requests need."""
        from kinhbac.kernel.seats import seats  # noqa: PLC0415 - tables are there only now
        from kinhbac.tools.retention.reads import open_requests  # noqa: PLC0415 - as above

        seats.seat_need("retention.requests", open_requests)
