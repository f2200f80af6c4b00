"""What is asked of an inbox: its queues, pages, filters, searches and counts, as requests of one officer's browser."""

import http.client
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from html import unescape
from itertools import cycle, islice
from typing import Any
from urllib.parse import quote

from kinhbac.base.text import fold

NEXT = re.compile(r'href="([^"]+)" rel="next"')
LINE = re.compile(r'<li class="line ')
Facts = Mapping[str, Any]
"""What `filling` has told of the province."""


@dataclass(frozen=True)
class Page:
    """A page as it came: its bytes, how many lines it lists, and what leads to the page after it ("" for none)."""

    size: int
    lines: int
    following: str


@dataclass(frozen=True)
class Kind:
    """A way of asking: a name for the table, and the addresses that are asked for in turn.

    Attributes:
        pages_on: how many pages after the first are turned before it begins.
    """

    name: str
    addresses: Callable[[Facts], Sequence[str]]
    pages_on: int = 0


def _fixed(address: str) -> Callable[[Facts], Sequence[str]]:
    return lambda _facts: (address,)


def _named(form: str, name: Callable[[str], str]) -> Callable[[Facts], Sequence[str]]:
    return lambda facts: [form.format(quote(name(each))) for each in facts["names"]]


def _two_words(name: str) -> str:
    return " ".join(name.split()[1:])


INBOX = Kind("the inbox, all that waits", _fixed("/desk"))
KINDS = (
    INBOX,
    Kind("its second page", _fixed("/desk"), pages_on=1),
    Kind("its fourth page", _fixed("/desk"), pages_on=3),
    Kind("to receive", _fixed("/desk?queue=to_receive")),
    Kind("to hand over", _fixed("/desk?queue=to_return")),
    Kind("late", _fixed("/desk?queue=late")),
    Kind("one procedure", _fixed("/desk?subject=2.000815")),
    Kind("sought among what waits, with marks", _named("/desk?q={}", str)),
    Kind("the same without marks", _named("/desk?q={}", fold)),
    Kind("sought among all, three words", _named("/desk?queue=all&q={}", fold)),
    Kind("sought among all, two words", _named("/desk?queue=all&q={}", lambda name: _two_words(fold(name)))),
    Kind("sought among all, the commonest name", _fixed("/desk?queue=all&q=nguyen")),
    Kind("sought among all, a code", lambda facts: [f"/desk?queue=all&q={each}" for each in facts["codes"]]),
    Kind("passed on", _fixed("/desk?queue=ended")),
    Kind("passed on, sought by name", _named("/desk?queue=ended&q={}", fold)),
)


def addresses(kind: Kind, facts: Facts, port: int, headers: Mapping[str, str]) -> list[str]:
    """Return the addresses of a kind in one province; those of later pages are followed to."""
    found = list(kind.addresses(facts))
    for _ in range(kind.pages_on):
        found = [following for each in found if (following := fetched(port, each, headers).following)]
    return found


def requests(found: Sequence[str], headers: Mapping[str, str], count: int) -> list[list[Any]]:
    """Return so many requests, the addresses in turn."""
    return [[address, dict(headers), None] for address in islice(cycle(found), count)]


def fetched(port: int, address: str, headers: Mapping[str, str]) -> Page:
    """Ask once for a page.

    Raises:
        RuntimeError: it did not come.
    """
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
        connection.request("GET", address, headers=dict(headers))
        answer = connection.getresponse()
        body = answer.read()
    if answer.status != http.HTTPStatus.OK:
        raise RuntimeError(f"{address} was answered by {answer.status}.")
    text = body.decode()
    following = NEXT.search(text)
    return Page(len(body), len(LINE.findall(text)), unescape(following[1]) if following else "")


def turns(count: int, many: int) -> Iterator[list[int]]:
    """Yield the order of each round, so that nobody is always the first."""
    for number in range(count):
        yield [(number + place) % many for place in range(many)]
