"""The gate's part `advisories`: a version that an advisory names fails, one that is fixed passes, an unseen one fails."""

import json
import re
import zipfile
from datetime import date, timedelta

import pytest

from scripts import advisories
from scripts.advisories import Accepted, Record, faults, look, told
from scripts.osv import Pin, affects
from tests.house.tree import ROOT

pytestmark = pytest.mark.pure

TODAY = date(2026, 11, 22)


def entry(*events, ecosystem="PyPI", name="Lan.Forms", versions=(), **more):
    ranges = [{"type": "ECOSYSTEM", "events": list(events)}] if events else []
    package = {"ecosystem": ecosystem, "name": name}
    affected = [{"package": package, "ranges": ranges, "versions": list(versions)}]
    return {"id": "KB-1", "modified": "2026-11-01T08:00:00Z", "affected": affected, **more}


TWO_LINES = entry({"introduced": "2.0"}, {"fixed": "2.0.3"}, {"introduced": "0"}, {"fixed": "1.9.10"})


@pytest.mark.parametrize(
    ("told_of", "version", "fixed"),
    [
        (TWO_LINES, "1.9.9", ["2.0.3", "1.9.10"]),
        (TWO_LINES, "1.9.10", None),
        (TWO_LINES, "2.0rc1", None),
        (TWO_LINES, "2.0.2", ["2.0.3"]),
        (TWO_LINES, "2.0.3", None),
        (entry({"introduced": "0"}), "7.1", []),
        (entry({"introduced": "1.2"}, {"last_affected": "1.4"}), "1.4", []),
        (entry({"introduced": "1.2"}, {"last_affected": "1.4"}), "1.4.1", None),
        (entry(versions=["1.3"]), "1.3", []),
        (entry(versions=["1.3"]), "1.3.1", None),
        (entry({"introduced": "0"}, name="lan-formulae"), "1.0", None),
        (entry({"introduced": "0"}, ecosystem="npm", name="lan-forms"), "1.0", None),
    ],
)
def test_which_versions_an_advisory_names(told_of, version, fixed):
    assert affects(told_of, Pin("PyPI", "lan-forms", version)) == fixed


def test_an_odd_version_of_node_is_compared_too():
    told_of = entry({"introduced": "0"}, {"fixed": "2.1.0"}, ecosystem="npm", name="@lan/forms")
    assert affects(told_of, Pin("npm", "@lan/forms", "2.1.0-next.4")) == ["2.1.0"]
    assert affects(told_of, Pin("npm", "@lan/forms", "2.1.1")) is None


def looked(tmp_path, version, *told_of):
    """Look at one pin beside these advisories, and return the pin and the record."""
    for number, each in enumerate(told_of):
        (tmp_path / f"{number}.json").write_text(json.dumps(each))
    pin, record = Pin("PyPI", "lan-forms", version), Record()
    look(record, "PyPI", tmp_path, "a folder", [pin], TODAY)
    return pin, record


def test_a_version_that_an_advisory_names_fails_and_the_fixed_one_passes(tmp_path):
    pin, record = looked(tmp_path, "2.0.2", TWO_LINES)
    (fault,) = faults([pin], record, Accepted())
    assert fault.startswith("lan-forms==2.0.2 (PyPI): KB-1. Fixed in 2.0.3. Remedy: ")
    pin, record = looked(tmp_path, "2.0.3", TWO_LINES)
    assert faults([pin], record, Accepted()) == []


def test_one_that_was_withdrawn_counts_no_more(tmp_path):
    _, record = looked(
        tmp_path, "2.0.2", {**TWO_LINES, "withdrawn": "2026-11-02T00:00:00Z"}, entry(versions=["1"])
    )
    assert record.findings == []


def test_a_package_at_which_nobody_looked_fails(tmp_path):
    pin, record = looked(tmp_path, "2.0.3", TWO_LINES)
    new = Pin("PyPI", "nam-forms", "1.0"), Pin("npm", "hoa", "1.0"), Pin("PyPI", "lan-forms", "2.0.4")
    said = faults([pin, *new], record, Accepted())
    assert [each.partition(":")[0] for each in said] == [
        "nam-forms==1.0, lan-forms==2.0.4 (PyPI)",
        "hoa==1.0 (npm)",
    ]


def test_what_is_accepted_needs_a_reason_and_a_day_and_the_day_shuts_nothing(tmp_path):
    pin, record = looked(tmp_path, "2.0.2", TWO_LINES)
    reason = {"why": "Not called by us.", "until": date(2026, 12, 1)}
    accepted = Accepted(findings={"KB-1": reason})
    assert faults([pin], record, accepted) == []
    assert "OVERDUE" not in told([pin], record, accepted, TODAY)[-1]
    assert "OVERDUE" in told([pin], record, accepted, date(2027, 1, 1))[-1]
    assert faults([pin], record, Accepted(findings={"KB-1": {"why": "", "until": None}})) != []
    assert faults([pin], record, Accepted(findings={"KB-1": reason, "KB-2": reason})) != []


def test_the_age_of_what_was_looked_at_is_told(tmp_path):
    pin, record = looked(tmp_path, "2.0.3", TWO_LINES)
    (line,) = told([pin], record, Accepted(), TODAY)
    assert "newest advisory is of 2026-11-01, 21 days ago; 1 name" in line


def test_a_zip_as_it_is_published_is_read(tmp_path):
    place = tmp_path / "all.zip"
    with zipfile.ZipFile(place, "w") as packed:
        packed.writestr("KB-1.json", json.dumps(TWO_LINES))
    record = Record()
    look(record, "PyPI", place, "a zip", [Pin("PyPI", "lan-forms", "1.0")], TODAY)
    assert [each["advisory"] for each in record.findings] == ["KB-1"]


def test_a_place_without_advisories_is_no_clean_answer(tmp_path):
    with pytest.raises(SystemExit):
        looked(tmp_path, "1.0")


def test_every_pin_of_every_lock_is_asked():
    asked = {each.name for each in advisories.pins()}
    locks = [lock.read_text(encoding="utf-8") for lock in ROOT.glob("requirements/*.txt")]
    lines = [line for lock in locks for line in lock.splitlines() if "==" in line]
    assert {re.split(r"[\[=]", line)[0] for line in lines} <= asked
    assert {"django", "sass", "oidc-provider", "@fontsource/be-vietnam-pro"} <= asked


def test_how_soon_is_written_down():
    decision = (ROOT / "docs/decisions/0028-advisories.md").read_text(encoding="utf-8")
    said = decision.partition("## How soon")[2].partition("## ")[0]
    assert all(words in said for words in ("three days", "thirty\ndays", "ninety", "every quarter"))
    limits = [each["until"] for each in advisories.read(advisories.ACCEPTED)["unseen"].values()]
    looked = [each["looked_on"] for each in advisories.read(advisories.RECORD)["sources"].values()]
    assert max(limits) <= max(looked) + timedelta(days=90)
