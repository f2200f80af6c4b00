"""Writes the tables of rights anew: every role, turn and place of a dossier; every route and its door. Read the diff.

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
    for name in ("tests.services.procedures.rules.matrix", "tests.site.every_route"):
        table = import_module(name)
        table.FILE.write_text(table.written(), encoding="utf-8")


if __name__ == "__main__":
    main()
