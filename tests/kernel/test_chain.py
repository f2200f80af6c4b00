"""The chain: one text for one value, every byte counts, content stands apart."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinhbac.kernel import chain
from kinhbac.kernel.types import Act, Actor, ClockStarted, FactsSet, Opened
from tests.cast import CITIZEN, LAN, NOW
from tests.kernel.journal import CASE, written

pytestmark = pytest.mark.pure

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("abcđ", max_size=3), inner, max_size=3)
    ),
    max_leaves=8,
)


def entry(**changes):
    values = {
        "case": CASE,
        "seq": 1,
        "previous": "",
        "at": NOW,
        "act": Act("opened", (Opened("test", "H05-1", "2025/07210"), FactsSet({"a": 1})), corrects=None),
        "actor": Actor(account=LAN.account, person=LAN.person, on_behalf_of=CASE),
        "definition": "d" * 64,
        "key": "k",
        "digest": "e" * 64,
    }
    return chain.write(**{**values, **changes})


@given(st.dictionaries(st.text("abcđ", max_size=3), PLAIN, max_size=5))
def test_the_same_value_is_the_same_text(value):
    shuffled = dict(reversed(value.items()))
    assert chain.dumps(value) == chain.dumps(shuffled)
    assert json.loads(chain.dumps(value)) == value


def test_what_is_written_is_read_again_with_the_hash_before_it():
    first = entry()
    second = entry(seq=2, previous=first.hash, act=Act("corrected", corrects=1))
    assert chain.read(first.body) == (first, "")
    assert chain.read(second.body) == (second, first.hash)


def test_a_term_that_is_never_due_is_read_again():
    act = Act("opened", (Opened("test"), ClockStarted("keeping", "none", NOW, None, "c")))
    written_one = entry(act=act)
    assert chain.read(written_one.body)[0].effects == act.effects


@pytest.mark.parametrize(
    "changes",
    [
        {"case": LAN.person},
        {"seq": 2},
        {"previous": "f" * 64},
        {"at": NOW.replace(microsecond=1)},
        {"act": Act("opened")},
        {"act": Act("other", (Opened("test", "H05-1", "2025/07210"), FactsSet({"a": 1})))},
        {"act": Act("opened", (Opened("test", "H05-1", "2025/07210"), FactsSet({"a": 1})), corrects=1)},
        {"actor": CITIZEN},
        {"definition": "c" * 64},
        {"key": None},
        {"digest": None},
    ],
)
def test_everything_an_entry_means_is_in_its_hash(changes):
    assert entry(**changes).hash != entry().hash


def test_every_byte_of_the_stored_text_is_in_its_hash():
    body = entry().body
    for place in range(len(body)):
        changed = body[:place] + ("x" if body[place] != "x" else "y") + body[place + 1 :]
        assert chain.body_hash(changed) != entry().hash


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        "null",
        "{}",
        "{",
        '{"version":1}',
        '{"version":[]}',
        json.dumps({**json.loads(entry().body), "at": 7}),
    ],
)
def test_a_text_that_is_no_entry_is_a_fault(body):
    with pytest.raises(chain.BodyFault):
        chain.read(body)


def test_a_body_carries_the_version_of_its_form():
    plain = json.loads(entry().body)
    assert plain["version"] == chain.VERSION
    with pytest.raises(chain.BodyFault, match="version 2 is not known"):
        chain.read(chain.dumps({**plain, "version": 2}))


def test_an_unknown_effect_is_a_fault():
    plain = json.loads(entry().body)
    plain["effects"][0]["is"] = "Forged"
    with pytest.raises(chain.BodyFault):
        chain.read(chain.dumps(plain))


def test_content_is_bound_by_a_salted_digest_and_is_not_in_the_text():
    one, other = chain.seal_content({"name": "Đào"}), chain.seal_content({"name": "Đào"})
    assert one.body == other.body
    assert one.salt != other.salt
    assert one.digest != other.digest
    assert len(bytes.fromhex(one.salt)) == 16
    assert chain.content_digest(one.salt, one.body) == one.digest
    assert chain.content_digest(one.salt, one.body + " ") != one.digest
    assert "Đào" not in written(Act("opened", (Opened("test"),), content={"name": "Đào"}))[0].body
