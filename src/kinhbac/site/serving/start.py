"""Starts a province: its folder is held, its tables are brought up to date, then the supervisor runs its children."""

import fcntl
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kinhbac.base.errors import PlainError
from kinhbac.base.text import Text
from kinhbac.site import demo_mark
from kinhbac.site.serving.beside import Sandbox, sandbox_for
from kinhbac.site.serving.ports import address, answers, wait_until_free
from kinhbac.site.serving.supervisor import Child, Supervisor

LOCK = ".serving.lock"


class NotServed(PlainError):  # noqa: N818  - it reads as a sentence where it is raised
    """A province cannot be served; nothing was started."""


@contextmanager
def holding(data: Path) -> Iterator[None]:
    """Hold a data folder for one server; it is let go when the process ends, however it ends.

    Raises:
        NotServed: another server holds it.
    """
    with (data / LOCK).open("ab") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise NotServed(
                Text(vi=f"{data} đang được phục vụ rồi", en=f"{data} is being served already"),
                Text(vi="dừng máy chủ kia trước", en="stop that server first"),
            ) from None
        yield


def default_workers() -> int:
    """Return how many web processes suit this machine: half its processors, the others serve the database."""
    return max(1, (os.cpu_count() or 1) // 2)


def bring_up_to_date() -> None:
    """Bring the tables of the province that Django has open to this program, and check what it serves.

    Raises:
        NotServed: it belongs to a newer program, or nothing is published.
    """
    from django.core.management import call_command  # noqa: PLC0415  - Django is set up by the caller
    from django.db import connections  # noqa: PLC0415  - as above

    from kinhbac.kernel import definitions  # noqa: PLC0415  - as above
    from kinhbac.site.copies import tables  # noqa: PLC0415  - as above

    newer = tables.unknown(tables.applied())
    if newer:
        raise NotServed(
            Text(
                vi=f"dữ liệu thuộc phiên bản mới hơn ({newer[0][1]})",
                en=f"the province is of a newer version ({newer[0][1]})",
            ),
            Text(vi="cập nhật chương trình", en="update the program"),
        )
    call_command("migrate", verbosity=0, interactive=False)
    try:
        definitions.current_hash("calendar", "province")
    except definitions.NotPublished:
        raise NotServed(
            Text(vi="tỉnh này chưa công bố danh mục", en="nothing is published in this province"),
            Text(vi="chạy `kinhbac publish`", en="run `kinhbac publish`"),
        ) from None
    connections.close_all()


def serve(*, host: str, port: int, workers: int, announce: Callable[[str], None]) -> bool:
    """Serve the province of KINHBAC_DATA until SIGTERM or SIGINT; False if it could not be brought to work.

    Args:
        host: to listen on.
        port: to listen on.
        workers: web processes.
        announce: told the address once it answers.

    Raises:
        NotServed: the port is taken.
    """
    if not wait_until_free(host, port):
        raise NotServed(
            Text(vi=f"cổng {port} đã có chương trình khác dùng", en=f"the port {port} is taken"),
            Text(vi="chọn cổng khác bằng --port", en="choose another one with --port"),
        )
    web = ["--host", host, "--port", str(port), "--workers", str(workers)]
    sandbox = _sandbox(port)  # first: it tells the others where it is
    beside = [sandbox.child] if sandbox is not None else []
    children = [Child("web server", _module("web", *web)), Child("worker", _module("worker")), *beside]
    return Supervisor(
        children,
        works=lambda: answers(host, port) and (sandbox is None or sandbox.answers()),
        announce=lambda: announce(address(host, port)),
    ).run()


def _sandbox(port: int) -> Sandbox | None:
    """Return the provider of identities beside a demo; a province of real people has none."""
    return sandbox_for(port) if demo_mark.is_demo(Path(os.environ["KINHBAC_DATA"])) else None


def _module(name: str, *arguments: str) -> list[str]:
    return [sys.executable, "-P", "-m", f"{__package__}.{name}", *arguments]
