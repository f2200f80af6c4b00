"""A small procedure in the short notation, beside the committed shared files; words of it can be replaced."""

import shutil
from pathlib import Path

import pytest

from kinhbac.base.worktime.reader import read_calendars
from kinhbac.tools.grammar.catalogue import check_folder, load_procedures

CATALOGUE = Path(__file__).parents[4] / "catalogue"

SMALL = """
key: "9.000001"
version: "2026.1"
name: { vi: Cấp Giấy phép nuôi thú, en: Permit to keep a pet }
field: civil_status
level: commune
in_force: { from: 2024-01-01 }
ground: decree_123
who: { vi: Người nuôi thú, en: Pet keepers }
what_you_get: { vi: Giấy phép, en: A permit }
channels: standard
competence: { key: civil_status.birth, unit: requester.commune }
terms: { resolution: 3 working days }
path: standard
fees: { amount: unknown }
components:
  - use: identity
form:
  title: { vi: Đơn nuôi thú, en: Application to keep a pet }
  ask:
    - block: person
    - block: phone
    - block: home
    - page: pet
      question: pet.kind
      type: choice
      ask: { vi: "Con gì?", en: "Which animal?" }
      choices: { cat: { vi: Mèo, en: Cat }, dog: { vi: Chó, en: Dog }, none: { vi: Không, en: None } }
    - question: pet.count
      when: { pet.kind: [cat, dog] }
      type: whole
      min: 1
      max: 9
      ask: { vi: "Mấy con?", en: "How many?" }
    - block: delivery
result:
  key: pet_permit
  name: { vi: Giấy phép nuôi thú, en: Pet permit }
"""
EXAMPLES = """
given:
  lan:
    requester: { full_name: Trần Thị Lan, born_on: 1996-05-12, identity_number: "027196001234", phone: "0912345678",
      address: Số 1, commune: 2025/09187 }
    pet: { kind: cat, count: 2 }
    delivery: { way: counter }
examples:
  - key: ordinary
    name: { vi: Một ví dụ, en: An example }
    given: lan
    filed_at: 2026-06-15T09:00
    received_at: 2026-06-15T10:00
    expect: { pages: [requester, phone, home, pet, count, delivery] }
"""


@pytest.fixture(scope="session")
def calendar():
    return read_calendars(CATALOGUE / "calendars")


@pytest.fixture
def folder_of(tmp_path):
    """Write the small procedure with words replaced (pairs, each must be there); return the folder of procedures."""
    for name in ("lists", "shared"):
        shutil.copytree(CATALOGUE / name, tmp_path / name)
    shutil.copy(CATALOGUE / "turns.yaml", tmp_path)

    def write(*replaced, examples=EXAMPLES):
        words = SMALL
        for old, new in replaced:
            assert old in words
            words = words.replace(old, new, 1)
        folder = tmp_path / "procedures" / "pets" / "9.000001"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "procedure.yaml").write_text(words, encoding="utf-8")
        (folder / "examples.yaml").write_text(examples, encoding="utf-8")
        return tmp_path / "procedures"

    return write


@pytest.fixture
def procedure_of(folder_of):
    """Return the small procedure, as `folder_of` writes it."""
    return lambda *replaced: load_procedures(folder_of(*replaced))["9.000001"]


@pytest.fixture
def faults_of(folder_of, calendar):
    """Return the faults of the small procedure, as `folder_of` writes it."""
    return lambda *replaced: check_folder(folder_of(*replaced), calendar)
