"""How values are said, in both languages."""

from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from kinhbac.base.clock import HCM
from kinhbac.base.money import Dong
from kinhbac.base.text import Text
from kinhbac.site.templatetags import speech

pytestmark = pytest.mark.pure

TUESDAY = datetime(2026, 5, 5, 17, tzinfo=HCM)
BEFORE_MIDNIGHT_IN_LONDON = datetime(2026, 5, 4, 23, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("filtered", "value", "vi", "en"),
    [
        (speech.say, Text(vi="Nộp", en="Submit"), "Nộp", "Submit"),
        (speech.say, "H05.17", "H05.17", "H05.17"),
        (speech.say, None, "", ""),
        (speech.day, date(2026, 5, 5), "05/05/2026", "05/05/2026"),
        (speech.day, BEFORE_MIDNIGHT_IN_LONDON, "05/05/2026", "05/05/2026"),
        (speech.day, None, "chưa biết", "unknown"),
        (speech.weekday_day, date(2026, 5, 4), "thứ Hai 04/05/2026", "Monday 04/05/2026"),
        (speech.weekday_day, TUESDAY, "thứ Ba 05/05/2026", "Tuesday 05/05/2026"),
        (speech.weekday_day, date(2026, 5, 10), "Chủ nhật 10/05/2026", "Sunday 10/05/2026"),
        (speech.hour, BEFORE_MIDNIGHT_IN_LONDON, "06:30", "06:30"),
        (speech.moment, TUESDAY, "17:00 thứ Ba 05/05/2026", "17:00 Tuesday 05/05/2026"),
        (speech.moment, BEFORE_MIDNIGHT_IN_LONDON, "06:30 thứ Ba 05/05/2026", "06:30 Tuesday 05/05/2026"),
        (speech.moment, None, "chưa biết", "unknown"),
        (speech.dong, 1_234_000, "1.234.000 ₫", "1.234.000 ₫"),
        (speech.dong, 8_000, "8.000 ₫", "8.000 ₫"),
        (speech.dong, Dong(8_000), "8.000 ₫", "8.000 ₫"),
        (speech.dong, 0, "0 ₫", "0 ₫"),
        (speech.dong, None, "chưa biết", "unknown"),
        (speech.spent, 200, "3 giờ 20 phút", "3 h 20 min"),
        (speech.spent, 120, "2 giờ", "2 h"),
        (speech.spent, 0, "0 phút", "0 min"),
        (speech.spent, None, "", ""),
    ],
)
def test_a_value_is_said(filtered, value, vi, en):
    with translation.override("vi"):
        assert filtered(value) == vi
    with translation.override("en"):
        assert filtered(value) == en


def test_vietnamese_where_no_language_is_chosen():
    with translation.override(None):
        assert speech.say(Text(vi="Nộp", en="Submit")) == "Nộp"
