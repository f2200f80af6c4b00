"""A fee changes, as it is lived: Yến drafts it, tries it on last year's dossiers, publishes it; from that day it counts.

On the desk it is the fee of certified copies, on the phone that of the certificate of marital status.
"""

import json
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest

from kinhbac.base.clock import HCM
from tests.browser.conftest import ROOT
from tests.browser.telling import LAN, YEN, Telling, answer
from tests.support.browser import press
from tests.support.programs import own_environment

pytestmark = pytest.mark.browser

HAI = "Nguyễn Văn Hải"


@dataclass(frozen=True)
class Change:
    """What is changed: the procedure, words of its files, and the fee that Hải reads afterwards."""

    procedure: str
    past: str
    files: Mapping[str, Mapping[str, str]]
    fee: str


LAST_UNKNOWN = "amount: unknown"
CHANGES = {
    "desk": Change(
        "2.000815",
        "fee-of-copies",
        {
            "procedure.yaml": {"first_vnd: 2000": "first_vnd: 3000", '"2026.1"': '"2026.2"'},
            "examples.yaml": {
                "fee: 10000": "fee: 14000",
                "fee: 2000 ": "fee: 3000 ",
                "fee: 4000 ": "fee: 6000 ",
                "fee: 199000": "fee: 200000",
            },
        },
        "14.000 ₫",
    ),
    "phone": Change(
        "1.004873",
        "fee-of-marital",
        {
            "procedure.yaml": {'"2026.1"': '"2026.2"', LAST_UNKNOWN: "amount: 8000"},
            "examples.yaml": {"fee: unknown": "fee: 8000"},
        },
        "8.000 ₫",
    ),
}


def test_a_fee_change_counts_from_its_day_and_not_before(telling: Telling, province: tuple[str, Path]):
    change = CHANGES[telling.screen.name]
    yesterday = telling.code(change.past)
    telling.become(YEN, "/catalogue")
    telling.look("procedures-and-drafts")
    press(telling.page.locator(f'form[action$="/{change.procedure}/draft"] button').first)
    draft = telling.page.url.removeprefix(telling.address)
    telling.look("draft")
    errs(telling, draft)
    for name, words in change.files.items():
        edits(telling, draft, name, words)
        telling.look(f"after-{name.removesuffix('.yaml')}")
    looks_round(telling, draft)
    tries(telling, draft)
    publishes(telling, draft)
    today = handed_in_today(province[1], change.procedure)
    telling.become(LAN, f"/dossiers/{yesterday}")
    assert change.fee not in telling.main()
    telling.become(HAI, f"/dossiers/{today}")
    assert change.fee in telling.main()
    telling.look("todays-dossier-carries-it")


def errs(telling: Telling, draft: str) -> None:
    """A wrong word is named with its line; what was typed stays."""
    page = telling.page
    telling.go(f"{draft}/files/procedure.yaml")
    text = page.locator("#text").input_value()
    page.locator("#text").fill(text.replace("level: commune", "level: village"))
    press(page.locator('button[name="stay"]'))
    assert re.search(r"procedure\.yaml:\d+", page.locator(".faults").inner_text())
    assert "level: village" in page.locator("#text").input_value()
    telling.look("fault-beside-its-line")
    page.locator("#text").fill(text)
    press(page.locator('button[name="stay"]'))
    assert not page.locator(".faults").count()


def edits(telling: Telling, draft: str, name: str, words: Mapping[str, str]) -> None:
    """Change words of a file; of one that stands there more than once with one meaning, the last."""
    page = telling.page
    telling.go(f"{draft}/files/{name}")
    text = page.locator("#text").input_value()
    for old, new in words.items():
        assert old in text
        text = new.join(text.rsplit(old, 1)) if old == LAST_UNKNOWN else text.replace(old, new)
    page.locator("#text").fill(text)
    press(page.locator('form button:not([name="stay"])').last)


def looks_round(telling: Telling, draft: str) -> None:
    """The form, the path and the words, before anybody else sees them."""
    page = telling.page
    telling.go(f"{draft}/form")
    press(page.locator("main form button.govuk-button").first)
    assert page.locator(".govuk-error-summary").count()
    telling.look("form")
    telling.go(f"{draft}/path")
    assert page.locator("svg.route rect").count() >= 5
    telling.look("path")
    telling.go(f"{draft}/words?on={today_in_words()}")
    telling.look("words")


def tries(telling: Telling, draft: str) -> None:
    """The change on last year's dossiers: a count, and the dossiers behind it."""
    page = telling.page
    telling.go(draft)
    answer(page.locator("#on"), today_in_words())
    press(page.locator('form[action$="/preview"] button'))
    page.locator('a[href*="effect=fee"]').wait_for()
    telling.look("tried")
    press(page.locator('a[href*="effect=fee"]'))
    assert LAN not in telling.main()
    telling.look("dossiers-that-would-differ")


def publishes(telling: Telling, draft: str) -> None:
    """From today; what is missing is asked for, and what was typed stays."""
    page = telling.page
    telling.go(f"{draft}/publish")
    answer(page.locator('[name="from_on"]'), today_in_words())
    answer(page.locator('[name="number"]'), "123/QĐ-UBND")
    answer(page.locator('[name="signed_on"]'), today_in_words())
    press(page.locator("main form button.govuk-button").last)
    assert page.locator('[name="number"]').input_value() == "123/QĐ-UBND"
    telling.look("reason-missing")
    answer(page.locator('[name="why"]'), "Nghị quyết về phí, lệ phí (mẫu)")
    press(page.locator("main form button.govuk-button").last)
    assert "123/QĐ-UBND" in page.locator(".versions li").first.inner_text()
    telling.look("published")
    press(page.locator(".versions li").first.locator("a"))
    assert page.locator(".diff__new").count()
    telling.look("differences")


def handed_in_today(data: Path, procedure: str) -> str:
    """Return the code of a dossier that Hải hands in now."""
    file = data.with_name(f"today-{procedure}.json")
    command = [sys.executable, "-m", "tests.browser.prepare", str(data), str(file), procedure]
    subprocess.run(command, env=own_environment(), cwd=ROOT, check=True)
    return str(json.loads(file.read_text(encoding="utf-8")))


def today_in_words() -> str:
    return datetime.now(HCM).date().isoformat()
