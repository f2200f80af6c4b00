"""The committed birth form, Lan's answers from its examples, and a small form for single rules."""

from datetime import date
from pathlib import Path

import pytest

from kinhbac.base.definitions import read
from kinhbac.base.text import Text
from kinhbac.tools.forms.grammar import read_form
from kinhbac.tools.forms.types import Choice
from kinhbac.tools.grammar.catalogue import load_examples
from tests.support import catalogue

CATALOGUE = Path(__file__).parents[3] / "catalogue"
BIRTH = CATALOGUE / "procedures" / "ho-tich" / "1.001193"

SMALL = """
$schema: https://json-schema.org/draft/2020-12/schema
title: { vi: Mẫu nhỏ, en: Small form }
type: object
additionalProperties: false
required: [pet]
$defs:
  has_pet: { properties: { pet: { const: "yes" } }, required: [pet] }
properties:
  pet:
    type: string
    enum: ["yes", "no"]
    x-widget: radios
    x-question: { vi: "Bạn có nuôi thú không?", en: "Do you keep a pet?" }
    x-choices:
      - { value: "yes", name: { vi: Có, en: "Yes" } }
      - { value: "no", name: { vi: Không, en: "No" } }
  name:
    type: string
    minLength: 2
    x-widget: text
    x-question: { vi: "Nó tên gì?", en: "What is its name?" }
  note:
    type: string
    x-widget: textarea
    x-question: { vi: Ghi chú, en: Note }
allOf:
  - if: { $ref: "#/$defs/has_pet" }
    then: { required: [name] }
pages:
  - { key: pet, fields: [pet] }
  - { key: name, when: has_pet, fields: [name] }
  - { key: note, fields: [note] }
"""


@pytest.fixture(scope="session")
def birth_procedure():
    return catalogue.procedures()["1.001193"]


@pytest.fixture(scope="session")
def birth(birth_procedure):
    return birth_procedure.form


@pytest.fixture(scope="session")
def lan():
    """The complete answers of a married mother whose baby was born in a hospital."""
    return next(each for each in load_examples(BIRTH) if each.key == "ordinary").answers


@pytest.fixture
def today():
    return date(2026, 4, 28)


@pytest.fixture(scope="session")
def units():
    province = Text(vi="Tỉnh Bắc Ninh", en="Bắc Ninh province")
    names = {"2025/09187": "Phường Kinh Bắc", "2025/07210": "Phường Bắc Giang"}
    return {"units": tuple(Choice(key, Text(name, name), province) for key, name in names.items())}


@pytest.fixture
def form_of(tmp_path):
    """Make a form of YAML; the words to replace are given as pairs."""

    def make(*replaced):
        words = SMALL
        for old, new in replaced:
            assert old in words
            words = words.replace(old, new)
        file = tmp_path / "form.yaml"
        file.write_text(words)
        return read_form(read(file, "form.yaml"), {}, ["units"])

    return make


@pytest.fixture
def small(form_of):
    return form_of()
