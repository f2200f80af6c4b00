"""The stranger never gets a byte of another's data: every route as everybody who must not see, with every key there is.

Marks stand in everything that one person has: name, number, phone, address, answers, papers, notes, mandates. Strangers
then send every address and every box the very keys of it. No mark comes back, nothing of hers moves, no count changes.
"""

import json
import re
import zipfile
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import path
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as any_of

from kinhbac.base.text import fold
from kinhbac.kernel.models import Case, Entry, Opening
from kinhbac.services.procedures.actions import applications, dossiers
from kinhbac.services.procedures.actions.dossiers import Asked
from kinhbac.services.procedures.actions.mandates import give_mandate
from kinhbac.services.procedures.models import Application
from kinhbac.site.demo import cast
from kinhbac.site.demo.births import Birth, answers
from kinhbac.tools.files.models import StoredFile
from kinhbac.tools.identity.actions.mandates import Wanted
from kinhbac.tools.identity.doors import routes_without_door
from kinhbac.tools.identity.models import Mandate, Person
from kinhbac.tools.identity.sealing import columns
from tests.services.procedures.conftest import BIRTH, MORNING, photograph, viewer_of
from tests.services.procedures.conftest import catalogue as the_catalogue
from tests.services.procedures.conftest import morning as a_morning
from tests.services.procedures.conftest import province as a_province
from tests.site.every_route import FILE, Route, every_route, written
from tests.support.signing import signed_in

catalogue, morning, province = the_catalogue, a_morning, a_province
pytestmark = pytest.mark.django_db

MARK = "Zqx"
HER = replace(cast.LAN, name="Zqxten Thị Lan", number="027196777001", phone="0977000771")
STREET, NOTE, ASKED_FOR, WHY = "Số 5 ngõ Zqxpho", "Zqxghichu nội bộ", "Zqxgiayto còn thiếu", "Zqxlydo mờ"
PAPER = "zqx-giay-chung-sinh.jpg"
MARKS = (HER.name, fold(HER.name), HER.number, HER.phone, STREET, NOTE, ASKED_FOR, WHY, PAPER, "Zqxcon")

STRANGERS = {
    "nobody": None,
    "citizen": cast.NAM,
    "one-stop officer of another ward": cast.THU,
    "specialist of another ward": cast.SON,
    "leader of another ward": cast.HANH,
    "administrator": cast.YEN,
}
LAWFUL = {
    ("one-stop officer of another ward", "counter_person"),
    ("one-stop officer of another ward", "counter_mandate"),
    ("one-stop officer of another ward", "counter_guidance"),
    ("administrator", "rights"),
    ("administrator", "rights_person"),
    ("administrator", "rights_dossier"),
}
"""Where a stranger lawfully reads a name, and that she did is recorded: a counter helps whoever comes, by the key that
only a whole identity number gives; an administrator asks who may open what."""
NEW_EACH_TIME = "my_device"
"""The page that makes a secret for a device whenever it is opened."""
LEAVES = frozenset({"sign_out", "language"})
"""What ends the session of the test itself."""


@pytest.fixture
def hers(province, morning):
    """Everything that Lan has, marked; no demo, so that nobody is offered to be her."""
    (province / "demo").unlink()
    Person.objects.filter(pk=HER.person).update(
        full_name=HER.name,
        folded_name=fold(HER.name),
        **columns(HER.person, HER.number),
        phone=HER.phone,
        address=STREET,
    )
    return _filed


def _form(paper: str) -> object:
    viewer = viewer_of(cast.LAN)
    form = applications.begin_application(procedure=BIRTH, viewer=viewer, now=MORNING)
    kept = applications.attach(
        application=form, viewer=viewer, path="papers.birth_notice", upload=photograph(paper), now=MORNING
    )
    told = answers(Birth(number=1, commune=HER.commune, moments=(MORNING,)), HER, str(kept.id))
    told["papers"] = {"birth_notice": [{"file": str(kept.id), "name": PAPER}]}
    told["child"] = {**told["child"], "full_name": "Zqxcon Bé"}
    applications.replace_answers(application=form, viewer=viewer, answers=told, now=MORNING)
    return form


