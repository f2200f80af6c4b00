"""The names of the days of the week, for screens and for the command. Pure; entered by both."""

from kinhbac.base.text import Text

WEEKDAYS = (
    Text(vi="thứ Hai", en="Monday"),
    Text(vi="thứ Ba", en="Tuesday"),
    Text(vi="thứ Tư", en="Wednesday"),
    Text(vi="thứ Năm", en="Thursday"),
    Text(vi="thứ Sáu", en="Friday"),
    Text(vi="thứ Bảy", en="Saturday"),
    Text(vi="Chủ nhật", en="Sunday"),
)
"""From Monday, as `date.weekday` counts."""
