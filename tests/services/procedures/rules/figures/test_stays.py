"""Stays, turn by turn: what each turn of the law does to the time that a dossier is with an office and an officer."""

from datetime import timedelta
from uuid import UUID

import pytest

from kinhbac.kernel.types import Actor, Holder, StepHanded
from kinhbac.services.procedures.rules.figures.stays import stays_of
from tests.services.procedures.rules.figures.histories import MERGED_AT, History, ends, person

pytestmark = pytest.mark.pure

HOA = person("north", "specialist")
BINH = person("north", "leader")


def received() -> History:
    return History().submit().wait(hours=1).receive("north")


def approved() -> History:
    history = received().wait(hours=1).to("approve", "dossier.proposed", "leader").wait(hours=1)
    return history.to("issue", "dossier.approved", "specialist").wait(hours=1)


def lines(history: History, keeper: str, with_ends=None) -> list[tuple]:
    found = stays_of(history.entries, with_ends) if with_ends else stays_of(history.entries)
    return [
        (each.office, each.state, each.came, each.left, each.punctuality) if keeper == "office" else
        (each.person, each.state, each.came, each.left)
        for each in found
        if each.keeper == keeper
    ]  # fmt: skip


OFFICE_TABLE = {
    "before reception it is with nobody": (lambda: History().submit(), []),
    "received": (received, [("north", "progress", "received", None, None)]),
    "granted on a day before": (
        lambda: approved().issue(),
        [("north", "progress", "received", "granted", "early")],
    ),
    "granted on the due day": (
        lambda: History().submit().receive("north", timedelta(hours=4)).wait(hours=4).issue(),
        [("north", "progress", "received", "granted", "on_time")],
    ),
    "granted a moment late": (
        lambda: History().submit().receive("north", timedelta(hours=4)).wait(hours=4, seconds=1).issue(),
        [("north", "progress", "received", "granted", "late")],
    ),
    "no term": (
        lambda: History().submit().receive("north", None).wait(days=90).issue(),
        [("north", "progress", "received", "granted", "no_term")],
    ),
    "handing over changes nothing": (
        lambda: approved().issue().wait(days=9).end("dossier.handed_over", "returned"),
        [("north", "progress", "received", "granted", "early")],
    ),
    "waiting for the citizen is a pause": (
        lambda: received().ask(1),
        [("north", "progress", "received", "paused", None), ("north", "paused", "paused", None, None)],
    ),
    "and ends with the answer": (
        lambda: received().ask(1).wait(days=2).answer().wait(days=1).issue(),
        [
            ("north", "progress", "received", "paused", None),
            ("north", "paused", "paused", "resumed", None),
            ("north", "progress", "resumed", "granted", "early"),
        ],
    ),
    "closed for silence: judged by the moment of the request": (
        lambda: received().ask(1).wait(days=40).end("dossier.closed_for_silence", "closed_no_supplement"),
        [
            ("north", "progress", "received", "paused", None),
            ("north", "paused", "paused", "closed", "early"),
        ],
    ),
    "a second supplement makes it late": (
        lambda: received().ask(1).answer().ask(2).answer().issue(),
        [
            ("north", "progress", "received", "paused", None),
            ("north", "paused", "paused", "resumed", None),
            ("north", "progress", "resumed", "paused", None),
            ("north", "paused", "paused", "resumed", None),
            ("north", "progress", "resumed", "granted", "late"),
        ],
    ),
    "withdrawn": (
        lambda: received().end("dossier.withdrawn", "withdrawn", by_citizen=True),
        [("north", "progress", "received", "withdrawn", "early")],
    ),
    "stopped": (
        lambda: received().end("dossier.stopped_by_person", "stopped_by_person", by_citizen=True),
        [("north", "progress", "received", "stopped", "early")],
    ),
    "stopped by law": (
        lambda: received().end("dossier.stopped_by_law", "stopped_by_law_change"),
        [("north", "progress", "received", "stopped_by_law", "early")],
    ),
    "refused at reception stands apart": (
        lambda: History().submit().end("dossier.refused", "refused_at_reception"),
        [("centre", "apart", "never", "refused_at_reception", None)],
    ),
    "withdrawn before reception stands apart": (
        lambda: History().submit().end("dossier.withdrawn", "withdrawn", by_citizen=True),
        [("centre", "apart", "never", "withdrawn", None)],
    ),
    "a supplement before reception is no pause": (lambda: History().submit().ask(1), []),
    "transferred": (
        lambda: received().wait(hours=1).transfer("south").wait(hours=1).issue(),
        [
            ("north", "progress", "received", "transferred_out", None),
            ("south", "progress", "transferred_in", "granted", "early"),
        ],
    ),
    "an opinion asked of another office moves nothing": (
        lambda: received().consult().wait(days=1).give_opinion(),
        [("north", "progress", "received", None, None)],
    ),
    "an act taken back leaves no trace": (
        lambda: received().slip_and_undo(),
        [("north", "progress", "received", None, None)],
    ),
    "an error corrected is a line of its own": (
        lambda: approved().issue().wait(days=2).reopen().wait(days=1).issue(),
        [
            ("north", "progress", "received", "granted", "early"),
            ("north", "correction", "reopened", "corrected", "early"),
        ],
    ),
    "also after the case was closed": (
        lambda: approved().issue().end("dossier.handed_over", "returned").wait(days=2).reopen().wait(days=4).issue(),
        [
            ("north", "progress", "received", "granted", "early"),
            ("north", "correction", "reopened", "corrected", "late"),
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("history", "expected"), OFFICE_TABLE.values(), ids=OFFICE_TABLE)
def test_stays_with_offices(history, expected):
    assert lines(history(), "office") == expected


OFFICER_TABLE = {
    "nobody has taken it": (received, [(None, "progress", "received", None)]),
    "taken": (
        lambda: received().wait(hours=1).take(),
        [(None, "progress", "received", "transferred_out"), (HOA, "progress", "transferred_in", None)],
    ),
    "done by whoever did it, from the beginning of the step": (
        lambda: received().wait(hours=1).to("approve", "dossier.proposed", "leader"),
        [(HOA, "progress", "received", "transferred_out"), (None, "progress", "transferred_in", None)],
    ),
    "through the hands of a day": (
        lambda: approved().issue(),
        [
            (HOA, "progress", "received", "transferred_out"),
            (BINH, "progress", "transferred_in", "transferred_out"),
            (HOA, "progress", "transferred_in", "granted"),
        ],
    ),
    "released again": (
        lambda: received().take().wait(hours=1).release(),
        [
            (None, "progress", "received", "transferred_out"),
            (HOA, "progress", "transferred_in", "transferred_out"),
            (None, "progress", "transferred_in", None),
        ],
    ),
    "the citizen's act makes her no officer": (
        lambda: received().end("dossier.withdrawn", "withdrawn", by_citizen=True),
        [(None, "progress", "received", "withdrawn")],
    ),
}


@pytest.mark.parametrize(("history", "expected"), OFFICER_TABLE.values(), ids=OFFICER_TABLE)
def test_stays_with_officers(history, expected):
    assert lines(history(), "officer") == expected


def test_a_dossier_goes_with_the_work_of_its_office_on_the_day_the_office_ends():
    history = History(at=MERGED_AT - timedelta(days=2)).submit().receive("east", timedelta(days=9))
    history.take().wait(days=3).to("approve", "dossier.proposed", "leader")
    assert lines(history, "office", ends) == [
        ("east", "progress", "received", "transferred_out", None),
        ("south", "progress", "transferred_in", None, None),
    ]
    moved = [each for each in stays_of(history.entries, ends) if each.keeper == "office"]
    assert moved[0].until == moved[1].since == MERGED_AT
    assert moved[1].due_at == moved[0].due_at


def test_a_step_handed_to_another_office_takes_the_dossier_along():
    history = received().wait(hours=1)
    history.add(
        "step.handed", Actor(system="merger"), StepHanded(history.now().key, Holder("south", "specialist"))
    )
    assert [line[0] for line in lines(history, "office")] == ["north", "south"]


def test_while_it_waits_the_due_moment_is_the_one_that_stood_when_it_was_asked():
    history = received().wait(days=1).ask(1)
    asked_at = history.at
    before, waiting = (each for each in stays_of(history.entries) if each.keeper == "office")
    assert waiting.due_at == before.due_at is not None
    assert waiting.halted_at == asked_at


def test_what_every_stay_repeats():
    parent = UUID(int=99)
    history = History().submit("vneid", "2.001", parent).receive("north")
    stay = stays_of(history.entries)[0]
    assert (stay.dossier.code, stay.dossier.procedure, stay.dossier.channel) == ("X-1", "2.001", "vneid")
    assert (stay.dossier.online, stay.dossier.parent) == ("partial", parent)
    assert stays_of(()) == ()
