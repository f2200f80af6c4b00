"""The mark of a demo: a file in the data folder. Without it nobody can sign in by choosing a name."""

from functools import lru_cache
from pathlib import Path

FILE = "demo"


def mark(data: Path, size: str) -> None:
    """Mark a data folder as a demo of that size."""
    data.mkdir(parents=True, exist_ok=True)
    (data / FILE).write_text(f"{size}\n", encoding="ascii")
    is_demo.cache_clear()


def size_of(data: Path) -> str | None:
    """Return the size of the demo in a data folder, None where there is none."""
    file = data / FILE
    return file.read_text(encoding="ascii").strip() if file.exists() else None


@lru_cache(maxsize=8)
def is_demo(data: Path) -> bool:
    """Say whether a data folder is marked as a demo; asked of the disk once for each process."""
    return (data / FILE).exists()
