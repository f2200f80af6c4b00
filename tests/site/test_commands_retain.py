"""`kinhbac retain`: shows what would go and changes nothing, does it, and shows what went."""

import json

import pytest

from tests.site.province import Province

pytestmark = pytest.mark.database

RECORD = (
    "INSERT INTO kinhbac_sign_in (at, outcome, way, code, level, source, browser, reason) "
    "VALUES ('2021-03-01 08:00:00', 'refused', 'vneid', 'token.expired', 0, '', '', '')"
)
COUNT = "SELECT count(*) FROM kinhbac_sign_in"


def told(province: Province, *options: str) -> list[dict]:
    said = province.kinhbac("retain", *options, "--json")
    assert said.returncode == 0, said.stderr
    return json.loads(said.stdout)


def test_what_would_go_is_shown_and_then_goes(province):
    province.sql(RECORD)
    over = [{"kind": "sign_in_record", "over": 1, "needed": 0}]
    assert [each for each in told(province, "--dry-run") if each["over"]] == over
    assert told(province, "--last") == []
    assert "1" in province.sql(COUNT)

    (run,) = told(province)
    assert run["kinds"] == over
    assert run["ended_at"]
    assert "1" not in province.sql(COUNT)
    assert told(province, "--last") == [run]
