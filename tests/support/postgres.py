"""A PostgreSQL server of our own, for tests: made in a temporary folder, thrown away afterwards.

Enter by `Server()` as a context manager, or from the command line, which runs COMMAND with
KINHBAC_DATABASE pointing at the server:

    python -m tests.support.postgres -- pytest -m database

The server runs under an ordinary account even when we are root, because PostgreSQL refuses root.
"""

import argparse
import contextlib
import os
import pwd
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

import psutil
import psycopg

NAME = "kinhbac"
PATIENCE_SECONDS = 120  # recovery after a kill reads the log again, and the disk may be busy
ACCOUNTS = ("postgres", "nobody")  # who runs the server when we are root

MISSING = """Không tìm thấy máy chủ PostgreSQL (initdb, postgres).
PostgreSQL's server programs (initdb, postgres) were not found, neither on PATH nor under /usr/lib/postgresql.
Remedy: install the Debian package `postgresql` (as root: apt-get install postgresql), or put the folder of
these programs on PATH."""


class PostgresMissingError(RuntimeError):
    """The server's programs are not on this machine; the text names the Debian package."""


class PostgresFailedError(RuntimeError):
    """The server did not start or did not answer; the text ends with the end of its log."""


def find_binaries() -> Path:
    """Return the folder with `initdb` and `postgres`: PATH first, then pg_config, then Debian's folders, newest first."""
    for folder in _candidate_folders():
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    raise PostgresMissingError(MISSING)


def _candidate_folders() -> Iterator[Path]:
    on_path = shutil.which("initdb")
    if on_path:
        yield Path(on_path).resolve().parent
    config = shutil.which("pg_config")
    if config:
        answer = subprocess.run([config, "--bindir"], capture_output=True, text=True, check=False)
        yield Path(answer.stdout.strip() or "/nowhere")
    debian = [path for path in Path("/usr/lib/postgresql").glob("*/bin") if path.parent.name.isdigit()]
    yield from sorted(debian, key=lambda path: int(path.parent.name), reverse=True)


def free_port() -> int:
    """Return a port nobody listens on.

    Below the range from which outgoing connections draw theirs (32768 on Linux), so that no client takes it
    while a killed server is down.
    """
    for _ in range(200):
        port = random.randint(20_000, 32_000)
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    raise PostgresFailedError("No free port between 20000 and 32000.")


