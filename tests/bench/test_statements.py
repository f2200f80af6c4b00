"""Reading PostgreSQL's log: what counts as a statement of an act."""

import pytest

from bench.statements import counted, durations, kind, statements

pytestmark = pytest.mark.pure

LOG = """\
bench 71 LOG:  statement: BEGIN
bench 71 LOG:  statement: SELECT "kinhbac_case"."id" FROM "kinhbac_case" WHERE "kinhbac_case"."code" = 'H05' LIMIT 1 FOR UPDATE
bench 99 LOG:  statement: SELECT "kinhbac_case"."id" FROM "kinhbac_case" WHERE told < seq
bench 71 LOG:  statement:
\tINSERT INTO kinhbac_series (key, last) VALUES ('a LOG:  statement: b', 1)
\tON CONFLICT (key) DO UPDATE SET last = kinhbac_series.last + 1
bench 71 LOG:  execute <unnamed>: UPDATE "kinhbac_case" SET "seq" = $1
bench 71 DETAIL:  parameters: $1 = '2'
bench 71 ERROR:  no such thing
bench 71 LOG:  statement: RELEASE SAVEPOINT "s1"
bench 71 LOG:  statement: COMMIT
"""


def test_an_act_is_told_by_its_statements_in_order():
    assert [kind(each) for each in statements(LOG, apart_from={99}) if counted(each)] == [
        "SELECT kinhbac_case FOR UPDATE",
        "INSERT kinhbac_series",
        "UPDATE kinhbac_case",
    ]


def test_the_statements_of_others_are_left_out():
    assert len(statements(LOG)) == len(statements(LOG, apart_from={99})) + 1


@pytest.mark.parametrize(
    "words",
    [
        "BEGIN",
        "begin isolation level repeatable read",
        "COMMIT;",
        "ROLLBACK",
        'SAVEPOINT "s1"',
        'ROLLBACK TO SAVEPOINT "s1"',
        "RELEASE s1",
    ],
)
def test_words_of_a_transaction_do_not_count(words):
    assert not counted(words)


@pytest.mark.parametrize("words", ["SELECT 1", "WITH a AS (SELECT 1) SELECT 2", "SET TIME ZONE 'UTC'"])
def test_everything_else_counts(words):
    assert counted(words)


def test_durations_are_read_with_their_statements():
    log = """\
bench 71 LOG:  duration: 0.412 ms  statement: SELECT 1
\tFROM kinhbac_desk_item
bench 99 LOG:  duration: 7.000 ms  statement: SELECT 2
bench 71 LOG:  duration: 1.5 ms  execute <unnamed>: SELECT 3
bench 71 LOG:  statement: SELECT 4
"""
    assert durations(log, apart_from={99}) == [(0.412, "SELECT 1 FROM kinhbac_desk_item"), (1.5, "SELECT 3")]
