"""The surroundings of a program that a test starts: its own, without what names another province."""

import os
from pathlib import Path

COMPILED = Path(__file__).parents[2] / "build" / "compiled"
"""Where programs that are started again and again keep what they compiled, and leave nothing beside their source."""


def own_environment() -> dict[str, str]:
    """Return the environment for a program of ours that a test starts."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("KINHBAC_")}
    kept.pop("PYTHONDONTWRITEBYTECODE", None)
    return {**kept, "PYTHONPYCACHEPREFIX": str(COMPILED)}
