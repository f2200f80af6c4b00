"""Official lines: the four channels, and every check of the form on random histories."""

from datetime import date, datetime

import pytest

from kinhbac.base.clock import HCM
from kinhbac.services.procedures.rules.figures.counting import Counts, counts_of
from kinhbac.services.procedures.rules.figures.official import channel_of, checks_of, official_line
from kinhbac.services.procedures.rules.figures.periods import ONE_DAY, period_of, report_period
from kinhbac.services.procedures.rules.figures.stay import OFFICE
from kinhbac.services.procedures.rules.figures.stays import stays_of
from tests.services.procedures.rules.figures.histories import ends, random_history

pytestmark = pytest.mark.pure

NOW = datetime(2026, 6, 1, 10, 0, tzinfo=HCM)
CHANNELS = {
    ("online", "full"): "online_full",
    ("vneid", "full"): "online_full",
    ("online", "partial"): "online_partial",
    ("online", ""): "online_partial",
    ("post", ""): "post",
    ("counter", ""): "direct",
    ("", ""): "direct",
}


@pytest.mark.parametrize(("given", "column"), CHANNELS.items())
def test_channels(given, column):
    assert channel_of(*given) == column


def test_what_came_from_another_office_stands_in_its_channel():
    line = official_line([("post", "", Counts({"received": 2, "transferred_in": 3, "carried": 1}))])
    assert (line.post, line.carried, line.received) == (5, 1, 6)


@pytest.mark.parametrize("key", ["2026-02", "2026-03", "2026-04", "2026-Q1", "2026"])
def test_every_check_holds_on_random_histories(key):
    stays = [
        each for seed in range(400) for each in stays_of(random_history(seed), ends) if each.keeper == OFFICE
    ]
    days = report_period(key)
    period = period_of(days.first, days.last, NOW)
    before = period_of(date(2026, 1, 1), days.first - ONE_DAY, NOW)
    for office in ("north", "south", "east"):
        own = [each for each in stays if each.office == office]
        channels = {(each.dossier.channel, each.dossier.online) for each in own}
        parts = [
            (
                *channel,
                counts_of(
                    [each for each in own if (each.dossier.channel, each.dossier.online) == channel], period
                ),
            )
            for channel in channels
        ]
        checks = checks_of(official_line(parts), counts_of(own, period), counts_of(own, before))
        assert len(checks) == 5
        assert all(check.holds for check in checks), (office, checks)


def test_a_check_that_does_not_hold_says_so():
    checks = checks_of(official_line([]), Counts({"received": 1}), Counts({}))
    assert [check.holds for check in checks] == [False, True, True, True, True]
