"""How the inbox is asked and told: pages read, requests in turn, statements named."""

import pytest

from bench.inbox.asking import NEXT, requests, turns
from bench.inbox.section import by_statement, what_of

pytestmark = pytest.mark.pure

LIST = (
    'SELECT "kinhbac_desk_item"."id", "kinhbac_desk_item"."superseded" FROM "kinhbac_desk_item" '
    'WHERE ("kinhbac_desk_item"."office" = \'a\') ORDER BY "kinhbac_desk_item"."sort_at" LIMIT 51'
)


def test_addresses_are_asked_in_turn():
    asked = requests(["/a", "/b"], {"Cookie": "c"}, 3)
    assert asked == [
        ["/a", {"Cookie": "c"}, None],
        ["/b", {"Cookie": "c"}, None],
        ["/a", {"Cookie": "c"}, None],
    ]


def test_nobody_is_always_the_first():
    assert list(turns(3, 3)) == [[0, 1, 2], [1, 2, 0], [2, 0, 1]]


def test_the_next_page_is_found_in_a_page():
    found = NEXT.search('<a href="/desk?queue=late&amp;at=a5.7" rel="next">Trang sau</a>')
    assert found is not None
    assert found[1] == "/desk?queue=late&amp;at=a5.7"


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        (LIST, "list"),
        ('SELECT COUNT(*) AS "c" FROM "kinhbac_desk_item" WHERE NOT "kinhbac_desk_item"."ended"', "total"),
        ('SELECT "queue", COUNT("id") FROM "kinhbac_desk_item" WHERE "a" = 1 GROUP BY 1', "counts"),
        ('SELECT DISTINCT "label_id" FROM "kinhbac_desk_word" WHERE "a" = 1 LIMIT 51', "words"),
        ('SELECT "id" FROM "kinhbac_desk_item" WHERE NOT "kinhbac_desk_item"."superseded"', "lines found"),
        ('SELECT "superseded" FROM "kinhbac_desk_item" WHERE "id" IN (1)', "names of what is counted"),
        ('SELECT "id" FROM "kinhbac_desk_bulk" WHERE "a" = 1 LIMIT 100', ""),
        ('SELECT "id" FROM "kinhbac_account"', ""),
        ('UPDATE "kinhbac_desk_item" SET "a" = 1', ""),
    ],
)
def test_statements_are_named_by_what_they_read(statement, what):
    assert what_of(statement) == what


def test_times_are_gathered_by_statement():
    assert by_statement([(1.0, LIST), (3.0, LIST), (9.0, "SELECT 1")]) == {"list": [1.0, 3.0]}
