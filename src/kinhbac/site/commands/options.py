"""Options that several verbs share, each with one meaning."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any] | click.Command)

FOLDER = click.Path(file_okay=False, path_type=Path)
FILE = click.Path(dir_okay=False, path_type=Path)


def data_option(default: str = "data", words: str = "The province's folder.") -> Callable[[F], F]:
    """Return `--data`: the folder that holds a province; KINHBAC_DATA where it is not given."""
    return click.option(
        "--data",
        type=FOLDER,
        envvar="KINHBAC_DATA",
        default=default,
        show_default=True,
        show_envvar=True,
        help=words,
    )


def catalogue_option() -> Callable[[F], F]:
    """Return `--catalogue`: the folder of definitions; KINHBAC_CATALOGUE where it is not given."""
    return click.option(
        "--catalogue",
        type=FOLDER,
        envvar="KINHBAC_CATALOGUE",
        show_envvar=True,
        help="The folder of definitions.  [default: the one beside the program]",
    )


json_option = click.option("--json", "as_json", is_flag=True, help="Write JSON, for a program to read.")


def own_catalogue() -> Path:
    """Return the folder of definitions that KINHBAC_CATALOGUE names, or the one beside the program."""
    given = os.environ.get("KINHBAC_CATALOGUE")
    return Path(given) if given else Path(__file__).parents[4] / "catalogue"


def write_json(value: Any) -> None:
    """Write a value as JSON to standard output."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))
