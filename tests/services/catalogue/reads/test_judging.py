"""A draft is checked as the whole catalogue is: the same faults by the same names, the examples with what was found."""

from pathlib import Path

import pytest

from kinhbac.base.text import Text
from kinhbac.base.worktime.reader import read_calendars
from kinhbac.kernel.directory.reader import read_directory
from kinhbac.services.catalogue.reads.judging import Beside, judge
from kinhbac.site.catalogue import _shared, texts_in

pytestmark = pytest.mark.pure

CATALOGUE = Path(__file__).parents[4] / "catalogue"
TEXTS = texts_in(CATALOGUE / "procedures" / "chung-thuc" / "2.000815")


@pytest.fixture(scope="module")
def beside() -> Beside:
    directory = read_directory(CATALOGUE)
    return Beside(
        _shared(CATALOGUE),
        read_calendars(CATALOGUE / "calendars"),
        frozenset(each.key for each in directory.competences),
    )


def changed(name: str, old: str, new: str) -> dict[str, str]:
    assert old in TEXTS[name]
    return {**TEXTS, name: TEXTS[name].replace(old, new)}


def test_what_is_in_order_may_be_published(beside):
    judged = judge(TEXTS, beside)
    assert judged.faults == ()
    assert judged.procedure is not None
    assert judged.procedure.key == "2.000815"
    assert len(judged.examples) >= 10
    assert judged.may_be_published


NOBODY = {name: text.replace("certification.copy", "certification.none") for name, text in TEXTS.items()}


@pytest.mark.parametrize(
    ("texts", "file", "words"),
    [
        (changed("procedure.yaml", "level: commune", "level: village"), "procedure.yaml", "not allowed"),
        (NOBODY, "procedure.yaml", "nobody holds"),
        (changed("steps.yaml", "to: sign", "to: nowhere"), "steps.yaml", "not allowed"),
        (changed("examples.yaml", "given: lan", "given: nam"), "examples.yaml", "not allowed"),
        ({**TEXTS, "form.yaml": "- ["}, "form.yaml", "not YAML"),
        (
            {name: text for name, text in TEXTS.items() if name != "form.yaml"},
            "procedure.yaml",
            "has no form",
        ),
        (
            {name: text for name, text in TEXTS.items() if name != "procedure.yaml"},
            "procedure.yaml",
            "missing",
        ),
    ],
)
def test_faults_bear_the_names_of_the_draft(beside, texts, file, words):
    judged = judge(texts, beside)
    assert file in {fault.file for fault in judged.faults if words in fault.what.en}
    assert all(fault.what.vi != fault.what.en for fault in judged.faults)
    assert not judged.may_be_published
    assert "/tmp" not in " ".join(str(fault) for fault in judged.faults)


def test_a_failing_example_says_what_was_expected_and_found(beside):
    judged = judge(changed("examples.yaml", "fee: 600000", "fee: 500000"), beside)
    (failing,) = (each for each in judged.examples if not each.holds)
    (line,) = failing.lines
    assert line.found is not None
    assert (line.name, line.expected, line.found.vi) == ("fee", "500000", "600000")
    assert failing.said == (Text(vi="fee: cần 500000, ra 600000", en="fee: expected 500000, found 600000"),)
    assert TEXTS["examples.yaml"].splitlines()[failing.line - 1].strip().startswith("- key: beyond_the_most")
    assert not judged.may_be_published


def test_without_examples_nothing_is_published(beside):
    judged = judge({**TEXTS, "examples.yaml": "given: {}\nexamples: []\n"}, beside)
    assert judged.procedure is not None
    assert not judged.may_be_published
