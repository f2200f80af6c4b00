"""catalogue/sign_in.yaml: read whole, stored and read back the same; each fault named with its line."""

import json
from pathlib import Path

import pytest

from kinhbac.base.definitions import DefinitionError, read
from kinhbac.tools.sign_in.grammar import read_sign_in
from kinhbac.tools.sign_in.plain import rules_from_plain, rules_to_plain

pytestmark = pytest.mark.pure

FILE = Path(__file__).parents[3] / "catalogue" / "sign_in.yaml"


def test_what_is_stored_is_read_back_the_same():
    rules = read_sign_in(read(FILE))
    assert [each.key for each in rules.providers] == ["vneid"]
    assert rules_from_plain(json.loads(json.dumps(rules_to_plain(rules)))) == rules


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("level: 2, from", "level: 3, from", "3 is no level"),
        ("hours: 12", "hours: 24", "24 is too few or too many"),
        ("hours: 12", "hours: 0", "0 is too few"),
        ("act: open_result", "act: open_results", "open_result"),
        ("law: decree_69 }", "law: decree_70 }", "decree_70"),
        ("law: [decree_69]", "law: [decree_70]", "decree_70"),
        ("      subject: [sub]\n", "", "subject"),
        ("subject: [sub]", "subject: [sub]\n      passport: [HoChieu]", "passport"),
        ("from: 2024-07-01, law: decree_69", "from: 2024-07-01, to: 2023-01-01, law: decree_69", "before"),
        ("  - key: vneid\n", "  - key: vneid\n    secret: x\n", "secret"),
    ],
)
def test_a_fault_is_named_with_its_line(tmp_path, before, after, says):
    text = FILE.read_text(encoding="utf-8")
    assert before in text
    file = tmp_path / "sign_in.yaml"
    file.write_text(text.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(DefinitionError) as error:
        read_sign_in(read(file))
    assert says in str(error.value)
    assert "sign_in.yaml:" in str(error.value)
