"""Definitions: stored once per published version, by the hash of its text, and never changed."""

import hashlib
from datetime import timedelta

import pytest

from kinhbac.kernel import actions, definitions
from kinhbac.kernel import models as tables
from tests.cast import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh():
    definitions.forget()
    yield
    definitions.forget()


def publish(plain, key="birth"):
    return actions.publish("test", key, plain, now=NOW)


def test_a_version_is_named_by_the_hash_of_its_stored_text():
    name = publish({"term": "1 working day", "name": "Đăng ký khai sinh"})
    row = tables.Definition.objects.get()
    assert row.hash == name == hashlib.sha256(row.body.encode()).hexdigest()
    assert definitions.plain_of(name) == {"term": "1 working day", "name": "Đăng ký khai sinh"}


def test_the_same_text_is_stored_once():
    assert publish({"a": 1, "b": 2}) == publish({"b": 2, "a": 1})
    assert tables.Definition.objects.count() == 1


def test_the_newest_version_is_current_and_the_older_one_stays():
    old, new = publish({"a": 1}), publish({"a": 2})
    assert definitions.current_hash("test", "birth") == new
    assert definitions.plain_of(old) == {"a": 1}
    assert list(tables.Definition.objects.filter(is_current=True).values_list("hash", flat=True)) == [new]


def test_a_former_version_becomes_current_again():
    old = publish({"a": 1})
    publish({"a": 2})
    assert definitions.current_hash("test", "birth") != old
    publish({"a": 1})
    assert definitions.current_hash("test", "birth") == old
    assert tables.Definition.objects.count() == 2


def test_one_text_cannot_be_two_definitions():
    publish({"a": 1})
    with pytest.raises(ValueError, match="key of its own"):
        publish({"a": 1}, key="marriage")
    assert definitions.current_keys("test") == ["birth"]


def test_what_is_not_published_says_how_to_publish():
    with pytest.raises(definitions.NotPublished, match="kinhbac publish"):
        definitions.current_hash("test", "birth")
    with pytest.raises(definitions.NotPublished):
        definitions.plain_of("0" * 64)


def test_keys_are_sorted_and_only_of_their_kind():
    publish({"key": "b"}, key="b")
    publish({"key": "a"}, key="a")
    actions.publish("other", "c", {"key": "c"}, now=NOW)
    assert definitions.current_keys("test") == ["a", "b"]


def test_a_version_is_read_once_by_its_kind(django_assert_num_queries):
    name = publish({"a": "a text of this test alone"})
    asked = []

    def read(plain):
        asked.append(plain)
        return len(plain)

    with django_assert_num_queries(1):
        assert [definitions.value_of(name, read) for _ in range(3)] == [1, 1, 1]
    assert len(asked) == 1


def test_an_act_asks_for_what_is_current_once_in_a_while(published, django_assert_num_queries):
    definitions.current_calendar()
    definitions.current_directory()
    with django_assert_num_queries(0):
        definitions.current_calendar()
        definitions.current_directory()


DAY = NOW.date()


def kept(plain):
    return definitions.keep("test", "birth", plain, NOW)


def in_force(name, days: int, source: str, minutes: int = 0):
    definitions.put_in_force(
        "test",
        "birth",
        name,
        from_on=DAY + timedelta(days=days),
        at=NOW + timedelta(minutes=minutes),
        source=source,
    )


def ruling(days: int) -> str:
    return definitions.hash_on("test", "birth", DAY + timedelta(days=days))


def test_what_is_kept_rules_on_no_day():
    old, new = publish({"a": 1}), kept({"a": 2})
    assert kept({"a": 2}) == new
    assert definitions.current_hash("test", "birth") == ruling(5) == old
    assert definitions.plain_of(new) == {"a": 2}
    with pytest.raises(ValueError, match="key of its own"):
        definitions.keep("test", "marriage", {"a": 2}, NOW)


def test_a_version_rules_from_its_day_on():
    old, new = publish({"a": 1}), kept({"a": 2})
    in_force(new, 3, "one")
    assert [ruling(days) for days in (-400, 0, 2, 3, 400)] == [old, old, old, new, new]


def test_of_two_from_one_day_the_later_said_rules():
    publish({"a": 1})
    first, second = kept({"a": 2}), kept({"a": 3})
    in_force(second, 3, "two", minutes=2)
    in_force(first, 3, "one", minutes=1)
    assert ruling(3) == second


def test_what_is_taken_back_never_rules_and_said_again_does():
    old, new = publish({"a": 1}), kept({"a": 2})
    in_force(new, 3, "one")
    assert ruling(3) == new
    definitions.take_back("one", NOW)
    assert ruling(3) == old
    in_force(new, 3, "one")
    assert ruling(3) == new
    definitions.clear_in_force("test")
    assert ruling(3) == old


def test_a_catalogue_published_later_rules_from_its_own_day():
    publish({"a": 1})
    new = kept({"a": 2})
    in_force(new, 0, "one", minutes=1)
    newest = definitions.publish("test", "birth", {"a": 3}, NOW + timedelta(days=2))
    assert [ruling(days) for days in (0, 1, 2, 3)] == [new, new, newest, newest]


def test_what_is_only_to_come_is_not_published_before_its_day():
    in_force(kept({"a": 1}), 3, "one")
    with pytest.raises(definitions.NotPublished):
        ruling(2)
    assert definitions.hashes_on("test", DAY) == {}
    assert list(definitions.hashes_on("test", DAY + timedelta(days=3))) == ["birth"]
