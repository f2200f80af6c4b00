"""Filled provinces, one for each size, on one PostgreSQL: made for one run, or kept in a folder for the next ones.

Enter by `provinces`. A kept folder holds the server (`postgres`) and for each size the data folder and what `filling` told
of it (`SIZE.json`, written last: a province without it was not finished, and is filled anew).
"""

import json
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import psycopg
from psycopg import sql

from bench.within import run
from tests.support.postgres import Server, find_binaries, free_port

TEMPLATES = 240
"""Dossiers that are walked through the rules and then repeated."""
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Province:
    """A filled one: its data folder, its database, and what `filling` told of it."""

    data: Path
    url: str
    facts: Mapping[str, Any]


@dataclass
class KeptServer(Server):
    """A server in a folder that stays: made where there is none yet, stopped in good order, never removed."""

    place: Path = field(kw_only=True)

    def __enter__(self) -> Self:
        if not (self.place / "data").exists():
            return super().__enter__()
        self._binaries, self.port, self.folder = find_binaries(), free_port(), self.place
        self.start()
        return self

    def remove(self) -> None:
        """Stop; everything stays."""
        self.stop()

    def _new_folder(self) -> Path:
        self.place.mkdir(exist_ok=True)
        return self.place


@contextmanager
def provinces(
    sizes: Sequence[int], kept: Path | None, say: Say
) -> Iterator[tuple[Server, dict[int, Province]]]:
    """Give a server that runs with a filled province of each size; those that `kept` holds already are not filled again."""
    with ExitStack() as stack:
        if kept is None:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="kinhbac-bench-")))
            postgres = stack.enter_context(Server(sync=False))
        else:
            folder = kept.resolve()
            folder.mkdir(parents=True, exist_ok=True)
            postgres = stack.enter_context(KeptServer(sync=False, place=folder / "postgres"))
        for size in sizes:
            _fill(size, folder, postgres, say)
        postgres.stop()
        postgres.start()  # so that no process of it has anything left from filling
        yield postgres, {size: _found(size, folder, postgres) for size in sizes}


def _fill(size: int, folder: Path, postgres: Server, say: Say) -> None:
    if _told(size, folder).exists():
        return
    say(f"filling a province with {size:,} dossiers".replace(",", " "))
    shutil.rmtree(folder / str(size), ignore_errors=True)
    name = sql.Identifier(f"inbox_{size}")
    with psycopg.connect(postgres.url, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(name))
        connection.execute(sql.SQL("CREATE DATABASE {}").format(name))
    asked = json.dumps({"dossiers": size, "templates": TEMPLATES})
    facts = run("inbox.filling", folder / str(size), asked, {"KINHBAC_DATABASE": _url(size, postgres)})
    _told(size, folder).write_text(json.dumps(facts, ensure_ascii=False), encoding="utf-8")
    say(f"filled in {facts['seconds']:.0f} s, {facts['sizes']['database'] / 2**30:.1f} GiB")


def _found(size: int, folder: Path, postgres: Server) -> Province:
    facts = json.loads(_told(size, folder).read_text(encoding="utf-8"))
    return Province(folder / str(size), _url(size, postgres), facts)


def _told(size: int, folder: Path) -> Path:
    return folder / f"{size}.json"


def _url(size: int, postgres: Server) -> str:
    return f"{postgres.url.rpartition('/')[0]}/inbox_{size}"
