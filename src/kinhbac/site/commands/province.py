"""Opening a province from the command: the data folder is looked at before Django reads its settings from it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kinhbac.site.commands.troubles import Trouble

SQLITE = "kinhbac.sqlite3"


def is_set_up(data: Path) -> bool:
    """Say whether a folder holds a province; with a database server, whether it is there at all."""
    return data.is_dir() if os.environ.get("KINHBAC_DATABASE") else (data / SQLITE).is_file()


def refuse_unset(data: Path) -> None:
    """Refuse a folder that was never set up, and say what sets one up."""
    if not is_set_up(data):
        raise Trouble(
            f"{data} holds no province: `kinhbac publish --data {data}` sets up an empty one, "
            f"`kinhbac demo --data {data}` one to try, `kinhbac restore` one from a backup."
        )


def name_province(data: Path) -> None:
    """Let this process and its children be the province's. A new folder is its owner's alone."""
    data = data.expanduser().resolve()
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.environ["KINHBAC_DATA"] = str(data)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kinhbac.site.settings")


def open_province(data: Path) -> None:
    """Let this process be the province's: Django and every room are ready afterwards."""
    name_province(data)
    import django  # noqa: PLC0415  - only now are its settings known

    django.setup()


@contextmanager
def opened(data: Path) -> Iterator[None]:
    """Open a province that was set up, and close its database afterwards."""
    refuse_unset(data)
    open_province(data)
    from django.db import connections  # noqa: PLC0415  - as above

    try:
        yield
    finally:
        connections.close_all()
