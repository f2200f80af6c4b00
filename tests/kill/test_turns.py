"""Two hundred officers at once on PostgreSQL, every kind of turn, and SIGKILL in the middle: acts, desk and figures hold."""

import json
import os
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from threading import Thread
from uuid import UUID

import pytest

from kinhbac.services.procedures.rules.turns.table import TURNS
from tests.kill.books import Books, Line
from tests.kill.client import MET, Client, Tally
from tests.kill.crew import sign_in
from tests.kill.evidence import Before, faults
from tests.kill.past import bygones
from tests.kill.province import Province, wait_for
from tests.kill.saboteur import ON_POSTGRESQL, Saboteur, blows
from tests.kill.staff import Officer, everybody
from tests.kill.turning import Staff
from tests.kill.ways import LONG, acts_of_officers, kinds, plans
from tests.support.postgres import Server

pytestmark = pytest.mark.kill

ROUNDS = int(os.environ.get("KINHBAC_KILL_ROUNDS", "2"))
ACTS = 200
LETTERS = {
    "dossier.submitted",
    "dossier.received",
    "dossier.result_issued",
    "dossier.handed_over",
    "dossier.supplement_requested",
    "dossier.supplemented",
    "dossier.refused",
    "dossier.refusal_approved",
    "dossier.closed_for_silence",
    "dossier.stopped_by_person",
    "dossier.stopped_by_law",
    "dossier.withdrawn",
    "dossier.adjusted",
    "dossier.transferred",
    "dossier.field_verified",
    "dossier.apologised",
    "dossier.case_found",
    "dossier.reopened_for_error",
}
"""Entries of these ways for which there is a letter; taking such an act back is told too."""
STANDING_WRONG = """
SELECT count(*) FROM kinhbac_step AS step LEFT JOIN kinhbac_desk_item AS item
    ON item.case_id = step.case_id AND item.step = step.key
WHERE step.ended_at IS NULL AND (item.id IS NULL OR item.ended OR item.office <> step.office OR item.role <> step.role
    OR item.person IS DISTINCT FROM step.person)
"""
RECEIVED_BY_JOURNAL = """
SELECT day, count(*) FROM (
    SELECT case_id, (min(at) AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS day
    FROM kinhbac_entry WHERE name = 'dossier.received' GROUP BY case_id
) AS received GROUP BY day ORDER BY day
"""
RECEIVED_BY_FIGURES = """
SELECT (since AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS day, count(*)
FROM kinhbac_stay WHERE keeper = 'office' AND came = 'received' GROUP BY day ORDER BY day
"""


@dataclass
class Place:
    """A served province with its staff, signed in once for all rounds."""

    province: Province
    books: Books
    server: Server
    officers: dict[Officer, Client] = field(default_factory=dict)
    mothers: dict[UUID, Client] = field(default_factory=dict)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    with Server() as server:
        province = Province(tmp_path_factory.mktemp("turns"), server.url)
        try:
            province.prepare("staff")
            province.start()
            place = Place(province, Books(province.data, server.url), server)
            sign_everybody_in(place)
            yield place
        finally:
            province.remove()


def sign_everybody_in(place: Place) -> None:
    """Sign all officers in, some at once."""
    waiting: SimpleQueue[Officer] = SimpleQueue()
    for officer in everybody():
        waiting.put(officer)
        place.officers[officer] = Client(place.province.port)

    def sign_in_some() -> None:
        while True:
            try:
                officer = waiting.get_nowait()
            except Empty:
                return
            sign_in(place.officers[officer], officer, Tally())

    threads = [Thread(target=sign_in_some) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(client.token for client in place.officers.values())


def is_told(line: Line, names: Mapping[int, str]) -> bool:
    """Say whether the applicant is told of an entry, given the names of all entries of its case by their places."""
    about = names[json.loads(line.body)["corrects"]] if line.name == "undone" else line.name
    return about in LETTERS


@pytest.mark.parametrize("round_", range(1, ROUNDS + 1))
def test_two_hundred_officers_turn_dossiers_while_servers_are_killed(
    place: Place, round_: int, record_testsuite_property: Callable[[str, object], None]
):
    province, books = place.province, place.books
    planned, there = plans(round_, ACTS), bygones(province, round_, ACTS)
    began, before, tally = time.monotonic(), Before.of(books), Tally()
    staff = Staff(province, books, tally, f"turns {round_}", place.officers, place.mothers)
    plan = blows(100 + round_, ON_POSTGRESQL, sum(each.requests for each in planned))
    saboteur = Saboteur(province, books, place.server, tally, plan, staff.over)

    sabotage = saboteur.begin()
    staff.work(planned, there)
    sabotage.join()
    worked = time.monotonic() - began

    assert staff.faults + saboteur.faults == [], province.log_end()
    wait_for("the worker has told everything", lambda: books.untold() == 0)
    verified = province.command("verify")
    figures = json.loads(province.within("figures"))
    known = {
        "turns": round_,
        "officers": len(place.officers),
        "dossiers": len(planned),
        "of before": len(there),
        "acknowledged": len(staff.receipts) + len(staff.keyed),
        "refused rivals": len(staff.refused),
        "requests": tally.counts["sent"],
        **{what: tally.counts[what] for what in MET},
        "days": figures["days"],
        "carried over": figures["carried over"][-1],
        "kills": dict(sorted(saboteur.killed.items())),
        "entries": books.count("kinhbac_entry"),
        "work seconds": round(worked, 1),
        "seconds": round(time.monotonic() - began, 1),
    }
    record_testsuite_property(f"turns {round_}", json.dumps(known))
    print(json.dumps(known))  # noqa: T201  - seen with -s, as `make soak` runs it

    assert saboteur.killed == Counter(each.whom for each in plan), "somebody was not there to be killed"
    assert tally.counts["cut off"] + tally.counts["not now"] > 0, "no blow met a request"
    assert acts_of_officers(planned) >= ACTS
    done = {each.name for each in (*staff.receipts, *staff.keyed)}
    assert done == {"dossier.submitted", *kinds(planned)}, "a kind of turn was not taken"
    assert {turn.entry for turn in TURNS.values()} <= done, "these ways lack a turn that the house knows"
    assert faults(books, before, staff.receipts, staff.uploads, staff.keyed, is_told) == []
    assert not {line.key for line in books.journal()} & set(staff.refused), "what was refused was done"
    assert verified.returncode == 0, verified.stdout + verified.stderr
    assert books.rows(STANDING_WRONG) == [(0,)], "an open step is not on the desk as it stands"
    assert books.rows(RECEIVED_BY_JOURNAL) == books.rows(RECEIVED_BY_FIGURES), "received, day by day"
    assert figures["faults"] == []
    assert figures["days"] > LONG, "the figures span too few days"
    assert all(figures["carried over"]), "on some day nothing was carried over"
