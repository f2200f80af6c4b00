"""`kinhbac demo`: a province of invented people, prepared once and kept, to look at on this machine."""

import os
import shutil
from functools import partial
from pathlib import Path

import click

from kinhbac.site import demo_mark
from kinhbac.site.commands import serve
from kinhbac.site.commands.apart import apart
from kinhbac.site.commands.options import data_option
from kinhbac.site.commands.progress import Progress
from kinhbac.site.commands.province import name_province, open_province
from kinhbac.site.commands.troubles import Trouble
from kinhbac.site.serving.start import LOCK, bring_up_to_date, holding

PREPARING = "preparing"
"""The mark's words until the demo is whole; whoever finds them begins anew."""

_OURS = {LOCK, demo_mark.FILE, "secret.key"}
_WORDS = (
    "Mở địa chỉ trên, bấm Đăng nhập rồi chọn một người: công dân Lan, cán bộ một cửa Minh, chuyên viên Hoa, lãnh đạo Bình.",
    "Open the address, choose Sign in and then a person: citizen Lan, one-stop officer Minh, specialist Hoa, leader Bình.",
    "Mọi người và hồ sơ đều là mẫu. Dừng: Ctrl-C.  ·  All people and dossiers are invented. Stop: Ctrl-C.",
)


@click.command("demo")
@data_option(default="data/demo", words="The demo's folder.")
@click.option(
    "--size",
    type=click.Choice(["small", "full"]),
    help="How much is prepared in a new folder: small in seconds; full, 20,000 dossiers since 2024, in about two minutes.  "
    "[default: small]",
)
@click.option("--fresh", is_flag=True, help="Throw away what was done in this demo and prepare it anew.")
@click.option("--no-serve", is_flag=True, help="Only prepare.")
@click.option("--port", type=serve.PORT, default=8000, show_default=True, help="The port to listen on.")
def verb(data: Path, size: str | None, port: int, *, fresh: bool, no_serve: bool) -> None:
    """Prepare a demo province and serve it on this machine.

    A folder that was prepared is kept as it was left. Only an empty folder, or one marked as a demo, is used.
    """
    data = data.expanduser().resolve()
    _refuse_other(data)
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    with holding(data):
        name_province(data)
        if fresh or demo_mark.size_of(data) in {None, PREPARING}:
            apart(partial(_prepare, data, size or "small"))
        else:
            apart(partial(_keep, data, size))
        if no_serve:
            click.echo(f"Ready: {data}")
        else:
            serve.run("127.0.0.1", port, None, *_WORDS)


def _refuse_other(data: Path) -> None:
    if not data.exists() or demo_mark.size_of(data) is not None:
        return
    if not data.is_dir() or any(entry.name not in _OURS for entry in data.iterdir()):
        raise Trouble(
            f"{data} holds something that is not a demo: name an empty or a new folder with --data."
        )


def _keep(data: Path, size: str | None) -> None:
    kept = demo_mark.size_of(data)
    if size not in (None, kept):
        click.echo(f"{data} keeps its {kept} demo; --fresh makes a {size} one in its place.", err=True)
    open_province(data)
    bring_up_to_date()


def _prepare(data: Path, size: str) -> None:
    on_server = bool(os.environ.get("KINHBAC_DATABASE"))
    if not on_server:
        demo_mark.mark(data, PREPARING)
        _clear(data)
    open_province(data)
    from django.core.management import call_command  # noqa: PLC0415  - Django was set up a line ago
    from django.db import connection  # noqa: PLC0415  - as above

    from kinhbac.kernel.tell import tell_all  # noqa: PLC0415  - as above
    from kinhbac.site.demo.prepare import prepare  # noqa: PLC0415  - as above

    if connection.introspection.table_names():
        raise Trouble(
            "the database that KINHBAC_DATABASE names holds tables already, and a database server is never "
            "emptied from here: make an empty database, then run this again."
        )
    demo_mark.mark(data, PREPARING)
    call_command("migrate", verbosity=0, interactive=False)
    with Progress() as report:
        refused = prepare(size, report)
    for act in refused:
        click.echo(f"the rules refused: {act}", err=True)
    tell_all()
    demo_mark.mark(data, size)
    bring_up_to_date()


def _clear(data: Path) -> None:
    """Take everything out of a demo's folder but what holds and marks it; the mark goes never, so a cut is mended."""
    for entry in data.iterdir():
        if entry.name in {LOCK, demo_mark.FILE}:
            continue
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        else:
            entry.unlink()
