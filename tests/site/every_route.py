"""Every address of the site, pages and API alike: what it is called, who may come in, and how it is filled with keys."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from kinhbac.site.api import ROUTERS
from kinhbac.site.api.entrance import operations_of

FILE = Path(__file__).with_name("doors.txt")
PLACE = re.compile(r"<(?:[a-z_]+:)?([a-z_]+)>|\{(?:[a-z]+:)?([a-z_]+)\}")


@dataclass(frozen=True)
class Route:
    """An address with places for keys; its name; the name of its door, "" where it has none."""

    address: str
    name: str
    door: str
    methods: tuple[str, ...] = ("GET", "POST")

    @property
    def places(self) -> list[str]:
        """What keys it asks for."""
        return [page or program for page, program in PLACE.findall(self.address)]

    def filled(self, values: Mapping[str, Sequence[Any]], most: int = 1) -> Iterator[str]:
        """Yield its address with these values in its places, at most so many."""
        choices = [values.get(place, ("x",)) for place in self.places]
        for number, chosen in enumerate(product(*choices)):
            if number >= most:
                return
            given = iter(chosen)
            yield "/" + PLACE.sub(lambda _found, given=given: str(next(given)), self.address)


def every_route() -> list[Route]:
    """Return every route of the site, those of the API by operation."""
    pages = [each for each in _pages(get_resolver().url_patterns, "") if not each.address.startswith("api/")]
    return sorted([*pages, *_programs()], key=lambda each: (each.address, each.methods))


def _pages(patterns: list[Any], prefix: str) -> Iterator[Route]:
    for each in patterns:
        address = f"{prefix}{each.pattern}"
        if isinstance(each, URLResolver):
            yield from _pages(each.url_patterns, address)
        elif isinstance(each, URLPattern):
            yield Route(address, each.name or address, getattr(each.callback, "door_name", ""))


def _programs() -> Iterator[Route]:
    for router in ROUTERS:
        for each in operations_of(router):
            view: Any = each.view_func
            address = f"api{each.path}"
            yield Route(address, view.__name__, getattr(view, "door_name", ""), tuple(sorted(each.methods)))


def written() -> str:
    """Return all doors as their file holds them."""
    rows = [f"{each.door or 'CLOSED':<16}{_methods(each):<10}/{each.address}" for each in every_route()]
    return "\n".join(
        ["Who may come in, by route; what is seen behind a door is another question.", "", *rows, ""]
    )


def _methods(route: Route) -> str:
    return "" if len(route.methods) > 1 else route.methods[0]
