"""`kinhbac serve`: a province at an address of this machine, until it is told to stop."""

from functools import partial
from pathlib import Path

import click

from kinhbac.site.commands.apart import apart
from kinhbac.site.commands.options import data_option
from kinhbac.site.commands.province import name_province, open_province, refuse_unset
from kinhbac.site.commands.troubles import Trouble
from kinhbac.site.serving.start import bring_up_to_date, default_workers, holding, serve

PORT = click.IntRange(1, 65535)


@click.command("serve")
@data_option()
@click.option("--port", type=PORT, default=8000, show_default=True, help="The port to listen on.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--workers", type=click.IntRange(1, 64), help="Web processes.  [default: half the processors]")
def verb(data: Path, port: int, host: str, workers: int | None) -> None:
    """Serve a province: the web server and the worker beside it.

    Brings the tables up to date first, and prints the address when it answers. What dies is started again; Ctrl-C
    or SIGTERM stops everything in good order. A folder without a province is refused: `kinhbac publish` sets up an
    empty one. Names other than localhost are allowed by KINHBAC_HOSTS, separated by commas; a proxy in front, whose word
    on who asks is taken, is named by its address in KINHBAC_TRUSTED_PROXY.
    """
    refuse_unset(data)
    with holding(data):
        name_province(data)
        apart(partial(_up_to_date, data))
        run(host, port, workers)


def _up_to_date(data: Path) -> None:
    open_province(data)
    bring_up_to_date()


def run(host: str, port: int, workers: int | None, *words: str) -> None:
    """Serve the province that was opened, and say so, with more words below, when it answers."""
    announced = serve(
        host=host,
        port=port,
        workers=workers or default_workers(),
        announce=lambda address: click.echo("\n".join([f"Kinh Bắc: {address}", *words])),
    )
    if not announced:
        raise Trouble("the server could not be started; the lines above say why.")
