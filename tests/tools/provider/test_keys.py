"""The keys that sign: published before they sign and after, seen by every process, and for their owner alone."""

from datetime import datetime, timedelta
from multiprocessing.pool import ThreadPool

import pytest

from kinhbac.base.clock import HCM
from kinhbac.tools.provider import keys
from kinhbac.tools.provider.keys import new_pair
from kinhbac.tools.provider.rules import NEW_KEY_WAITS, OLD_KEY_STAYS

NOW = datetime(2026, 4, 28, 9, tzinfo=HCM)
pytestmark = pytest.mark.pure


@pytest.fixture(autouse=True)
def folder(settings, tmp_path, monkeypatch):
    settings.KINHBAC_KEYS = tmp_path / "keys"
    monkeypatch.setattr(keys, "new_pair", lambda: new_pair(keys.SHORT_BITS))  # quicker by far
    return settings.KINHBAC_KEYS


def names(now):
    return [each["kid"] for each in keys.as_document(now)["keys"]]


def test_the_first_is_made_when_one_is_asked_for(folder):
    first = keys.signing(NOW)
    assert keys.signing(NOW + timedelta(days=30)).name == first.name
    assert names(NOW) == [first.name]
    file = folder / f"{first.name}.json"
    assert file.stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700
    assert "d" not in keys.as_document(NOW)["keys"][0]
    assert "key" not in repr(first).lower().replace("key(", "")


def test_a_new_key_is_published_before_it_signs_and_the_old_one_after():
    old = keys.signing(NOW)
    new = keys.rotate(NOW)
    assert new.signs_from == NOW + NEW_KEY_WAITS
    assert keys.signing(NOW).name == old.name
    assert set(names(NOW)) == {old.name, new.name}
    assert keys.signing(NOW + NEW_KEY_WAITS).name == new.name
    after = NOW + NEW_KEY_WAITS + OLD_KEY_STAYS
    assert set(names(after - timedelta(seconds=1))) == {old.name, new.name}
    assert names(after) == [new.name]


def test_a_key_is_as_strong_as_128_bits_and_a_shorter_one_goes_with_the_next_change(folder, monkeypatch):
    old = keys.signing(NOW)
    assert old.bits == keys.SHORT_BITS
    monkeypatch.setattr(keys, "new_pair", new_pair)
    new = keys.rotate(NOW)
    assert (new.bits, new.pair.alg) == (3072, "RS256")
    after = NOW + NEW_KEY_WAITS + OLD_KEY_STAYS
    assert {each.bits for each in keys.all_keys() if each.name in names(after)} == {3072}


def test_what_nobody_needs_is_thrown_away_at_the_next_change(folder):
    old = keys.signing(NOW)
    keys.rotate(NOW)
    keys.rotate(NOW + timedelta(days=90))
    assert not (folder / f"{old.name}.json").exists()
    assert len(list(folder.glob("*.json"))) == 2


def test_keys_that_were_stolen_are_gone_at_once(folder):
    old = keys.signing(NOW)
    keys.rotate(NOW)
    new = keys.rotate(NOW + timedelta(minutes=1), at_once=True)
    assert keys.signing(NOW + timedelta(minutes=1)).name == new.name
    assert names(NOW + timedelta(minutes=1)) == [new.name]
    assert not (folder / f"{old.name}.json").exists()


def test_several_who_ask_first_get_one_key():
    with ThreadPool(4) as asking:
        found = asking.map(lambda _: keys.signing(NOW).name, range(4))
    assert len(set(found)) == 1
