"""Writes the matrix of rights anew: every role, every turn, every place of a dossier. Read the diff before it is committed.

python scripts/matrix.py
"""

import os
import sys
from importlib import import_module
from pathlib import Path

import django

ROOT = Path(__file__).parents[1]


def main() -> None:
    """Write it."""
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kinhbac.site.settings")
    os.environ.setdefault("KINHBAC_DATA", str(ROOT / "build" / "test-data"))
    django.setup()
    matrix = import_module("tests.services.procedures.rules.matrix")
    matrix.FILE.write_text(matrix.written(), encoding="utf-8")


if __name__ == "__main__":
    main()
