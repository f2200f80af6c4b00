"""Reading the turns: the province's file, what a procedure lays over it, and every fault with its place."""

from datetime import datetime

import pytest

from kinhbac.base.clock import HCM
from kinhbac.base.definitions import DefinitionError
from kinhbac.tools.grammar.catalogue import load_procedures
from kinhbac.tools.grammar.turns import Effect, LimitKey

pytestmark = pytest.mark.pure

NOW = datetime(2026, 4, 28, 9, 0, tzinfo=HCM)
OWN = """
turns:
  limits:
    return_unqualified:
      - { from: 2025-07-01, value: 1 working day, law: civil_status_5_3 }
  supplement:
    - { from: 2025-07-01, effect: pause, most: 1, law: civil_status_5_3 }
"""


@pytest.fixture
def turns_spoiled(spoiled):
    """Replace words in the copied turns.yaml; returns the folder of procedures."""

    def spoil(old, new):
        folder = spoiled("steps.yaml", "start: receive", "start: receive")
        path = folder.parent / "turns.yaml"
        words = path.read_text()
        assert old in words
        path.write_text(words.replace(old, new, 1))
        return folder

    return spoil


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("key: turns", "key: turn", '"turn" is not allowed here'),
        ("version: 1", "version: one", "a whole number is expected"),
        ("  silence:", "  silences:", 'the key "silences" is unknown'),
        ("value: 15 days, law: decree_118", "value: 15 dayz, law: decree_118", "is not understood"),
        ('value: "15:00", law: decree_118', "value: 3 pm, law: decree_118", '"3 pm" is no hour of the day'),
        ("law: decree_118_24 }", "law: decree_119 }", '"decree_119" is not allowed here'),
        ("from: 2025-07-01, value: 8 hours", "from: 2025-06-01, value: 8 hours", "overlaps"),
        (
            "effect: restart, most: 1, law: decree_118",
            "effect: begin, most: 1, law: decree_118",
            '"begin" is not',
        ),
        ("most: 1, law: decree_118", "most: 0, law: decree_118", "at least one may be asked for"),
        (
            "key: withdrawn, national_status: 7",
            "key: withdrawn, national_status: 12",
            "no such national status",
        ),
        ("  - { key: withdrawn", "  - { key: returned", 'the outcome "returned" stands here again'),
        ("event: apologised", "event: apologized", '"apologized" is not allowed here'),
        ("event: apologised", "event: verification", "two letters speak of one event"),
        ("blanks: [code, procedure, about, moment, place]", "blanks: [code]", "is not both named and used"),
        (
            "  - key: decree_118_24",
            "  - key: decree_118_21",
            'the act "decree_118_21" stands here again',
        ),
    ],
)
def test_a_spoiled_file_of_turns_names_its_place(turns_spoiled, old, new, said):
    with pytest.raises(DefinitionError) as error:
        load_procedures(turns_spoiled(old, new))
    faults = [str(fault) for fault in error.value.faults]
    assert any(said in fault and "turns.yaml:" in fault for fault in faults), faults


def test_without_the_file_nothing_is_read(turns_spoiled):
    folder = turns_spoiled("key: turns", "key: turns")
    (folder.parent / "turns.yaml").unlink()
    with pytest.raises(DefinitionError, match=r"turns\.yaml"):
        load_procedures(folder)


def test_a_procedure_lays_its_own_limits_over_the_provinces(spoiled):
    folder = spoiled("procedure.yaml", "\nconsultations:", f"{OWN}\nconsultations:")
    procedure = load_procedures(folder)["1.001193"]
    assert procedure.turns.limit(LimitKey.RETURN_UNQUALIFIED, NOW).value == "1 working day"
    assert procedure.turns.limit(LimitKey.SILENCE, NOW).value == "15 days"
    assert procedure.turns.supplements(NOW).effect is Effect.PAUSE
    assert procedure.law_of(procedure.turns.supplements(NOW).law).key == "civil_status_5_3"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("value: 1 working day", "value: soon", "is not understood"),
        ("limits:", "limit:", 'the key "limit" is unknown'),
        ("law: civil_status_5_3 }", "law: nothing }", '"nothing" is not allowed here'),
    ],
)
def test_a_procedures_own_turns_are_checked(spoiled, old, new, said):
    own = OWN.replace(old, new, 1)
    folder = spoiled("procedure.yaml", "\nconsultations:", f"{own}\nconsultations:")
    with pytest.raises(DefinitionError) as error:
        load_procedures(folder)
    assert any(said in str(fault) and "procedure.yaml" in str(fault) for fault in error.value.faults)


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("procedure.yaml", "silence: agrees", "silence: yes", '"yes" is not allowed here'),
        ("procedure.yaml", "term: 2 working days", "term: none", "an opinion needs a term"),
        ("procedure.yaml", "key: temporary_residence", "key: residence", "stands here again"),
        ("steps.yaml", "returning: return", "returning: issue", 'no act of the step "issue" ends the path'),
        ("steps.yaml", "returning: return", "returning: home", 'no act of the step "home" ends the path'),
    ],
)
def test_consultations_and_the_returning_step_are_checked(spoiled, file, old, new, said):
    with pytest.raises(DefinitionError) as error:
        load_procedures(spoiled(file, old, new))
    assert any(said in str(fault) for fault in error.value.faults)


def test_where_one_step_ends_the_path_it_need_not_be_named(spoiled):
    folder = spoiled("steps.yaml", "returning: return", "# returning: return")
    assert load_procedures(folder)["1.001193"].returning == "return"


def test_a_procedure_says_in_its_own_words_what_the_province_says_for_all(birth, spoiled):
    assert birth.letters["withdrawn"].title.en == "Dossier {code} was withdrawn"
    own = """letters:
  - event: withdrawn
    blanks: [code]
    title: { vi: "Đã rút {code}", en: "Withdrawn {code}" }
    body: { vi: "Xong.", en: "Done." }
"""
    folder = spoiled("letters.yaml", "letters:\n", own)
    assert load_procedures(folder)["1.001193"].letters["withdrawn"].title.en == "Withdrawn {code}"
