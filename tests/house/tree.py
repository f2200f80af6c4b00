"""The files of the project as a newcomer gets them: without what is installed, built or run."""

import os
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
NOT_OURS = {".git", ".venv", "node_modules", "__pycache__", "build", "dist", "built"}
CACHES = {".pytest_cache", ".mypy_cache", ".ruff_cache", ".import_linter_cache", ".hypothesis"}


def files(*suffixes: str) -> Iterator[Path]:
    """Every file of the project, or those with one of these suffixes; paths from the root of the checkout."""
    for folder, names, found in os.walk(ROOT):
        at = Path(folder)
        names[:] = sorted(n for n in names if n not in NOT_OURS | CACHES and (at, n) != (ROOT, "data"))
        for name in sorted(found):
            if not suffixes or name.endswith(suffixes):
                yield (at / name).relative_to(ROOT)
