"""How a line of the error output is written: its moment with the zone, and nothing in it that forges another line.

Settings enter. Everything after the first line of a message (a traceback, words with a line break in them) stands behind
`MORE`, and letters that are not to be seen are written out, so a line that begins with a moment is always one of ours.
"""

import json
import logging
import re
from datetime import datetime

from django.http import HttpRequest
from django.utils.encoding import escape_uri_path

from kinhbac.base.clock import HCM

MORE = "    | "
DETAIL = re.compile(
    r"^DETAIL:.*?(?=^(?:HINT:|CONTEXT:|Traceback |The above |During )|\Z)", re.MULTILINE | re.DOTALL
)
"""What PostgreSQL adds to an error: the values of the row, which are people's."""


class Line(logging.Formatter):
    """For people: moment, level, room, message; what follows is set in."""

    def __init__(self) -> None:
        super().__init__("{asctime} {levelname} {name} {message}{asked}", style="{")

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:  # noqa: N802  - logging's own name
        """Return the moment in Vietnam, with its zone."""
        del datefmt
        return datetime.fromtimestamp(record.created, HCM).isoformat(timespec="milliseconds")

    def format(self, record: logging.LogRecord) -> str:
        """Return the message, harmless."""
        told = [f"asked by {person}" if (person := asker(record)) else "", asked(record)]
        record.asked = f" ({', '.join(filter(None, told))})" if any(told) else ""
        return f"\n{MORE}".join(seen(line) for line in silent(super().format(record)).split("\n"))


class Plain(Line):
    """For machines: one JSON object a line, with the same things under names."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the object."""
        told = {
            "at": self.formatTime(record),
            "level": record.levelname,
            "room": record.name,
            "message": silent(record.getMessage()),
            "process": record.process,
            "asked_by": asker(record),
            "asked": asked(record),
        }
        if record.exc_info:
            told["trace"] = silent(self.formatException(record.exc_info))
        return json.dumps(told)


def asker(record: logging.LogRecord) -> str:
    """Return the key of the person whose request is spoken of, "nobody" for a stranger, "" where it is not known.

    Who it is was looked up by whatever refused her; a line of a log asks the database nothing.
    """
    who = getattr(getattr(record, "request", None), "who", None)
    viewer = getattr(getattr(who, "_wrapped", who), "viewer", None)
    return "" if viewer is None else str(viewer.person or "nobody")


def asked(record: logging.LogRecord) -> str:
    """Return the method and the address of the request that is spoken of, without what stands behind its `?`."""
    request = getattr(record, "request", None)
    return f"{request.method} {escape_uri_path(request.path)}" if isinstance(request, HttpRequest) else ""


def silent(text: str) -> str:
    """Leave out the values that PostgreSQL quotes from a row."""
    return DETAIL.sub("DETAIL: left out\n", text)


def seen(line: str) -> str:
    """Write out every letter that is not to be seen: control characters, and those that turn the direction."""
    return "".join(each if each.isprintable() else ascii(each)[1:-1] for each in line)
