"""The kernel as a Django app."""

from django.apps import AppConfig


class KernelConfig(AppConfig):
    """Tables of cases and their journal."""

    name = "kinhbac.kernel"
    label = "kinhbac_kernel"

    def ready(self) -> None:
        """Seat what is kept of openings, and what open cases need."""
        from kinhbac.kernel import keeping, models  # noqa: PLC0415 - tables are there only now
        from kinhbac.kernel.seats import seats  # noqa: PLC0415 - as above

        seats.seat_sweeps(
            "opening", keeping.Rows(table=models.Opening, counted_from="at", about=("case", "person"))
        )
        seats.seat_need("kernel.open_cases", keeping.open_cases)
        seats.seat_use("kernel.parties", keeping.told_of(models.Party, "person"))