def _filed() -> dict[str, tuple[str, ...]]:
    """File three dossiers to different places and leave a form; return every key of it, by what it is a key of."""
    cases = []
    for acts in (
        (),
        ((cast.MINH, "receive", {}), (cast.HOA, "propose", {"note": NOTE})),
        (
            (cast.MINH, "receive", {}),
            (cast.HOA, "request_supplement", {"items": [ASKED_FOR], "reason": WHY}),
        ),
    ):
        sent = applications.submit(application=_form(PAPER), viewer=viewer_of(cast.LAN), now=MORNING)
        for officer, act, values in acts:
            dossiers.do(sent.case, act, values, Asked(viewer=viewer_of(officer), now=MORNING))
        cases.append(sent)
    form = _form(PAPER)
    day = MORNING.date()
    mandate = give_mandate(
        wanted=Wanted(cast.HAI.number, cast.HAI.name, (BIRTH,), day, day + timedelta(days=9)),
        viewer=viewer_of(cast.LAN),
        now=MORNING,
    )
    cases.reverse()  # the fullest first: of those every route is asked
    codes = tuple(str(each.code) for each in cases)
    return {
        "code": codes,
        "case": tuple(str(each.case) for each in cases),
        "application": (str(form), *map(str, Application.objects.values_list("pk", flat=True))),
        "file": tuple(map(str, StoredFile.objects.values_list("pk", flat=True))),
        "mandate": (str(mandate),),
        "person": (str(HER.person),),
        "key": (BIRTH,),
        "office": (cast.office_of(cast.MINH), cast.office_of(cast.HOA)),
        "turn": ("supplement", "withdraw", "stop", "adjust"),
        "act": ("receive", "approve"),
        "page": ("papers",),
        "number": ("1",),
        "path": ("papers.birth_notice",),
    }


def boxes(keys: dict[str, tuple[str, ...]]) -> dict[str, str]:
    """Return all boxes that any page knows, filled with her keys and with words that find her."""
    return {
        "q": MARK,
        "number": HER.number,
        "code": keys["code"][0],
        "person": str(HER.person),
        "application": keys["application"][0],
        "case": keys["case"][0],
        "cases": keys["case"][0],
        "item": f"{keys['case'][0]}:receive.1",
        "office": keys["office"][0],
        "whose": f"mandate:{keys['mandate'][0]}",
        "mandate": keys["mandate"][0],
        "procedure": BIRTH,
        "last4": HER.number[-4:],
        "said": MARK,
        "queue": "all",
        "post": str(cast.MINH.post),
        "key": "00000000-0000-4000-8000-000000000001",
        "to": keys["office"][0],
        "reason": MARK,
    }


def browser_of(member: cast.Member | None) -> Client:
    client = Client(raise_request_exception=False)
    return client if member is None else signed_in(client, member.account)


def answered(client: Client, method: str, address: str, told: dict[str, str]) -> tuple[int, str]:
    if method == "GET":
        answer = client.get(f"{address}?{urlencode(told)}" if told else address)
    elif address.startswith("/api/"):
        answer = client.generic(method, address, json.dumps(told), "application/json")
    else:
        answer = client.generic(method, address, urlencode(told), "application/x-www-form-urlencoded")
    content = answer.getvalue() if answer.streaming else answer.content
    return answer.status_code, _opened(content).decode("utf-8", "replace") + str(dict(answer.headers))


def _opened(content: bytes) -> bytes:
    """Return a workbook as what is written in it, anything else as it is."""
    if content[:2] != b"PK":
        return content
    with zipfile.ZipFile(BytesIO(content)) as book:
        return b"".join(
            book.read(name) for name in sorted(book.namelist()) if not name.startswith("docProps/")
        )


def leaks(body: str, sent: str, keys: dict[str, tuple[str, ...]]) -> list[str]:
    """Return what is hers in an answer and was not in the question."""
    of_hers = (*MARKS, *keys["code"], *keys["case"], *keys["application"], *keys["file"], *keys["mandate"])
    return [mark for mark in of_hers if mark in body and mark not in sent]


def footprint() -> tuple[object, ...]:
    """Return all that is hers as it stands: journal, form, papers, mandate."""
    return (
        list(Entry.objects.order_by("case", "seq").values_list("case", "seq", "hash")),
        list(Case.objects.order_by("pk").values_list("pk", "seq")),
        list(
            Application.objects.filter(person=HER.person).order_by("pk").values_list("pk", "answers", "case")
        ),
        list(StoredFile.objects.order_by("pk").values_list("pk", "owner_key")),
        list(Mandate.objects.values_list("pk", "accepted_at", "ended_at")),
    )


@pytest.mark.parametrize("stranger", list(STRANGERS))
def test_no_route_gives_a_stranger_a_byte_of_hers(hers, stranger):
    keys = hers()
    before, found, broken = footprint(), [], []
    client, told = browser_of(STRANGERS[stranger]), boxes(keys)
    for route in every_route():
        if route.name in LEAVES or (stranger, route.name) in LAWFUL:
            continue
        for address in route.filled(keys):
            for method in route.methods:
                status, body = answered(client, method, address, told)
                leaked = leaks(body, address + str(told), keys)
                found += [(method, address, leaked)] if leaked else []
                broken += [(method, address, status)] if status == 500 else []
    assert found == []
    assert broken == []
    assert footprint() == before
    looked = Opening.objects.filter(case__in=keys["case"])
    assert set(looked.values_list("person", flat=True)) <= {cast.MINH.person, cast.HOA.person, HER.person}


