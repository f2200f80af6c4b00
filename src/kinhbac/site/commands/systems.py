"""`kinhbac systems`: other systems that sign people in through Kinh Bắc, or read its API; as the administrator's pages."""

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from kinhbac.base.clock import HCM
from kinhbac.base.text import Text
from kinhbac.kernel.types import Refused
from kinhbac.site.commands.options import data_option
from kinhbac.site.commands.province import opened
from kinhbac.site.commands.troubles import Trouble


@click.group("systems")
def verb() -> None:
    """Register other systems, give them new secrets, close them."""


@verb.command("add")
@data_option()
@click.argument("key")
@click.option(
    "--name", "names", nargs=2, required=True, metavar="VI EN", help="In Vietnamese and in English."
)
@click.option(
    "--purpose",
    "purposes",
    nargs=2,
    required=True,
    metavar="VI EN",
    help="What people read before they agree.",
)
@click.option("--law", default="", help="On which it rests; needed for identity_number.")
@click.option(
    "--redirect", "redirects", multiple=True, help="An address to come back to; may be given again."
)
@click.option("--after-logout", multiple=True, help="An address after signing out; may be given again.")
@click.option("--back-channel", default="", help="The address that is told of signing out.")
@click.option(
    "--scope", "scopes", multiple=True, required=True, help="What it may ask for; may be given again."
)
def add(data: Path, key: str, scopes: tuple[str, ...], **given: Any) -> None:
    """Register a system under KEY, and write its secret to standard output: it is shown this once."""
    with opened(data):
        from kinhbac.tools.provider.actions.registering import register  # noqa: PLC0415  - Django is set up now
        from kinhbac.tools.provider.types import OF_SYSTEM, Registration  # noqa: PLC0415  - as above

        registration = Registration(
            key=key,
            name=Text(*given["names"]),
            purpose=Text(*given["purposes"]),
            law=given["law"],
            redirects=given["redirects"],
            after_logout=given["after_logout"],
            back_channel=given["back_channel"],
            of_person=tuple(each for each in scopes if each not in OF_SYSTEM),
            of_system=tuple(each for each in scopes if each in OF_SYSTEM),
        )
        click.echo(_done(lambda: register(registration, viewer=None, now=datetime.now(HCM))))


@verb.command("secret")
@data_option()
@click.argument("key")
def secret(data: Path, key: str) -> None:
    """Give a system a new secret, and write it to standard output; the old one is worth nothing at once."""
    with opened(data):
        from kinhbac.tools.provider.actions.registering import new_secret  # noqa: PLC0415  - as above

        click.echo(_done(lambda: new_secret(key, viewer=None, now=datetime.now(HCM))))


@verb.command("close")
@data_option()
@click.argument("key")
@click.option("--why", required=True, help="Kept with the system.")
def close(data: Path, key: str, why: str) -> None:
    """Close a system: whoever is signed on to it is signed out there, and its tokens are worth nothing."""
    with opened(data):
        from kinhbac.tools.provider.actions.registering import disable  # noqa: PLC0415  - as above

        _done(lambda: disable(key, why, viewer=None, now=datetime.now(HCM)))
    click.echo(f"{key} is closed.")


def _done(act: Any) -> Any:
    try:
        return act()
    except Refused as refused:
        refusal = refused.refusal
        raise Trouble(f"{refusal.reason.en} {refusal.remedy.en}") from None
