"""synonyms.yaml: the province's own, and what is refused in it."""

from pathlib import Path

import pytest

from kinhbac.base.definitions import DefinitionError, read
from kinhbac.tools.finding.grammar.vocabulary import read_vocabulary
from kinhbac.tools.finding.types import Concept, Saying

pytestmark = pytest.mark.pure

GOOD = """key: finding.synonyms
version: 1
concepts:
  - key: kin
    weight: 0
    vi: [bố]
  - key: death
    vi: [{ say: mất, beside: [kin] }]
    en: [died]
    ages: { from: 90, to: 100 }
stop: { vi: [tôi của], en: [the] }
short: { cccd: căn cước }
"""


def read_of(tmp_path, text):
    path = tmp_path / "synonyms.yaml"
    path.write_text(text)
    return read_vocabulary(read(path))


def test_what_is_read(tmp_path):
    vocabulary = read_of(tmp_path, GOOD)
    assert vocabulary.concepts == (
        Concept("kin", (Saying("bố"),), weight=0.0),
        Concept("death", (Saying("mất", beside=("kin",)), Saying("died")), ages=(90, 100)),
    )
    assert (vocabulary.stop, vocabulary.stop_in_english) == ({"tôi", "của"}, {"the"})
    assert vocabulary.short == {"cccd": "căn cước"}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[kin] }", "[kim] }", '"kim" is not allowed here'),
        ("weight: 0", "weight: heavy", "this is not a weight"),
        ("key: death", "key: kin", 'the concept "kin" stands here again'),
        ("    vi: [bố]\n", "", 'nothing says "kin"'),
        ("en: [the] }", "de: [der] }", 'the key "de" is unknown'),
    ],
)
def test_a_fault_is_named(tmp_path, old, new, said):
    with pytest.raises(DefinitionError) as refused:
        read_of(tmp_path, GOOD.replace(old, new))
    assert [fault for fault in refused.value.faults if said in fault.what.en], refused.value.faults


def test_the_provinces_own_is_in_order():
    path = Path(__file__).parents[4] / "catalogue" / "finding" / "synonyms.yaml"
    assert len(read_vocabulary(read(path)).concepts) > 60
