"""The command as a whole: help for every verb, codes that mean something, and the verbs that look at the journal."""

import json
import re

import pytest
from click.testing import CliRunner

from kinhbac.site.commands import main
from tests.site.province import Province

VERBS = tuple(main.list_commands(None))


@pytest.mark.pure
@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help_in_words(verb):
    said = CliRunner().invoke(main, [verb, "--help"])

    assert said.exit_code == 0
    assert said.output.startswith(f"Usage: main {verb}") or f" {verb} " in said.output.splitlines()[0]
    assert len(said.output) > 200


@pytest.mark.pure
def test_help_names_every_verb_and_the_codes():
    said = CliRunner().invoke(main, ["--help"]).output

    assert [verb for verb in VERBS if not re.search(rf"^  {verb} ", said, re.MULTILINE)] == []
    assert "Exit codes" in said


@pytest.mark.pure
@pytest.mark.parametrize(
    ("asked", "words"), [(["fly"], "No such command"), (["verify", "--fast"], "No such option")]
)
def test_what_it_does_not_know_is_wrong_usage(asked, words):
    said = CliRunner().invoke(main, asked)

    assert said.exit_code == 2
    assert words in said.output


@pytest.mark.parametrize("verb", ["verify", "rebuild", "serve", "backup"])
def test_a_folder_without_a_province_is_refused_and_stays_as_it_was(tmp_path, verb):
    nowhere = Province(tmp_path / "nowhere")
    more = ["--to", str(tmp_path / "copy.tar")] if verb == "backup" else []

    said = nowhere.kinhbac(verb, *more)

    assert said.returncode == 1
    assert "holds no province" in said.stderr
    assert "kinhbac publish" in said.stderr
    assert not nowhere.data.exists()


def test_a_database_address_that_is_none_is_wrong_usage(tmp_path):
    said = Province(tmp_path, "mysql://somewhere/else").kinhbac("verify")

    assert said.returncode == 2
    assert "KINHBAC_DATABASE must look like" in said.stderr
    assert "Traceback" not in said.stderr


@pytest.mark.database
def test_publishing_twice_changes_nothing(province):
    province.kinhbac("publish")
    said = json.loads(province.kinhbac("publish", "--json").stdout)

    assert {(each["kind"], each["key"]) for each in said} >= {
        ("calendar", "province"),
        ("directory", "province"),
        ("procedure", "1.001193"),
    }
    assert not any(each["changed"] for each in said)


@pytest.mark.database
def test_a_catalogue_with_a_fault_publishes_nothing(province, tmp_path):
    said = province.kinhbac("publish", "--catalogue", str(tmp_path))

    assert said.returncode == 1
    assert f"{tmp_path}/calendars/hours.yaml:1: " in said.stderr
    assert "Traceback" not in said.stderr


@pytest.mark.database
def test_verify_counts_what_it_saw(province):
    province.write(3)

    said = province.kinhbac("verify", "--json")

    assert said.returncode == 0
    assert json.loads(said.stdout) == {
        "holds": True,
        "cases": 3,
        "entries": 6,
        "heads": 6,
        "roots": 0,
        "removed": [],
        "faults": [],
    }


@pytest.mark.database
@pytest.mark.parametrize(
    ("statement", "words"),
    [
        (
            "UPDATE kinhbac_entry SET body = replace(body, 'noted', 'noced') WHERE seq = 2",
            "entry 2: its text",
        ),
        ("DELETE FROM kinhbac_entry WHERE seq = 2", "entry 2: it is missing"),
        ("UPDATE kinhbac_content SET body = replace(body, 'Lan', 'Nam')", "entry 1: its content was changed"),
        ("UPDATE kinhbac_case SET code = 'other'", "differs from its journal in `code`"),
    ],
)
def test_verify_names_the_first_entry_that_does_not_hold(province, statement, words):
    province.write(1)
    province.sql(statement)

    said = province.kinhbac("verify")

    assert said.returncode == 1
    assert words in said.stdout.splitlines()[0]


@pytest.mark.database
def test_rebuild_makes_lost_tables_again(province):
    province.write(2)
    province.sql("DELETE FROM kinhbac_party")
    assert province.kinhbac("verify").returncode == 1

    said = province.kinhbac("rebuild")

    assert said.returncode == 0, said.stderr
    assert "2 cases" in said.stdout
    assert province.kinhbac("verify").returncode == 0
