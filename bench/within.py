"""Runs a part of the bench inside a province, in a process of its own. Enter by `run`.

Django is set up for the data folder (and KINHBAC_DATABASE) first; then `bench.PART` is read, and what its `main`
returns is printed as JSON.
"""

import importlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from kinhbac.site.commands.province import open_province
from tests.support.programs import own_environment

ROOT = Path(__file__).parents[1]


def environment(more: dict[str, str]) -> dict[str, str]:
    """Return the environment of a program of ours that points at no other province, compiled once, with `more`."""
    return {**own_environment(), **more}


def run(part: str, data: Path, argument: object, variables: dict[str, str]) -> dict[str, Any]:
    """Run `bench.PART.main(argument)` in the province of a data folder and return its answer."""
    command = [sys.executable, "-m", "bench.within", part, str(data), str(argument)]
    done = subprocess.run(command, cwd=ROOT, env=environment(variables), stdout=subprocess.PIPE, check=True)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


if __name__ == "__main__":
    _, part, data, argument = sys.argv
    open_province(Path(data))
    json.dump(importlib.import_module(f"bench.{part}").main(argument), sys.stdout)
