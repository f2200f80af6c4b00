"""A shared block asks under the object and in the words of whoever uses it."""

import pytest

from kinhbac.tools.forms.types import Source
from tests.tools.grammar.short.conftest import CATALOGUE

pytestmark = pytest.mark.pure

HUSBAND = """- block: person
      as: husband
      of: { vi: của chồng, en: "the husband's" }
      title: { vi: Chồng, en: Husband }
    - block: phone"""


@pytest.fixture
def two(procedure_of):
    return procedure_of(("- block: phone", HUSBAND))


def test_the_words_say_whose_it_is(two):
    assert two.form.fields["husband.full_name"].question.en == "The husband's full name"
    assert two.form.fields["husband.full_name"].question.vi == "Họ, chữ đệm, tên của chồng"
    assert two.form.fields["requester.full_name"].question.en == "Your full name"
    assert two.form.title_of(two.form.page("husband")).en == "Husband"


def test_only_the_person_herself_is_filled_in(two):
    assert two.form.fields["requester.full_name"].sources == (Source("person.full_name"),)
    assert two.form.fields["requester.full_name"].autocomplete == "name"
    assert two.form.fields["husband.full_name"].sources == ()
    assert two.form.fields["husband.full_name"].autocomplete is None


@pytest.mark.parametrize(
    ("known", "sources"),
    [
        ("known: spouse", (Source("spouse.full_name"),)),
        (
            "known: [{ from: person, when: is_he }, { from: spouse }]",
            (Source("person.full_name", "is_he"), Source("spouse.full_name")),
        ),
    ],
)
def test_whoever_is_known_can_be_said(procedure_of, known, sources):
    defined = (
        "  ask:\n    - block: person",
        "  conditions: { is_he: { pet.kind: cat } }\n  ask:\n    - block: person",
    )
    made = procedure_of(
        defined, ("- block: phone", HUSBAND.replace("as: husband", f"as: husband\n      {known}"))
    )
    assert made.form.fields["husband.full_name"].sources == sources


@pytest.mark.parametrize(
    ("use", "pages"),
    [
        ("", {"home": ("owner.address", "owner.commune")}),
        ("\n      page: house", {"house": ("owner.address", "owner.commune")}),
        ("\n      without: [commune]", {"owner_home": ("owner.address",)}),
    ],
)
def test_pages_and_questions_can_be_left_out_or_named(procedure_of, use, pages):
    made = procedure_of(("- block: phone", f"- block: home\n      as: owner{use}\n    - block: phone"))
    found = {page.key: page.fields for page in made.form.pages if page.fields[0].startswith("owner.")}
    assert list(found.values()) == list(pages.values())
    assert "page" not in use or list(found) == list(pages)


def test_the_condition_of_a_use_holds_for_all_its_pages(procedure_of):
    made = procedure_of(("    - block: delivery", "    - block: delivery\n      when: { pet.kind: dog }"))
    assert made.form.page("delivery").when is not None
    assert len(made.form.page("delivery_address").when["allOf"]) == 2


def test_a_block_in_a_block_stands_in_its_object(procedure_of):
    made = procedure_of(
        (
            "- block: phone",
            "- block: firm\n      optional: [code]\n      without: [head.born_on]\n    - block: phone",
        )
    )
    assert made.form.page("firm").fields == ("firm.name", "firm.code")
    assert made.form.page("firm_head").fields == ("firm.head.full_name", "firm.head.identity_number")
    assert made.form.schema["properties"]["firm"]["required"] == ["name", "address", "commune", "head"]


def test_blocks_in_a_circle_are_refused(folder_of, calendar):
    from kinhbac.tools.grammar.catalogue import check_folder  # noqa: PLC0415  - only here

    folder = folder_of()
    block = folder.parent / "shared" / "blocks" / "phone.yaml"
    block.write_text(block.read_text().replace("ask:\n", "ask:\n  - block: phone\n", 1))
    assert any("in a circle" in fault.what.en for fault in check_folder(folder, calendar))


def test_lines_for_the_sheets_come_with_the_blocks(two):
    assert [line.answers for line in two.sheet("slip").lines] == [
        ("requester.phone",),
        ("delivery.way",),
        ("delivery.address",),
    ]
    assert ("husband.full_name",) in [line.answers for line in two.sheet("result").lines]


BLOCKS = sorted(path.stem for path in (CATALOGUE / "shared" / "blocks").glob("*.yaml"))
ASKED = {"person", "phone", "home", "delivery"}  # by the small procedure already, under their own names


@pytest.mark.parametrize(
    "use",
    [*(f"{each}\n      as: somebody" for each in BLOCKS), *(each for each in BLOCKS if each not in ASKED)],
)
def test_every_shared_block_can_be_asked(procedure_of, use):
    made = procedure_of(("- block: delivery", f"- block: {use}\n    - block: delivery"))
    assert len(made.form.pages) > 7


def test_a_household_has_a_head_and_members(procedure_of):
    made = procedure_of(("- block: delivery", "- block: household\n    - block: delivery"))
    inside = [each.path for each in made.form.fields["household.members"].inside]
    assert inside == ["full_name", "born_on", "identity_number", "relation"]
    assert made.form.schema["properties"]["household"]["required"] == ["head", "home"]
