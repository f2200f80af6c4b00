"""What the figures were taken on: the machine and the versions, in words for the report."""

import os
import platform
import subprocess
from importlib.metadata import version
from pathlib import Path

import psutil
import psycopg

PACKAGES = ("django", "granian", "django-ninja", "psycopg", "jsonschema-rs")


def machine() -> str:
    """Return one line about the machine."""
    memory = psutil.virtual_memory().total / 2**30
    return f"{os.cpu_count()} processors ({_processor()}), {memory:.0f} GiB, {_system()}, Linux {platform.release()}"


def versions(postgres: str) -> str:
    """Return one line about the programs; `postgres` as its server says it, "" where none took part."""
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    database = f"PostgreSQL {postgres}, " if postgres else ""
    return f"Python {platform.python_version()}, {database}{packages}, kinhbac {_commit()}"


def server_version(url: str) -> str:
    """Return the version of a PostgreSQL server."""
    with psycopg.connect(url) as connection:
        return str(connection.info.parameter_status("server_version")).split()[0]


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def _system() -> str:
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except OSError:
        return platform.system()


def _commit() -> str:
    asked = subprocess.run(
        ["git", "describe", "--always", "--dirty", "--abbrev=12"],
        cwd=Path(__file__).parent,
        capture_output=True,
        text=True,
        check=False,
    )
    return asked.stdout.strip() or version("kinhbac")
