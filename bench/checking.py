"""Checking a catalogue of 2,000 procedures by `kinhbac check`, beside only parsing its files. Enter by `measure`."""

import itertools
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import yaml

from bench import report
from bench.figures import table, written
from bench.meters import window
from kinhbac.site.commands.options import own_catalogue
from kinhbac.tools.grammar.catalogue import procedure_folders

AIM_SECONDS = 60
METHOD = (
    "Copies of the catalogue's procedures under other keys, with their forms, examples and words, beside the catalogue's "
    "own calendars, units, offices and shared files. `kinhbac check` reads, judges, and runs every example. The floor "
    "is one process that only parses the same files into plain values with libyaml."
)
KEY = re.compile(r'^key: "?([0-9A-Z.]+)"?$', re.MULTILINE)


@dataclass(frozen=True)
class Checked:
    """One catalogue checked: seconds of the clock and of processors, and in what company."""

    procedures: int
    files: int
    seconds: float
    cpu: float
    megabytes: float
    parsing: float
    other: float
    steal: float


def measure(procedures: int, say: Callable[[str], None]) -> Checked:
    """Make a catalogue of so many procedures and check it.

    Raises:
        RuntimeError: the catalogue is not in order.
    """
    with tempfile.TemporaryDirectory(prefix="kinhbac-bench-") as folder:
        catalogue = Path(shutil.copytree(own_catalogue(), Path(folder) / "catalogue"))
        multiply(catalogue / "procedures", procedures)
        files = sorted((catalogue / "procedures").rglob("*.yaml"))
        say(f"checking {procedures} procedures in {len(files)} files")
        parsing = _parsed(files)
        return _checked(catalogue, len(files), procedures, parsing)


def _checked(catalogue: Path, files: int, procedures: int, parsing: float) -> Checked:
    before = _children_seconds()
    with window({}) as spent:
        command = [str(Path(sys.executable).with_name("kinhbac")), "check", str(catalogue)]
        ended = subprocess.run(command, stdout=subprocess.DEVNULL, check=False)
    if ended.returncode:
        raise RuntimeError(f"`kinhbac check` ended with {ended.returncode}; its words stand above.")
    cpu = _children_seconds() - before
    greatest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    other = max(0.0, spent.other - cpu / spent.seconds)
    return Checked(procedures, files, spent.seconds, cpu, greatest, parsing, other, spent.steal)


def _children_seconds() -> float:
    """Return the processor seconds of all processes that were started here and have ended, with those below them."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def multiply(folder: Path, count: int) -> None:
    """Copy the procedures below a folder under other keys until there are so many."""
    models = procedure_folders(folder)
    for number, model in zip(range(count - len(models)), itertools.cycle(models), strict=False):
        key = f"9.{number:06}"
        made = Path(shutil.copytree(model, folder / "copies" / key))
        for file in made.glob("*.yaml"):
            text = file.read_text(encoding="utf-8")
            file.write_text(KEY.sub(f'key: "{key}"', text, count=1), encoding="utf-8")


def _parsed(files: list[Path]) -> float:
    began = time.process_time()
    for file in files:
        yaml.load(file.read_bytes(), yaml.CSafeLoader)
    return time.process_time() - began


def section(done: Checked) -> str:
    """Return the section about checking."""
    head = (
        "procedures",
        "files",
        "aim s",
        "s",
        "CPU s",
        "CPU of parsing only s",
        "ratio",
        "MiB of one process",
    )
    row = (
        written(done.procedures),
        written(done.files),
        str(AIM_SECONDS),
        written(done.seconds),
        written(done.cpu),
        written(done.parsing),
        written(done.cpu / done.parsing),
        written(done.megabytes),
    )
    return "\n\n".join([report.taken("", done.other, done.steal), METHOD, table(head, [row])])
