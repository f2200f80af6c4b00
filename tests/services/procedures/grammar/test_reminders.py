"""catalogue/reminders.yaml as it is, and with a fault."""

from pathlib import Path

import pytest

from kinhbac.base.definitions import DefinitionError, read
from kinhbac.services.procedures.grammar.reminders import FILE, read_reminders

pytestmark = pytest.mark.pure

COMMITTED = Path(__file__).parents[4] / "catalogue" / FILE


def test_the_committed_reminder_is_of_the_identity_card():
    (card,) = read_reminders(read(COMMITTED))
    assert (card.key, card.age, card.days_before, card.procedure) == (
        "identity_card_at_14",
        14,
        30,
        "2.000200",
    )
    assert [each.procedure for each in card.births] == ["1.001193"]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("age: 14", "age: 0", "0 is too few or too many"),
        ("{child} sắp", "{kid} sắp", "the blank 'kid' is unknown"),
        ("[identity_19, decree_224_16]", "[identity_20]", '"identity_20" is not allowed here'),
        ("[identity_19, decree_224_16]", "[]", "no act allows it"),
        ("days_before: 30", "days_befor: 30", 'the key "days_befor" is unknown'),
    ],
)
def test_a_fault_is_told(tmp_path, old, new, fault):
    file = tmp_path / FILE
    file.write_text(COMMITTED.read_text().replace(old, new))
    with pytest.raises(DefinitionError) as error:
        read_reminders(read(file))
    assert fault in str(error.value)
