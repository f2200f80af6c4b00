"""Reminders by age (nhắc theo tuổi): who turns an age soon, and the one message about it. Pure."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from kinhbac.base.text import Text
from kinhbac.services.procedures.types import Births, Reminder

_LEAP_DAY = (2, 29)


def is_in_force(reminder: Reminder, today: date) -> bool:
    """Say whether people are reminded of it on a day."""
    return reminder.from_on <= today and (reminder.to_on is None or today <= reminder.to_on)


def turns(born_on: date, age: int) -> date:
    """Return the day on which somebody reaches an age; who was born on 29 February does so on the day after the 28th."""
    if (born_on.month, born_on.day) == _LEAP_DAY:
        return (
            date(born_on.year + age, 3, 1)
            if not _is_leap(born_on.year + age)
            else born_on.replace(year=born_on.year + age)
        )
    return born_on.replace(year=born_on.year + age)


def born_between(reminder: Reminder, today: date) -> tuple[date, date]:
    """Return the first and last day of birth of whoever is to be told of now: from today to `days_before` ahead.

    Both a day wider than need be, for 29 February; `is_due` decides.
    """
    last = today + timedelta(days=reminder.days_before + 1)
    return _years_before(today - timedelta(days=1), reminder.age), _years_before(last, reminder.age)


def is_due(reminder: Reminder, born_on: date, today: date) -> bool:
    """Say whether somebody reaches the age within the days before; the birthday itself counts, what is past does not."""
    left = (turns(born_on, reminder.age) - today).days
    return 0 <= left <= reminder.days_before


def message(reminder: Reminder, child: str, born_on: date) -> tuple[Text, Text]:
    """Return title and body of the message about a child."""
    birthday = f"{turns(born_on, reminder.age):%d/%m/%Y}"
    said = {
        language: {
            "child": child,
            "birthday": birthday,
            "procedure": f"{reminder.procedure_name.say(language)} ({reminder.procedure})",
        }
        for language in ("vi", "en")
    }
    return _fill(reminder.title, said), _fill(reminder.body, said)


def reminders_to_plain(reminders: tuple[Reminder, ...]) -> dict[str, Any]:
    """Return JSON values only."""
    return {"reminders": [_plain(each) for each in reminders]}


def reminders_from_plain(plain: Mapping[str, Any]) -> tuple[Reminder, ...]:
    """Return the reminders that `reminders_to_plain` wrote."""
    return tuple(
        Reminder(
            key=each["key"],
            from_on=date.fromisoformat(each["from"]),
            to_on=date.fromisoformat(each["to"]) if each["to"] else None,
            age=each["age"],
            days_before=each["days_before"],
            procedure=each["procedure"],
            procedure_name=Text(**each["procedure_name"]),
            births=tuple(Births(**births) for births in each["births"]),
            title=Text(**each["title"]),
            body=Text(**each["body"]),
        )
        for each in plain["reminders"]
    )


def _plain(each: Reminder) -> dict[str, Any]:
    return {
        "key": each.key,
        "from": each.from_on.isoformat(),
        "to": each.to_on.isoformat() if each.to_on else None,
        "age": each.age,
        "days_before": each.days_before,
        "procedure": each.procedure,
        "procedure_name": _words(each.procedure_name),
        "births": [
            {"procedure": one.procedure, "name": one.name, "born_on": one.born_on} for one in each.births
        ],
        "title": _words(each.title),
        "body": _words(each.body),
    }


def _words(text: Text) -> dict[str, str]:
    return {"vi": text.vi, "en": text.en}


def _fill(words: Text, said: Mapping[str, Mapping[str, str]]) -> Text:
    return Text(vi=words.vi.format_map(said["vi"]), en=words.en.format_map(said["en"]))


def _years_before(day: date, years: int) -> date:
    if (day.month, day.day) == _LEAP_DAY and not _is_leap(day.year - years):
        return date(day.year - years, 2, 28)
    return day.replace(year=day.year - years)


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
