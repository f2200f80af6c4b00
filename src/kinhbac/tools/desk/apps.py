"""The desk as a Django app: takes its seats in the kernel."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Items, labels and words are written with every act, and `verify` compares them with the cases."""

    name = "kinhbac.tools.desk"
    label = "kinhbac_desk"

    def ready(self) -> None:
        """Take the seats."""
        from kinhbac.kernel.seats import seats  # noqa: PLC0415 - tables are there only now
        from kinhbac.tools.desk.actions.bulk import seat_keeping  # noqa: PLC0415 - as above
        from kinhbac.tools.desk.actions.projection import DeskProjection  # noqa: PLC0415 - as above
        from kinhbac.tools.desk.reads.agreement import disagreements  # noqa: PLC0415 - as above

        seats.seat_projection("desk", DeskProjection())
        seats.seat_check("desk", disagreements)
        seat_keeping()
