"""A small disk: a tmpfs of our own that can be filled to the last byte and emptied again."""

import contextlib
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

NOT_ALLOWED = """A small disk cannot be mounted here, so the tests of a full disk cannot run: {said}
Remedy: run them as root in a place where `mount -t tmpfs` is allowed (a container needs CAP_SYS_ADMIN)."""


@dataclass(frozen=True)
class SmallDisk:
    """A mounted tmpfs; whoever writes there shares it with the ballast."""

    folder: Path

    @property
    def ballast(self) -> Path:
        """What fills it up."""
        return self.folder / "ballast"

    def fill(self) -> None:
        """Leave no room, not even for one page."""
        with self.ballast.open("ab", buffering=0) as file:
            for piece in (1 << 20, 1 << 16, 1 << 12, 1):
                with contextlib.suppress(OSError):
                    while file.write(bytes(piece)) == piece:
                        pass

    def clear(self) -> None:
        """Make room again."""
        self.ballast.unlink()


@contextmanager
def small_disk(folder: Path, megabytes: int, owner: int | None = None) -> Iterator[SmallDisk]:
    """Mount a small disk; unmounted afterwards. Where that is not allowed the test fails and says what is missing."""
    folder.mkdir(parents=True)
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m,mode=755", "tmpfs", str(folder)],
        capture_output=True,
        text=True,
        check=False,
    )
    if mounted.returncode != 0:
        pytest.fail(NOT_ALLOWED.format(said=mounted.stderr.strip()), pytrace=False)
    try:
        if owner is not None:
            os.chown(folder, owner, -1)
        yield SmallDisk(folder)
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)