def test_the_marks_are_there_for_those_who_may_see_them(hers):
    """What finds nothing for strangers finds something for her and her officers; else the test above says nothing."""
    keys = hers()
    of_her, of_hoa = browser_of(cast.LAN), browser_of(cast.HOA)
    mine = "".join(answered(of_her, "GET", f"/dossiers/{code}", {})[1] for code in keys["code"])
    work = "".join(answered(of_hoa, "GET", f"/desk/{code}", {})[1] for code in keys["code"][:2])
    shown = mine + work + answered(of_her, "GET", "/record", {})[1]
    assert len(answered(of_hoa, "GET", "/figures.xlsx", {})[1]) > len("PK" * 1000)
    for mark in (HER.name, NOTE, ASKED_FOR, WHY, PAPER, "Zqxcon"):
        assert mark in shown, mark
    files = (f"/applications/{keys['application'][0]}/files/{file}" for file in keys["file"])
    assert 200 in {answered(of_her, "GET", file, {})[0] for file in files}


@pytest.mark.parametrize("stranger", ["citizen", "specialist of another ward", "leader of another ward"])
def test_no_list_and_no_count_of_a_stranger_changes_by_what_is_hers(hers, stranger):
    lists = [each for each in every_route() if not each.places and "GET" in each.methods]
    lists = [each for each in lists if each.name not in {*LEAVES, NEW_EACH_TIME} and each.door != "all"]

    client = browser_of(STRANGERS[stranger])

    def seen() -> dict[str, str]:
        return {
            f"{each.address}?q={words}": _still(answered(client, "GET", f"/{each.address}", {"q": words})[1])
            for each in lists
            for words in (MARK,)
        }

    before = seen()
    hers()
    after = seen()
    assert [address for address in before if before[address] != after[address]] == []


def _still(body: str) -> str:
    """Return an answer without what is new in each: tokens, keys of forms, moments."""
    body = re.sub(r'name="csrfmiddlewaretoken" value="\w+"|\'Set-Cookie\'.*|"token": ?"\w+"', "", body)
    body = re.sub(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "", body)
    return re.sub(r"nonce[-=]\S+", "", body)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], database=None
)
@given(data=any_of.data())
def test_whatever_a_stranger_sends_together_nothing_comes_back(hers, once, data):
    keys = once(hers)
    stranger = data.draw(any_of.sampled_from(list(STRANGERS)))
    routes = [
        each for each in every_route() if each.name not in LEAVES and (stranger, each.name) not in LAWFUL
    ]
    route: Route = data.draw(any_of.sampled_from(routes))
    mixed = {place: (data.draw(any_of.sampled_from(_pool(keys))),) for place in route.places}
    address = next(route.filled({**keys, **mixed} if data.draw(any_of.booleans()) else keys))
    names = data.draw(any_of.lists(any_of.sampled_from(sorted(boxes(keys))), unique=True, max_size=5))
    told = {name: data.draw(any_of.sampled_from(_pool(keys))) for name in names}
    method = data.draw(any_of.sampled_from(route.methods))
    status, body = answered(browser_of(STRANGERS[stranger]), method, address, told)
    assert leaks(body, address + str(told), keys) == []
    assert status != 500


@pytest.fixture
def once():
    """File once for all examples of a test."""
    kept: list[dict[str, tuple[str, ...]]] = []

    def keys_of(hers):
        if not kept:
            kept.append(hers())
        return kept[0]

    return keys_of


def _pool(keys: dict[str, tuple[str, ...]]) -> list[str]:
    every = [key for each in keys.values() for key in each]
    return [
        *every,
        HER.number,
        HER.number[-4:],
        MARK,
        "",
        "0",
        "-1",
        "x" * 300,
        "\u0000",
        "' OR 1=1 --",
        "../..",
    ]


def test_who_may_come_in_is_the_committed_table_and_no_route_is_without_a_door():
    assert written() == FILE.read_text(encoding="utf-8"), (
        "a route or its door changed; look at it, then: python scripts/matrix.py"
    )
    assert "CLOSED" not in written()
    assert {each.door for each in every_route()} <= {
        "all",
        "signed in",
        "officers",
        "administrators",
        "systems",
    }


def test_a_route_planted_without_a_rule_is_found_wherever_it_is_planted():
    def forgotten(_request):
        """A view whose author named no door."""

    for address in ("", "api/1", "figures.csv", "dossiers/<str:code>/files/all", "desk/-/export"):
        assert routes_without_door([path(address, forgotten)]) == [address]
