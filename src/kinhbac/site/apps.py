"""The site as a Django app: checks that fail the build where a route names nobody who may enter."""

from typing import Any

from django.apps import AppConfig
from django.core.checks import Error, register
from django.urls import get_resolver

from kinhbac.tools.identity.doors import routes_without_door


class SiteConfig(AppConfig):
    """The room that knows everyone."""

    name = "kinhbac.site"
    label = "kinhbac_site"

    def ready(self) -> None:
        """Put up the checks."""
        register(every_route_has_a_door)


def every_route_has_a_door(**_: Any) -> list[Error]:
    """Refuse routes that do not say who may come in."""
    return [
        Error(
            f"The route {address} names no door.",
            hint="Decorate its view with one of identity.doors.",
            id="kinhbac.E001",
        )
        for address in routes_without_door(get_resolver().url_patterns)
    ]
