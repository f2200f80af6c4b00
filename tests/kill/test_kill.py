"""SIGKILL in the middle of 200 submissions and acts: what was acknowledged is there, once, and nothing besides."""

import json
import os
import time
from collections import Counter
from collections.abc import Callable

import pytest

from tests.kill.books import Books
from tests.kill.client import MET, Tally
from tests.kill.crew import Crew, requests_of, stories
from tests.kill.evidence import Before, faults
from tests.kill.province import Province, wait_for
from tests.kill.saboteur import ANYWHERE, ON_POSTGRESQL, Saboteur, blows
from tests.support.postgres import Server

pytestmark = pytest.mark.kill

ROUNDS = int(os.environ.get("KINHBAC_KILL_ROUNDS", "2"))
ACTS = 200


@pytest.mark.parametrize("round_", range(1, ROUNDS + 1))
def test_every_acknowledged_act_is_there_once(
    place: tuple[Province, Books, Server | None],
    round_: int,
    record_testsuite_property: Callable[[str, object], None],
):
    province, books, server = place
    database = "postgresql" if server else "sqlite"
    seed, began = round_, time.monotonic()
    told, before, tally = stories(seed, ACTS), Before.of(books), Tally()
    crew = Crew(province, tally, f"{database} {round_}")
    plan = blows(seed, ON_POSTGRESQL if server else ANYWHERE, requests_of(told))
    saboteur = Saboteur(province, books, server, tally, plan, crew.over)

    sabotage = saboteur.begin()
    crew.work(told)
    sabotage.join()
    worked = time.monotonic() - began

    assert crew.faults + saboteur.faults == [], province.log_end()
    wait_for("the worker has told everything", lambda: books.untold() == 0)
    verified = province.command("verify")
    figures = {
        "database": database,
        "round": round_,
        "dossiers": len(told),
        "acknowledged": len(crew.receipts),
        "requests": tally.counts["sent"],
        **{what: tally.counts[what] for what in MET},
        "kills": dict(sorted(saboteur.killed.items())),
        "entries": books.count("kinhbac_entry"),
        "work seconds": round(worked, 1),
        "seconds": round(time.monotonic() - began, 1),
    }
    record_testsuite_property(f"kill {database} {round_}", json.dumps(figures))
    print(json.dumps(figures))  # noqa: T201  - seen with -s, as `make soak` runs it

    assert saboteur.killed == Counter(each.whom for each in plan), "somebody was not there to be killed"
    assert len(crew.receipts) == sum(1 + len(each.way) for each in told) >= ACTS
    assert tally.counts["cut off"] + tally.counts["not now"] > 0, "no blow met a request"
    assert tally.counts["done unheard"] + tally.counts["answer lost"] > 0, "no answer was lost on its way"
    assert faults(books, before, crew.receipts, crew.uploads) == []
    assert verified.returncode == 0, verified.stdout + verified.stderr


def test_the_province_still_stops_in_good_order_and_holds(place: tuple[Province, Books, Server | None]):
    province, _books, _server = place
    assert province.stop() == 0, province.log_end()
    verified = province.command("verify")
    assert verified.returncode == 0, verified.stdout + verified.stderr
