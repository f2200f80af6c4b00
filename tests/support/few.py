"""A catalogue of few procedures: the committed one without those of which no test tells. Reading it is soon done."""

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

CATALOGUE = Path(__file__).parents[2] / "catalogue"

TOLD_OF = (
    "1.000656",
    "1.000894",
    "1.001193",
    "1.001612",
    "1.002755",
    "1.004859",
    "1.004873",
    "1.013225",
    "2.000200",
    "2.000815",
    "3.000333",
    "data.request",
)
"""The procedures of which tests tell that stand on a province: each writes them into its database anew."""

NAMED = (
    "1.000689",
    "1.001653",
    "1.001699",
    "1.001731",
    "1.001776",
    "1.001939",
    "1.003197",
    "1.004222",
    "1.004884",
    "1.011606",
    "1.011607",
    "1.014027",
    "1.014028",
    "2.000528",
    "2.000635",
    "2.000986",
    "2.002622",
)
"""Those that the demo files besides, bundles and their parts, and whatever any of these names."""

WORDS = "words.yaml"
"""Everyday words stay for all: life events may name whatever has words."""


@cache
def few_folder() -> Path:
    """Return the folder of the catalogue of few procedures; it lasts as long as this process."""
    folder = Path(tempfile.mkdtemp(prefix="kinhbac-few-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(shutil.copytree(CATALOGUE, folder / "catalogue", ignore=_not_told_of))


def _not_told_of(folder: str, names: list[str]) -> set[str]:
    if "procedure.yaml" not in names or Path(folder).name in (*TOLD_OF, *NAMED):
        return set()
    return {name for name in names if name != WORDS}
