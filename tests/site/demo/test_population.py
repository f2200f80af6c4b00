"""Who files: the same for the same seed, in the shares that were meant, and under the names that communes had then."""

from collections import Counter
from datetime import date, datetime

import pytest

from kinhbac.base.clock import HCM
from kinhbac.site.demo.cast import BAC_GIANG, KINH_BAC
from kinhbac.site.demo.histories import ROADS, walk
from kinhbac.site.demo.population import COMMUNES, HOMES, MERGED_ON, PROCEDURES, RECENT, Population

pytestmark = pytest.mark.pure

NOW = datetime(2026, 11, 20, 10, 30, tzinfo=HCM)
COUNT = 2000


@pytest.fixture(scope="module")
def filings(table, places):
    return list(Population(COUNT, "test", NOW, table.hours, places).filings())


def share(found) -> float:
    return sum(1 for each in found if each) / COUNT


def test_the_same_again_for_the_same_seed(table, places, filings):
    again = Population(COUNT, "test", NOW, table.hours, places)
    other = Population(COUNT, "another", NOW, table.hours, places)
    assert list(again.filings()) == filings
    assert list(other.filings()) != filings


def test_three_communes_and_sixty_days_have_the_most(filings):
    assert share(each.commune in HOMES for each in filings) == pytest.approx(0.92, abs=0.05)
    assert share(each.filed_at >= NOW - RECENT for each in filings) == pytest.approx(0.36, abs=0.04)
    assert {each.procedure for each in filings} == set(PROCEDURES)
    assert all(each.filed_at <= NOW and each.filed_at.year >= 2024 for each in filings)
    assert {each.channel for each in filings} == {"online", "counter", "post", "vneid"}


def test_before_the_merger_communes_have_their_old_names(filings, catalogue):
    for each in filings:
        edition = "2025" if each.filed_at.date() >= MERGED_ON else "2024"
        assert each.area.startswith(edition)
        assert not each.desk or each.desk.startswith(edition)
        offices = [office.key for office in catalogue.directory.offices]
        assert not each.desk or each.desk in offices


def test_what_a_commune_was_made_of(places):
    assert len(places.former(KINH_BAC)) == 6
    assert "2024/07201" in places.former(BAC_GIANG)
    assert all(places.former(commune) for commune in COMMUNES)
    assert places.province_desk("2024/09187") == "2024.27.centre"
    assert places.others(KINH_BAC, date(2026, 1, 5)) == ("2025.07210.committee", "2025.07735.committee")


def test_walks_take_every_road_and_every_act_has_its_moment(filings, table, places):
    seen: Counter[str] = Counter()
    for each in filings:
        acts = walk(each, table, places.others(each.area, each.filed_at.date()), "test")
        assert acts == walk(each, table, places.others(each.area, each.filed_at.date()), "test") or any(
            callable(act.values) for act in acts
        )
        moments = [act.at for act in acts]
        assert moments == sorted(moments)
        assert moments[0] > each.filed_at
        seen.update(act.name for act in acts)
    expected = {
        "receive", "refuse", "request_supplement", "supplement", "close_silent", "allow_second_supplement",
        "propose", "propose_refusal", "approve", "return_for_rework", "issue_result", "hand_over", "stop",
        "withdraw", "adjust", "transfer", "consult", "give_opinion", "count_silence", "verify_in_field",
        "apologise", "report_error", "rate", "hand_papers", "take", "assign",
    }  # fmt: skip
    assert set(seen) == expected
    assert len(ROADS) == 9
