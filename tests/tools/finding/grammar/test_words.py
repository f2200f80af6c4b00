"""words.yaml: read, refused with file and line, kept beside its procedure."""

import pytest

from kinhbac.base.definitions import DefinitionError
from kinhbac.tools.finding.grammar.words import load_words
from kinhbac.tools.finding.types import Words

pytestmark = pytest.mark.pure

GOOD = """key: "1.000001"
words:
  vi: [làm giấy, xin giấy]
  en: [get a paper]
not: [bản sao]
only_with: [lost]
"""


def folder(tmp_path, text, name="1.000001"):
    (tmp_path / "ho-tich" / name).mkdir(parents=True)
    (tmp_path / "ho-tich" / name / "words.yaml").write_text(text)
    return tmp_path


def test_words_need_no_procedure_yet(tmp_path):
    assert load_words(folder(tmp_path, GOOD), ["lost"]) == {
        "1.000001": Words("1.000001", ("làm giấy", "xin giấy", "get a paper"), ("bản sao",), ("lost",))
    }


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("not:", "nots:", 'the key "nots" is unknown'),
        ("[lost]", "[lots]", '"lots" is not allowed here'),
        ("  en: [get a paper]\n", "", 'the key "en" is missing'),
        ("[bản sao]", '["?!"]', '"?!" is not a phrase'),
        ('"1.000001"', '"1.000002"', 'stands in the folder "1.000001"'),
    ],
)
def test_a_fault_is_named_with_its_line(tmp_path, old, new, said):
    with pytest.raises(DefinitionError) as refused:
        load_words(folder(tmp_path, GOOD.replace(old, new)), ["lost"])
    assert [fault for fault in refused.value.faults if said in fault.what.en and fault.line], (
        refused.value.faults
    )
