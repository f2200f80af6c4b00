"""`kinhbac keys`: the keys with which Kinh Bắc signs for other systems."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kinhbac.base.clock import HCM
from kinhbac.site.commands.options import data_option, json_option, write_json
from kinhbac.site.commands.province import opened

if TYPE_CHECKING:
    from kinhbac.tools.provider.keys import Key


@click.group("keys")
def verb() -> None:
    """Show or change the keys that sign for other systems; they are files of the data folder."""


@verb.command("list")
@data_option()
@json_option
def show(data: Path, *, as_json: bool) -> None:
    """List the keys and since when each signs. What is secret in them is never shown."""
    with opened(data):
        from kinhbac.tools.provider import keys  # noqa: PLC0415  - Django is set up now

        now = datetime.now(HCM)
        signs = keys.signing(now).name
        found = [_plain(each, signs) for each in keys.all_keys()]
    if as_json:
        write_json(found)
        return
    for each in found:
        mark = "  signs now" if each["signs_now"] else ""
        click.echo(
            f"{each['name']}  made {each['made_at']}  signs from {each['signs_from']}  {each['bits']} bits{mark}"
        )


@verb.command("rotate")
@data_option()
@click.option(
    "--now", "at_once", is_flag=True, help="The old keys are lost or stolen: throw them away at once."
)
def rotate(data: Path, *, at_once: bool) -> None:
    """Make a new key. It is published now and signs in an hour; the old ones stay until nothing needs them.

    Run it every few months. May run beside the server, which sees it by itself.
    """
    with opened(data):
        from kinhbac.tools.provider import keys  # noqa: PLC0415  - as above

        made = keys.rotate(datetime.now(HCM), at_once=at_once)
    click.echo(f"{made.name} signs from {made.signs_from.astimezone(HCM):%d/%m/%Y %H:%M}.")
    if at_once:
        click.echo(
            "All other keys are gone: whoever is signed on to other systems may have to sign in there again."
        )


def _plain(key: "Key", signs: str) -> dict[str, Any]:
    return {
        "name": key.name,
        "made_at": key.made_at.isoformat(timespec="seconds"),
        "signs_from": key.signs_from.isoformat(timespec="seconds"),
        "signs_now": key.name == signs,
        "bits": key.bits,
    }
