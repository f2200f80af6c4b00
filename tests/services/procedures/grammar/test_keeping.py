"""catalogue/drafts.yaml as it is, and with a fault."""

from datetime import date
from pathlib import Path

import pytest

from kinhbac.base.definitions import DefinitionError, read
from kinhbac.services.procedures.grammar.keeping import FILE, read_keeping

pytestmark = pytest.mark.pure

COMMITTED = Path(__file__).parents[4] / "catalogue" / FILE


def test_the_committed_rule():
    rule = read_keeping(read(COMMITTED))
    assert rule.on(date(2026, 4, 28)).days == 30
    assert not rule.on(date(2026, 4, 28)).verified
    assert "91/2025/QH15" in rule.on(date(2026, 4, 28)).act.vi


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("keep_days: 30", "keep_days: 0", "0 is too few or too many"),
        ("keep_days: 30", "keep_day: 30", 'the key "keep_day" is unknown'),
        (
            "help_hours: 8, law: personal_data",
            "help_hours: 48, law: personal_data",
            "48 is too few or too many",
        ),
        ("law: personal_data }", "law: other }", '"other" is not allowed here'),
        ("from: 2026-01-01, keep", "from: 2025-12-01, keep", "overlaps"),
    ],
)
def test_a_fault_is_told_with_its_line(tmp_path, old, new, fault):
    file = tmp_path / FILE
    file.write_text(COMMITTED.read_text().replace(old, new))
    with pytest.raises(DefinitionError) as error:
        read_keeping(read(file))
    assert fault in str(error.value)
    assert f"{FILE}:" in str(error.value)
