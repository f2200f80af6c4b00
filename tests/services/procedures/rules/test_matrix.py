"""Rights of every role, turn and place are those of the committed table; a change of a rule shows there or fails here."""

import pytest

from kinhbac.services.procedures.rules.policy import rights
from kinhbac.services.procedures.rules.turns.table import TURNS
from tests.services.procedures.rules import matrix

DENIED = ("other-mandate", "desk-away", "spec-away", "leader-away", "admin", "stranger", "nobody")


@pytest.fixture(scope="module")
def now() -> str:
    return matrix.written()


def test_the_matrix_is_the_committed_one(now):
    assert now == matrix.FILE.read_text(encoding="utf-8"), (
        "a rule gives or takes a right; look at it, then: python scripts/matrix.py"
    )


def test_strangers_have_no_right_in_any_place(now):
    columns = [list(matrix.ROLES).index(role) for role in DENIED]
    places = now.split("## guidance")[0].split("\n## ")[1:]
    assert len(places) == len(matrix.PLACES)
    for place in places:
        for row in place.splitlines()[2:]:
            marks = row[26:].split()
            assert not any(marks[column] == "x" for column in columns if marks), row


def test_nobody_of_the_office_works_on_her_own_dossier(now):
    officers = {name for name, turn in TURNS.items() if not turn.of_applicant}
    for role in ("own-spec", "agent-spec", "firm-spec"):
        column = list(matrix.ROLES).index(role)
        for row in now.splitlines():
            if row.split(" ")[0] in officers | {"take"}:
                assert row[26:].split()[column] == ".", row


def test_every_role_and_turn_has_a_right_somewhere_so_that_the_table_tells_something(now):
    for name in set(TURNS) - {"count_silence", "allow_second_supplement"}:
        assert any(row.split(" ")[0] == name and "x" in row[26:] for row in now.splitlines()), name


def test_a_planted_right_shows(monkeypatch, now):
    monkeypatch.setitem(matrix.ROLES, "stranger", ("planted", matrix.RECEIVER))
    assert matrix.written() != now


def test_the_policy_says_every_turn_in_both_languages_with_its_roles():
    told = rights([matrix.birth()])
    assert [each.act for each in told] == list(TURNS)
    for each in told:
        assert each.name.vi != each.act, each.act
        assert each.who.vi != each.who.en
        assert each.roles or each.of_applicant or each.act == "consult", each.act
