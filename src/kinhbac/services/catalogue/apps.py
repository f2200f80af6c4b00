"""The workshop as a Django app: takes its seats in the kernel."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    """Publications are a kind of case; the days on which versions rule are written with them."""

    name = "kinhbac.services.catalogue"
    label = "kinhbac_catalogue"

    def ready(self) -> None:
        """Take the seats."""
        from kinhbac.kernel.seats import seats  # noqa: PLC0415 - tables are there only now
        from kinhbac.services.catalogue.actions.previews import seat_keeping  # noqa: PLC0415 - as above
        from kinhbac.services.catalogue.actions.projection import InForceProjection  # noqa: PLC0415 - as above
        from kinhbac.services.catalogue.rules.publication import PublicationKind  # noqa: PLC0415 - as above

        seats.seat_kind(PublicationKind())
        seats.seat_projection("catalogue.in_force", InForceProjection())
        seat_keeping()
