"""`kinhbac due`: a due moment and the sum behind it, the same that citizen and officer see. No database, no Django."""

import re
from datetime import UTC, datetime
from pathlib import Path

import click

from kinhbac.base.clock import HCM
from kinhbac.base.worktime.due import Due, due
from kinhbac.base.worktime.reader import read_calendars
from kinhbac.base.worktime.terms import Term, TermError, parse_term
from kinhbac.site.commands.due_table import table
from kinhbac.site.commands.options import FOLDER, json_option, own_catalogue, write_json

_EARLIEST = datetime(1900, 1, 1, tzinfo=UTC)
_LATEST = datetime(9000, 1, 1, tzinfo=UTC)


class Moment(click.ParamType[datetime]):
    """A day with a time, as ISO 8601 writes it; without an offset it is Vietnam's."""

    name = "moment"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Return the moment, aware."""
        if isinstance(value, datetime):
            return value
        words = str(value).strip()
        try:
            return _moment(words)
        except (ValueError, OverflowError):
            self.fail(f"{words!r} is not a day with a time: write it like 2026-04-29T16:10.", param, ctx)


def _moment(words: str) -> datetime:
    given = datetime.fromisoformat(words)
    moment = given if given.utcoffset() is not None else given.replace(tzinfo=HCM)
    if not re.search("[Tt ]", words) or not _EARLIEST <= moment <= _LATEST:
        raise ValueError(words)  # a day alone, or one beyond any calendar
    return moment


class Length(click.ParamType[Term]):
    """A term, as the law writes it."""

    name = "term"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Term:
        """Return the term."""
        if isinstance(value, Term):
            return value
        try:
            return parse_term(str(value))
        except TermError as fault:
            self.fail(f"{fault.say('en')}.", param, ctx)


@click.command("due")
@click.option(
    "--from",
    "received_at",
    type=Moment(),
    required=True,
    help="When it was received: 2026-04-29T16:10 (Vietnam's time).",
)
@click.option(
    "--term",
    type=Length(),
    required=True,
    help='"8 hours", "15 days", "3 working days", "2 months", "10 working days + 15 days", or "none".',
)
@click.option(
    "--after-15", is_flag=True, help="What comes after 15:00, or on a day off, counts from the next opening."
)
@click.option("--calendar", type=FOLDER, help="The folder of calendars.  [default: the catalogue's]")
@click.option(
    "--lang", type=click.Choice(["vi", "en"]), default="vi", show_default=True, help="Language of the table."
)
@json_option
def verb(
    received_at: datetime, term: Term, calendar: Path | None, lang: str, *, after_15: bool, as_json: bool
) -> None:
    """Show a due moment and the sum behind it: a line for each day counted or skipped, with the reason."""
    answer: Due = due(
        received_at, term, read_calendars(calendar or own_catalogue() / "calendars"), after_15=after_15
    )
    if as_json:
        write_json(answer.to_json())
    else:
        click.echo(table(answer, lang))
