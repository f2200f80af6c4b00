"""One more procedure, of no list, without code: written and published by an administrator, filed, and walked to its result.

How the form is filled in and how officers go along the path is read from the procedure; nothing here knows this one.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kinhbac.base.definitions import read
from kinhbac.kernel.reads import case_coded
from kinhbac.kernel.types import CaseState, Refused
from kinhbac.services.catalogue.actions.publications import Announcement
from kinhbac.services.catalogue.reads.drafts import open_drafts
from kinhbac.services.procedures.actions import dossiers
from kinhbac.services.procedures.reads.dossiers import own_dossiers
from kinhbac.services.procedures.reads.published import procedure_now, procedure_of
from kinhbac.services.procedures.rules.names import OUTCOME_RETURNED
from kinhbac.site.dated import publish_folders
from kinhbac.site.demo import cast
from kinhbac.tools.forms.paths import at as found_at
from kinhbac.tools.forms.types import Field, Form, Page, Widget
from tests.services.catalogue.conftest import TODAY, TOMORROW
from tests.services.procedures.browsing import browser, upload
from tests.services.procedures.conftest import MORNING, viewer_of
from tests.services.procedures.test_other_journeys import SAID, officer

pytestmark = pytest.mark.usefixtures("morning")

WRITTEN = Path(__file__).parent / "one_more"
KEY = "9.000002"
NEXT_MORNING = MORNING + timedelta(days=1)
ACTS_OF_A_PATH = 20
"""More acts than any path of the catalogue has."""


def announced() -> dict[str, str]:
    return {
        "from_on": TOMORROW.isoformat(),
        "number": "77/QĐ-UBND",
        "signed_on": TODAY.isoformat(),
        "why": "Thủ tục mới (mẫu)",
    }


def published_in_the_browser(desk: Client, yen) -> None:
    """Paste what is written, be told of a fault, put it right, publish from tomorrow on."""
    texts = {file.name: file.read_text(encoding="utf-8") for file in sorted(WRITTEN.iterdir())}
    wrong = texts["procedure.yaml"].replace("level: commune", "level: village")
    begun = desk.post(reverse("catalogue_new"), {"name": "procedure.yaml", "text": wrong}, follow=True)
    assert "&quot;village&quot; is not allowed here" in begun.content.decode()
    (draft,) = (each.id for each in open_drafts(yen))
    refused = desk.post(reverse("catalogue_publish", args=[draft]), {"edition": "1", **announced()})
    assert refused.status_code == 409
    for edition, (name, text) in enumerate(sorted(texts.items()), 1):
        address = reverse("catalogue_file", args=[draft, name])
        answer = desk.post(address, {"text": text, "edition": str(edition)}, follow=True)
        assert answer.status_code == 200, name
    assert "No faults, and every example holds" in answer.content.decode()
    done = desk.post(
        reverse("catalogue_publish", args=[draft]), {"edition": str(len(texts) + 1), **announced()}
    )
    assert done.status_code == 302


def published_from_files(_desk: Client, _yen, folder: Path) -> None:
    """Do the same with the command's own way."""
    said = Announcement(from_on=TOMORROW, number="77/QĐ-UBND", signed_on=TODAY, why="Thủ tục mới (mẫu)")
    (published,) = publish_folders(folder, said, MORNING)
    assert (published.key, published.changed) == (KEY, True)


def answers_of(example: str) -> Mapping[str, Any]:
    """Return the answers that one of the procedure's own examples gives."""
    given: Mapping[str, Any] = read(WRITTEN / "examples.yaml").need("given").need(example).value
    return given


def boxes(asked: Field, name: str, value: Any) -> Iterator[tuple[str, Any]]:
    """Yield what a browser sends for an answer."""
    if asked.widget is Widget.UPLOAD:
        yield name, [upload(each["name"]) for each in value]
    elif asked.widget is Widget.DATE:
        day = value if isinstance(value, date) else date.fromisoformat(str(value))
        yield from ((f"{name}-day", day.day), (f"{name}-month", day.month), (f"{name}-year", day.year))
    else:
        yield name, str(value)


def sent(form: Form, page: Page, answers: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield what a browser sends on a page, one after the other: each entry of a repeat, then that there are no more."""
    asked = [form.fields[path] for path in page.fields]
    if asked[0].widget is not Widget.REPEAT:
        given = [(each, found_at(answers, each.path)) for each in asked]
        yield dict(box for each, value in given if value is not None for box in boxes(each, each.path, value))
        return
    for entry in found_at(answers, asked[0].path) or ():
        inner = asked[0].inside
        yield {"entry": "new"} | dict(
            box for each in inner for box in boxes(each, each.path, found_at(entry, each.path))
        )
    yield {}


def filed(client: Client, key: str, answers: Mapping[str, Any]) -> str:
    """Fill in a form page by page and send it; return the code of the dossier."""
    form = procedure_now(key, TOMORROW)[0].form
    here = client.post(reverse("apply", args=[key]), follow=True)
    while not (place := here.request["PATH_INFO"]).endswith("/check"):
        page = form.page(place.rsplit("/", 1)[1])
        for posted in sent(form, page, answers):
            here = client.post(place, posted, follow=True)
            assert here.status_code == 200, (page.key, here.context["view"].problems)
        assert here.request["PATH_INFO"] != place, page.key
    client.post(here.request["PATH_INFO"])
    return own_dossiers(viewer_of(cast.LAN), NEXT_MORNING)[0].code


def walked_to_its_end(code: str, now: datetime) -> list[str]:
    """Let whoever holds a step do its first act, until nothing is open; return the acts in order."""
    lan, done = viewer_of(cast.LAN), []
    for _ in range(ACTS_OF_A_PATH):
        state = case_coded(code, lan)
        if not state.is_open:
            return done
        done.append(moved_on(state, now))
    raise AssertionError(f"{code} came to no end")


def moved_on(state: CaseState, now: datetime) -> str:
    """Do the first act of an open step that is not waiting for another; return the act."""
    for step in state.open_steps():
        act = procedure_of(state.definition).step(step.name).acts[0].key
        viewer = officer((step.holder.role, step.holder.office))
        try:
            dossiers.do(state.case, act, SAID, dossiers.Asked(viewer=viewer, now=now))
        except Refused as refused:
            if refused.refusal.code != "dossier.opinions_awaited":
                raise
        else:
            return act
    raise AssertionError(f"{state.code} waits for nobody")


@pytest.mark.parametrize("way", ["browser", "files"])
def test_a_new_procedure_goes_from_its_text_to_its_result(way, yen, desk, at, tmp_path):
    if way == "browser":
        published_in_the_browser(desk, yen)
    else:
        published_from_files(desk, yen, WRITTEN)
    client = browser(cast.LAN)
    assert client.post(reverse("apply", args=[KEY])).status_code == 404  # it comes into force tomorrow
    at(NEXT_MORNING)
    guide = client.get(reverse("procedure", args=[KEY])).content.decode()
    assert "Sử dụng tạm vỉa hè" in guide
    code = filed(client, KEY, answers_of("lan"))
    state = case_coded(code, viewer_of(cast.LAN))
    assert state.facts["fee"]["amount_vnd"] == 40_000
    acts = walked_to_its_end(code, NEXT_MORNING)
    assert "give_opinion" in acts
    assert case_coded(code, viewer_of(cast.LAN)).outcome == OUTCOME_RETURNED
    result = client.get(reverse("result", args=[code])).content.decode()
    assert "Giấy phép sử dụng tạm vỉa hè" in result
    assert "Số 5 phố Vũ Ninh" in result
