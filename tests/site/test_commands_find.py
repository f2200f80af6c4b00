"""`kinhbac find`: codes best first, a line with the reason, the score of questions, and what it says to wrong input."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from kinhbac.site.commands import main
from tests.support.few import few_folder

pytestmark = pytest.mark.pure

QUESTIONS = """key: finding.questions
version: 1
questions:
  - { kind: plain, ask: "làm khai sinh cho con", codes: ["1.001193"] }
  - { kind: child, ask: "xin giấy độc thân", codes: ["1.000656"], unseen: true }
"""


@pytest.fixture(autouse=True)
def few(monkeypatch):
    monkeypatch.setenv("KINHBAC_CATALOGUE", str(few_folder()))


def find(*arguments: str):
    return CliRunner().invoke(main, ["find", *arguments])


def test_json_is_a_list_of_codes_best_first():
    said = find("sao y công chứng", "--json")

    assert said.exit_code == 0, said.output
    assert json.loads(said.stdout)[0] == "2.000815"


@pytest.mark.parametrize(
    ("lang", "words"), [("vi", "Người ta hay gọi là “xây nhà”"), ("en", "People call it “xây nhà”")]
)
def test_a_line_names_the_procedure_and_says_why(lang, words):
    said = find("xay", "nha", "--lang", lang)

    assert said.stdout.splitlines()[0].startswith("1.013225  ")
    assert words in said.stdout


def test_only_what_is_on_offer_is_shown():
    offered = {path.parent.name for path in Path("catalogue/procedures").rglob("procedure.yaml")}

    assert set(json.loads(find("giấy tờ khai sinh hộ chiếu sổ đỏ", "--json").stdout)) <= offered


@pytest.mark.parametrize(("lang", "words"), [("vi", "hãy thử từ khác"), ("en", "try other words")])
def test_where_nothing_is_found_it_says_so(lang, words):
    said = find("qwrtp", "--lang", lang)

    assert said.exit_code == 0
    assert words in said.stdout


def test_questions_are_scored_apart(tmp_path):
    path = tmp_path / "questions.yaml"
    path.write_text(QUESTIONS)

    told = json.loads(find("--questions", str(path), "--json").stdout)
    assert told["shaped by"]["all"]["first"] == 1.0
    assert told["unseen"]["all"]["asked"] == 1
    assert "unseen" in find("--questions", str(path)).stdout


@pytest.mark.parametrize("arguments", [[], ["khai sinh", "--questions", "questions.yaml"]])
def test_words_or_questions_one_of_them(arguments):
    said = find(*arguments)

    assert said.exit_code == 2
    assert "Say what is sought" in said.output
