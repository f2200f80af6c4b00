"""The staff at work on shared dossiers: two hundred officers at once, each waiting for whatever her post may do next.

The board holds what is to be done next on each dossier. Of a contested act two officers take a copy each and reach for it
on the same state: one must be acknowledged, the other refused, and nothing of hers may be in the journal.
"""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from uuid import UUID

from kinhbac.site.demo.cast import Member
from tests.kill.asking import Asking
from tests.kill.board import Board, Dossier, Job, fits, move_of
from tests.kill.books import Books
from tests.kill.client import ALL_BLOWS, Client, Tally, insist, key_of
from tests.kill.crew import sign_in
from tests.kill.doors import address_of, body_of, other
from tests.kill.evidence import Acknowledged, Keyed
from tests.kill.filing import file_birth
from tests.kill.past import mother_of
from tests.kill.province import Province, wait_for
from tests.kill.staff import CITIZEN, SPECIALIST, Officer
from tests.kill.turns import BULK, HAND, UNDO, WITH_RECEIPT, Move
from tests.kill.ways import Plan

REFUSED = {409, 422}
TOGETHER = 5
"""Dossiers that a leader approves at once, at most."""


@dataclass
class Staff:
    """All who work in a round, and what they hold in their hands after it."""

    province: Province
    books: Books
    tally: Tally
    round_: str
    officers: dict[Officer, Client]
    mothers: dict[UUID, Client]
    desks: int = 6
    receipts: list[Acknowledged] = field(default_factory=list)
    keyed: list[Keyed] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    uploads: dict[UUID, UUID] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    board: Board = field(default_factory=Board)
    _to_file: list[Plan] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _over: threading.Event = field(default_factory=threading.Event)

    def over(self) -> bool:
        """Say whether all work is done, or given up."""
        return self._over.is_set()

    @cached_property
    def asking(self) -> Asking:
        """How all of them ask."""
        return Asking(self.tally)

    def work(self, plans: Sequence[Plan], there: Sequence[Dossier]) -> None:
        """Bring all dossiers along their ways; return when all are at the end, or somebody met a fault.

        Args:
            plans: of all of them.
            there: those that are there already; the others the mothers file.
        """
        self._to_file = [plan for plan in plans if plan.bygone is None]
        self.board.expect(len(plans))
        for dossier in there:
            self._go_on(dossier)
        people = [threading.Thread(target=self._guarded, args=(self._mothers,)) for _ in range(self.desks)]
        people += [
            threading.Thread(target=self._guarded, args=(self._officer, each)) for each in self.officers
        ]
        for each in people:
            each.start()
        for each in people:
            each.join()
        self._over.set()
        with self.tally.changed:
            self.tally.changed.notify_all()

    def _guarded(self, work: Callable[..., None], *arguments: object) -> None:
        try:
            work(*arguments)
        except Exception as fault:  # noqa: BLE001  - told by the test, with what the others met
            with self._lock:
                self.faults.append(f"{type(fault).__name__}: {fault}")
            self.board.close()

    # The mothers: they file, then take their own turns.

    def _mothers(self) -> None:
        while (plan := self._next_to_file()) is not None:
            self._go_on(self._filed(plan))
        while job := self.board.take(lambda job: move_of(job).by == CITIZEN):
            self._turn(job)

    def _next_to_file(self) -> Plan | None:
        with self._lock:
            return self._to_file.pop(0) if self._to_file else None

    def _filed(self, plan: Plan) -> Dossier:
        client = self._mother(mother_of(plan))
        dossier, answer = file_birth(self.asking, client, plan, self.round_)
        with self._lock:
            self.uploads[dossier.file] = dossier.case
        self._keep("dossier.submitted", None, answer)
        return dossier

    def _mother(self, mother: Member) -> Client:
        if mother.account not in self.mothers:
            client = Client(self.province.port)
            sign_in(client, mother, self.tally)
            self.mothers[mother.account] = client
        return self.mothers[mother.account]

    def _turn(self, job: Job) -> None:
        dossier, move = job.dossier, move_of(job)
        key = key_of(self.round_, dossier.plan.number, dossier.place)
        path = f"/api/dossiers/{dossier.code}/turns/{move.act}"
        asked = {"seen": dossier.seq, "values": move.values()}
        answer = self.asking.json(self._mother(dossier.mother), "POST", path, asked, key)
        self._keep(move.name, key, answer)
        self._done(dossier, answer["seq"])

    # The officers.

    def _officer(self, officer: Officer) -> None:
        doors = {
            **dict.fromkeys(WITH_RECEIPT, self._act),
            HAND: self._hand,
            BULK: self._approve_many,
        }
        while job := self.board.take(lambda job: fits(job, officer), officer):
            doors[move_of(job).how](job, officer)

    def _act(self, job: Job, officer: Officer) -> None:
        dossier, move = job.dossier, move_of(job)
        key = key_of(self.round_, dossier.plan.number, dossier.place, officer.person)
        asked, path, client = body_of(move, dossier), address_of(move, dossier), self.officers[officer]
        answer = insist(self.tally, lambda: client.ask_json("POST", path, asked, key), path)
        with self._lock:
            if answer.status == 200:
                job.won.append(officer)
            elif answer.status in REFUSED and job.copies + len(job.taken) > 1:
                job.lost += 1
                self.refused.append(key)
            else:
                raise AssertionError(f"{path} by {officer}: {answer.status} {answer.text[:500]}")
            settled = not job.copies and len(job.won) + job.lost == len(job.taken)
        if answer.status == 200:
            if answer.json["again"]:
                self.tally.add("answer lost")
            self._keep(move.name, key, answer.json)
        if settled:
            if len(job.won) != 1 or (move.how == UNDO and job.won != [dossier.last_by]):
                raise AssertionError(f"{path}: {job.won} were acknowledged, of {job.taken}")
            self._left(move, dossier, job.won[0])
            self._done(dossier, dossier.seq + 1)

    def _left(self, move: Move, dossier: Dossier, by: Officer) -> None:
        """Note who did an act, and who may go on after it."""
        dossier.last_by = by
        if move.leaves_step:
            dossier.held_by = None
        if move.act == "transfer":
            dossier.resolving = other(dossier.commune)

    def _hand(self, job: Job, officer: Officer) -> None:
        """Take, release or assign by the form of the desk, which gives no receipt: the journal must bear the key."""
        dossier, move = job.dossier, move_of(job)
        key = key_of(self.round_, dossier.plan.number, dossier.place)
        given = {"act": move.act, "item": f"{dossier.case}:{self._open_step(dossier)}", "key": key}
        to = next(
            each for each in self.officers if (each.role, each.commune) == (SPECIALIST, dossier.resolving)
        )
        if move.act == "assign":
            given["to"] = str(to.person)
        answer = self.asking.form(self.officers[officer], "/desk/-/hand", list(given.items()))
        if answer.status != 302 or f"handed={move.act}" not in answer.headers.get("location", ""):
            raise AssertionError(
                f"{move.act} by {officer}: {answer.status} {answer.headers} {answer.text[:300]}"
            )
        with self._lock:
            self.keyed.append(Keyed(move.name, key, dossier.case))
        self.tally.add("acknowledged")
        dossier.held_by = None if move.frees_post else officer if move.keeps_post else to
        self._done(dossier, dossier.seq + 1)

    def _approve_many(self, job: Job, officer: Officer) -> None:
        """Approve what waits by one act on many: tried, confirmed, and looked at until it is done."""
        more = self.board.take_more(
            lambda each: move_of(each).how == BULK and fits(each, officer), officer, TOGETHER - 1
        )
        jobs, client = [job, *more], self.officers[officer]
        items = [("item", f"{each.dossier.case}:{self._open_step(each.dossier)}") for each in jobs]
        begun = self.asking.form(
            client, "/desk/-/bulk", [("act", "dossier|approve"), ("which", "chosen"), *items]
        )
        bulk = begun.headers.get("location", "")
        if begun.status != 302 or not bulk:
            raise AssertionError(f"approving many by {officer}: {begun.status} {begun.text[:300]}")
        # only what was tried can be confirmed; a blow may leave the trying to the worker
        wait_for("the bulk act is tried", lambda: self._over_with(client, bulk), within=ALL_BLOWS)
        self.asking.form(client, f"{bulk}/confirm", [])
        wait_for("the bulk act is done", lambda: self._over_with(client, bulk), within=ALL_BLOWS)
        key = UUID(bulk.rpartition("/")[2])
        lines = self.books.rows(
            f"SELECT \"case\", outcome FROM kinhbac_desk_bulk_line WHERE bulk_id = '{key}'"
        )
        outcomes = {UUID(str(case)): outcome for case, outcome in lines}
        for each in jobs:
            case = each.dossier.case
            if outcomes.get(case) != "done":
                raise AssertionError(f"approving many: {each.dossier.code} is {outcomes.get(case)}")
            with self._lock:
                self.keyed.append(Keyed("dossier.approved", f"{key}:{case}", case))
            self.tally.add("acknowledged")
            self._done(each.dossier, each.dossier.seq + 1)

    def _over_with(self, client: Client, bulk: str) -> bool:
        answer = insist(self.tally, lambda: client.ask("GET", bulk), bulk)
        return answer.status == 200 and "refresh" not in answer.headers

    def _open_step(self, dossier: Dossier) -> str:
        """Return the open step that the next act is about, from the tables themselves."""
        found = self.books.rows(
            f"SELECT key FROM kinhbac_step WHERE case_id = '{dossier.case}' AND ended_at IS NULL"
        )
        return str(found[0][0])

    # What all do.

    def _done(self, dossier: Dossier, seq: int) -> None:
        dossier.seq, dossier.place = seq, dossier.place + 1
        self._go_on(dossier)

    def _go_on(self, dossier: Dossier) -> None:
        if dossier.move is None:
            self.board.finished()
            return
        contested = dossier.place in dossier.plan.contested and dossier.held_by is None
        self.board.put(Job(dossier, copies=2 if contested else 1))

    def _keep(self, name: str, key: str | None, answer: Any) -> None:
        receipt = Acknowledged(name, key, UUID(answer["case"]), answer["seq"], answer["hash"], answer["code"])
        with self._lock:
            self.receipts.append(receipt)
        self.tally.add("acknowledged")
