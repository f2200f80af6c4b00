"""How the inbox is asked and told: pages read, requests in turn, statements named."""

import pytest

from bench.inbox.asking import NEXT, requests, turns
from bench.inbox.section import by_statement, what_of

pytestmark = pytest.mark.pure

LIST = "SELECT item.id FROM kinhbac_desk_item AS item WHERE item.office = 'a' ORDER BY item.sort_at LIMIT 51"


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
        ("SELECT COUNT(*) FROM kinhbac_desk_item AS item WHERE NOT item.ended", "total"),
        ("SELECT item.queue, COUNT(*) FROM kinhbac_desk_item AS item WHERE a = 1 GROUP BY 1", "counts"),
        ('SELECT DISTINCT "label_id" FROM "kinhbac_desk_word" WHERE "a" = 1 LIMIT 51', "words"),
        ("SELECT item.id FROM kinhbac_desk_item AS item WHERE NOT item.superseded", "lines found"),
        ('SELECT "id" FROM "kinhbac_desk_bulk" WHERE "a" = 1 LIMIT 100', ""),
        ('SELECT "id" FROM "kinhbac_account"', ""),
        ('UPDATE "kinhbac_desk_item" SET "a" = 1', ""),
    ],
)
def test_statements_are_named_by_what_they_read(statement, what):
    assert what_of(statement) == what


def test_times_are_gathered_by_statement():
    assert by_statement([(1.0, LIST), (3.0, LIST), (9.0, "SELECT 1")]) == {"list": [1.0, 3.0]}
