"""Does one piece of work for many folders: a few one after the other, thousands in as many processes as there are cores."""

import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")
FEW = 200
"""Folders for which starting processes costs more than it saves."""
_PIECES = 8  # for each process, so that none waits long for another


def judge_all(folders: Sequence[Path], judge: Callable[[Path], T]) -> Iterable[T]:
    """Return what a function finds in each folder, in their order.

    Args:
        folders: of procedures.
        judge: takes and returns values that can pass from one process to another.
    """
    processes = os.cpu_count() or 1
    if len(folders) < FEW or processes == 1:
        return map(judge, folders)
    with ProcessPoolExecutor(processes) as pool:
        return list(pool.map(judge, folders, chunksize=max(1, len(folders) // (processes * _PIECES))))
