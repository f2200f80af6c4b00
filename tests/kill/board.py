"""The board: what is to be done next on each dossier, in as many copies as officers are to reach for it at once."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import UUID

from kinhbac.site.demo.cast import Member
from tests.kill.staff import CITIZEN, ONE_STOP, SPECIALIST, Officer
from tests.kill.turns import MOVES, UNDO, Move
from tests.kill.ways import Plan


@dataclass
class Dossier:
    """A dossier on its way: where it is, who may go on with it or did the last act, how far its journal is known to be."""

    plan: Plan
    mother: Member
    commune: str
    file: UUID
    case: UUID
    code: str
    seq: int
    resolving: str
    place: int = 0
    held_by: Officer | None = None
    last_by: Officer | None = None

    @property
    def move(self) -> Move | None:
        """What comes next; None at the end of its way."""
        return MOVES[self.plan.way[self.place]] if self.place < len(self.plan.way) else None

    def waits_for(self, officer: Officer) -> bool:
        """Say whether an officer's post may go on with it."""
        move = self.move
        assert move is not None
        home = self.commune if move.by == ONE_STOP else self.resolving
        if (officer.role, officer.commune) != (move.by, home):
            return False
        return move.by != SPECIALIST or self.held_by in (None, officer)


@dataclass
class Job:
    """Something to be done next: on which dossier, as how many copies, and what became of those that were taken."""

    dossier: Dossier
    copies: int = 1
    taken: set[Officer] = field(default_factory=set)
    won: list[Officer] = field(default_factory=list)
    lost: int = 0


class Board:
    """Jobs by which everybody is waiting; nobody gets one for which there is no copy left."""

    def __init__(self) -> None:
        self._jobs: list[Job] = []
        self._changed = threading.Condition()
        self._left = 0
        self._closed = False

    def expect(self, dossiers: int) -> None:
        """Say how many dossiers are to reach the end of their ways."""
        self._left = dossiers

    def put(self, job: Job) -> None:
        """Hang a job up."""
        with self._changed:
            self._jobs.append(job)
            self._changed.notify_all()

    def finished(self) -> None:
        """Say that one dossier has reached the end of its way."""
        with self._changed:
            self._left -= 1
            self._changed.notify_all()

    def close(self) -> None:
        """Send everybody home."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def take(self, wanted: Callable[[Job], bool], officer: Officer | None = None) -> Job | None:
        """Wait for a job that is wanted, and take a copy; None when there is nothing more to come."""
        with self._changed:
            while not self._closed and self._left > 0:
                job = next((each for each in self._jobs if officer not in each.taken and wanted(each)), None)
                if job is not None:
                    return self._torn_off(job, officer)
                self._changed.wait(5)
            return None

    def take_more(self, wanted: Callable[[Job], bool], officer: Officer, most: int) -> list[Job]:
        """Take copies of what is wanted and hangs there now."""
        with self._changed:
            found = [each for each in self._jobs if wanted(each)][:most]
            return [self._torn_off(each, officer) for each in found]

    def _torn_off(self, job: Job, officer: Officer | None) -> Job:
        if officer is not None:
            job.taken.add(officer)
        job.copies -= 1
        if not job.copies:
            self._jobs.remove(job)
        return job


def move_of(job: Job) -> Move:
    """Return the act that a job asks for."""
    move = job.dossier.move
    assert move is not None
    return move


def fits(job: Job, officer: Officer) -> bool:
    """Say whether a job is for an officer's post, and nobody else's own.

    An act is undone by whoever did it; a rival may reach for it, where a copy is left for her who did it.
    """
    move, doer = move_of(job), job.dossier.last_by
    if move.by == CITIZEN or not job.dossier.waits_for(officer):
        return False
    return move.how != UNDO or officer == doer or job.copies > (doer not in job.taken)