@dataclass
class Server:
    """One server in a folder of its own; `with Server() as server:` makes, starts, stops and removes it.

    Attributes:
        sync: whether a commit waits for the disk. True is what a killed server needs; False is faster.
    """

    sync: bool = True
    folder: Path = field(init=False)
    port: int = field(init=False)
    _binaries: Path = field(init=False)
    _running: subprocess.Popen[bytes] | None = field(init=False, default=None)

    @property
    def url(self) -> str:
        """The value for KINHBAC_DATABASE."""
        return f"postgresql://{NAME}@127.0.0.1:{self.port}/{NAME}"

    def __enter__(self) -> Self:
        self.create()
        try:
            self.start()
            with psycopg.connect(self._address("postgres"), autocommit=True) as connection:
                connection.execute(f"CREATE DATABASE {NAME}")
        except BaseException:
            self.remove()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.remove()

    def create(self) -> None:
        """Make the folder and an empty cluster in it: UTF-8, sorted by code point, everyone on this machine trusted."""
        self._binaries = find_binaries()
        self.port = free_port()
        self.folder = self._new_folder()
        if os.geteuid() == 0:
            account = _ordinary_account()
            os.chown(self.folder, account.pw_uid, account.pw_gid)
        made = self._run("initdb", "-D", str(self.folder / "data"), "-U", NAME, *INITDB_OPTIONS)
        if made.returncode:
            self.remove()
            raise PostgresFailedError(f"initdb failed:\n{made.stdout}")

    def _new_folder(self) -> Path:
        # Short, because a socket's path may have 107 bytes at most; in /tmp, because another account must reach it.
        return Path(tempfile.mkdtemp(prefix="kinhbac-pg-", dir="/tmp"))

    def start(self) -> None:
        """Start the server and return when it answers; after `kill` it recovers first."""
        options = {
            "listen_addresses": "127.0.0.1",
            "port": self.port,
            "unix_socket_directories": self.folder,
            "fsync": "on" if self.sync else "off",
            "max_connections": 200,
        }
        settings = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
        command = [str(self._binaries / "postgres"), "-D", str(self.folder / "data"), *settings]
        with self._log.open("ab") as log:
            self._running = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                **self._as_account(),
            )
        self._await("answer", self._answers)

    def stop(self) -> None:
        """Stop in good order: open transactions are rolled back, everything is written."""
        if self._running is not None:
            self._running.send_signal(signal.SIGINT)
            self._running.wait(PATIENCE_SECONDS)
            self._running = None

    def kill(self) -> None:
        """SIGKILL the server and everyone who works for it, as a power cut would; `start` brings it back."""
        if self._running is None:
            return
        family = psutil.Process(self._running.pid)
        family.suspend()  # so that it cannot clean up after its children, nor start new ones
        children = family.children(recursive=True)
        for process in [*children, family]:
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()
        self._running.wait()
        psutil.wait_procs(children, timeout=PATIENCE_SECONDS)
        self._running = None

    def remove(self) -> None:
        """Kill what runs and delete the folder."""
        self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def _log(self) -> Path:
        return self.folder / "log"

    def _address(self, database: str) -> str:
        return f"host=127.0.0.1 port={self.port} user={NAME} dbname={database} connect_timeout=5"

    def _answers(self) -> bool:
        if self._running is None or self._running.poll() is not None:
            raise PostgresFailedError(f"PostgreSQL ended while starting:\n{self._log_end()}")
        with contextlib.suppress(psycopg.OperationalError), psycopg.connect(self._address("postgres")):
            return True
        return False

    def _await(self, what: str, reached: Callable[[], bool]) -> None:
        until = time.monotonic() + PATIENCE_SECONDS
        while not reached():
            if time.monotonic() > until:
                raise PostgresFailedError(
                    f"PostgreSQL did not {what} within {PATIENCE_SECONDS} s:\n{self._log_end()}"
                )
            time.sleep(0.05)

    def _log_end(self) -> str:
        return self._log.read_text(errors="replace")[-4000:]

    def _run(self, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(self._binaries / program), *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            **self._as_account(),
        )

    def _as_account(self) -> dict[str, object]:
        """Return what makes a child process an ordinary account's, in a folder this account may enter."""
        place = {"cwd": self.folder, "env": {"PATH": os.defpath, "LANG": "C.UTF-8", "HOME": str(self.folder)}}
        if os.geteuid() != 0:
            return place
        account = _ordinary_account()
        return {**place, "user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


INITDB_OPTIONS = ("--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync", "--no-instructions")


def _ordinary_account() -> pwd.struct_passwd:
    for name in ACCOUNTS:
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise PostgresFailedError(
        f"We are root, and none of the accounts {', '.join(ACCOUNTS)} exists to run PostgreSQL."
    )


def main(arguments: list[str] | None = None) -> int:
    """Run a command beside a fresh server and return the command's exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.support.postgres", description=__doc__)
    parser.add_argument("--fast", action="store_true", help="do not wait for the disk at each commit")
    parser.add_argument("command", nargs="+", metavar="COMMAND", help="after --: the command to run")
    options = parser.parse_args(arguments)
    signal.signal(
        signal.SIGTERM, lambda *_: sys.exit(143)
    )  # so that the server is removed when we are told to end
    try:
        with Server(sync=not options.fast) as server:
            environment = {**os.environ, "KINHBAC_DATABASE": server.url}
            return subprocess.run(options.command, env=environment, check=False).returncode
    except (PostgresMissingError, PostgresFailedError) as error:
        print(error, file=sys.stderr)  # noqa: T201  - this is a command
        return 3


if __name__ == "__main__":
    sys.exit(main())
