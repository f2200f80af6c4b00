"""Definitions: stored once per published version, by the hash of its text, and never changed."""

import hashlib

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
