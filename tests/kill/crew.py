"""The people at work while the saboteur kills: mothers who file and officers who act, each a careful client.

A story is one birth from the empty form to the certificate in the mother's hand. Which way it takes, and which
requests are sent once more than needed, is drawn from the seed; how threads and blows meet is not.
"""

import io
import queue
import random
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from PIL import Image

from kinhbac.base.clock import HCM
from kinhbac.site.demo.births import TEAMS, Birth, answers
from kinhbac.site.demo.cast import BAC_GIANG, KINH_BAC, Member
from tests.kill.client import Answer, Client, Tally, insist, key_of
from tests.kill.evidence import Acknowledged
from tests.kill.province import Province

PROCEDURE = "1.001193"
STRAIGHT = ("receive", "propose", "approve", "issue_result", "hand_over")
REWORKED = (
    "receive",
    "propose",
    "return_for_rework",
    "propose",
    "approve",
    "issue_result",
    "hand_over",
)
UNDONE = ("receive", "propose", "undo", "propose", "approve", "issue_result", "hand_over")
WAYS = (STRAIGHT, STRAIGHT, STRAIGHT, REWORKED, UNDONE)
NAMES = {
    "receive": "dossier.received",
    "propose": "dossier.proposed",
    "approve": "dossier.approved",
    "return_for_rework": "dossier.returned_for_rework",
    "issue_result": "dossier.result_issued",
    "hand_over": "dossier.handed_over",
    "undo": "undone",
}
HOLDERS = {"receive": 0, "propose": 1, "undo": 1, "approve": 2, "return_for_rework": 2, "issue_result": 3}
HAND_OVER = 4
VALUES = {"return_for_rework": {"note": "Xem lại tên đệm"}, "hand_over": {"to": "applicant"}}


@dataclass(frozen=True)
class Story:
    """One birth.

    Attributes:
        number: its place in the round.
        way: the acts of officers, in order.
        hung_up: places (0 is the submission) where the client sends the request, hangs up, and sends it again.
        asked_twice: places where the client asks once more though it has its receipt.
    """

    number: int
    way: tuple[str, ...]
    hung_up: frozenset[int]
    asked_twice: frozenset[int]


def stories(seed: int, acts: int) -> list[Story]:
    """Return stories with, all together, so many submissions and acts or a few more."""
    chance = random.Random(seed)
    told: list[Story] = []
    while sum(1 + len(each.way) for each in told) < acts:
        way = chance.choice(WAYS)
        hung_up, twice = (
            frozenset(place for place in range(len(way) + 1) if chance.random() < share)
            for share in (0.1, 0.1)
        )
        told.append(Story(len(told), way, hung_up, twice))
    return told


def requests_of(told: Sequence[Story]) -> int:
    """Return how many requests stories need when nothing goes wrong."""
    return sum(4 + len(each.way) + len(each.asked_twice) for each in told)


@dataclass
class Crew:
    """Several threads that work through the stories of a round.

    Attributes:
        province: where.
        tally: counts what was sent, acknowledged, cut off, put off and answered again.
        round_: names the round in keys.
    """

    province: Province
    tally: Tally
    round_: str
    threads: int = 8
    receipts: list[Acknowledged] = field(default_factory=list)
    uploads: dict[UUID, UUID] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    _waiting: "queue.SimpleQueue[Story]" = field(default_factory=queue.SimpleQueue)
    _over: threading.Event = field(default_factory=threading.Event)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def over(self) -> bool:
        """Say whether all work is done, or given up."""
        return self._over.is_set()

    def work(self, told: Sequence[Story]) -> None:
        """Work through stories; return when all are done or somebody met a fault."""
        for story in told:
            self._waiting.put(story)
        threads = [threading.Thread(target=self._work, args=(number,)) for number in range(self.threads)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self._over.set()
        with self.tally.changed:
            self.tally.changed.notify_all()

    def _work(self, number: int) -> None:
        try:
            desk = Desk(self, number)
            while not self.faults:
                desk.live_through(self._waiting.get_nowait())
        except queue.Empty:
            return
        except Exception as fault:  # noqa: BLE001  - told by the test, with what the others met
            with self._lock:
                self.faults.append(f"{type(fault).__name__}: {fault}")

    def keep(self, receipt: Acknowledged) -> None:
        """Keep the receipt of an act."""
        with self._lock:
            self.receipts.append(receipt)
        self.tally.add("acknowledged")

    def keep_upload(self, file: UUID, case: UUID) -> None:
        """Keep that a file was acknowledged, and stands in the answers of a case."""
        with self._lock:
            self.uploads[file] = case


class Desk:
    """One thread's people: a mother of her own, and the officers of her commune."""

    def __init__(self, crew: Crew, number: int) -> None:
        self.crew = crew
        self.commune = KINH_BAC if number % 3 else BAC_GIANG
        self.mother = Birth(number, self.commune, (datetime.now(HCM),)).mother()
        self.clients: dict[Member, Client] = {}

    def live_through(self, story: Story) -> None:
        """Bring one birth from the form to the result."""
        form = self._insist(self.mother, "POST", "/api/applications", {"procedure": PROCEDURE})["id"]
        file = self._hand_in_paper(form, story)
        birth = Birth(1000 + story.number, self.commune, (datetime.now(HCM),))
        given = answers(birth, self.mother, str(file))
        self._insist(self.mother, "PUT", f"/api/applications/{form}/answers", given)
        receipt = self._do(
            story, 0, self.mother, f"/api/applications/{form}/submit", "dossier.submitted", None
        )
        self.crew.keep_upload(file, receipt.case)
        for place, act, officer in self._way(story):
            where = "undo" if act == "undo" else f"acts/{act}"
            asked: dict[str, Any] = {"seen": place} | ({"values": VALUES[act]} if act in VALUES else {})
            self._do(story, place, officer, f"/api/dossiers/{receipt.code}/{where}", NAMES[act], asked)

    def _way(self, story: Story) -> Iterator[tuple[int, str, Member]]:
        team = TEAMS[self.commune]
        for place, act in enumerate(story.way, start=1):
            yield place, act, team[HOLDERS.get(act, HAND_OVER)]

    def _do(
        self, story: Story, place: int, who: Member, path: str, name: str, asked: dict[str, Any] | None
    ) -> Acknowledged:
        """Do an act until it is acknowledged; asked once more under the same key, the answer must be the same."""
        key = key_of(self.crew.round_, story.number, place) if asked is not None else None
        if place in story.hung_up:
            self._client(who).hang_up_on(path, asked, key)
            self.crew.tally.add("hung up")
        answer = self._insist(who, "POST", path, asked, key)
        if answer["again"]:  # an earlier try was recorded, and its answer was lost
            self.crew.tally.add("done unheard" if place in story.hung_up else "answer lost")
        receipt = Acknowledged(name, key, UUID(answer["case"]), answer["seq"], answer["hash"], answer["code"])
        if receipt.seq != place + 1:
            raise AssertionError(f"{name} should be entry {place + 1}: {receipt}")
        if place in story.asked_twice:
            once_more = self._insist(who, "POST", path, asked, key)
            if once_more != {**answer, "again": True}:
                raise AssertionError(f"asked once more, {receipt} became {once_more}")
            self.crew.tally.add("asked twice")
        self.crew.keep(receipt)
        return receipt

    def _hand_in_paper(self, form: str, story: Story) -> UUID:
        client, content = self._client(self.mother), photograph(self.crew.round_, story.number)
        fields = {"path": "papers.birth_notice"}
        path = f"/api/applications/{form}/files"
        answer = self._answer(lambda: client.send_file(path, "giay-chung-sinh.jpg", content, fields), path)
        return UUID(answer["id"])

    def _insist(self, who: Member, method: str, path: str, value: Any = None, key: str | None = None) -> Any:
        client = self._client(who)
        return self._answer(lambda: client.ask_json(method, path, value, key), f"{method} {path}")

    def _answer(self, ask: Any, what: str) -> Any:
        answer: Answer = insist(self.crew.tally, ask, what)
        if answer.status != 200:
            raise AssertionError(f"{what}: {answer.status} {answer.text[:500]}")
        return answer.json

    def _client(self, who: Member) -> Client:
        if who not in self.clients:
            client = Client(self.crew.province.port)
            sign_in(client, who, self.crew.tally)
            self.clients[who] = client
        return self.clients[who]


def sign_in(client: Client, who: Member, tally: Tally) -> None:
    """Sign in as one of the demo's people."""
    session = insist(tally, lambda: client.ask_json("GET", "/api/session"), "asking for a token")
    client.token = session.json["token"]
    asked = {"account": str(who.account)}
    answer = insist(tally, lambda: client.ask_json("POST", "/api/demo/sign-in", asked), "signing in")
    if answer.status != 200:
        raise AssertionError(f"{who.name} could not sign in: {answer.status} {answer.text[:500]}")
    client.token = answer.json["token"]


def photograph(*words: object) -> bytes:
    """Return a picture of its own for the same words, as a phone would send it."""
    chance = random.Random(" ".join(map(str, words)))
    picture = Image.frombytes("RGB", (64, 48), chance.randbytes(64 * 48 * 3))
    out = io.BytesIO()
    picture.resize((480, 360), Image.Resampling.BICUBIC).save(out, "JPEG", quality=80)
    return out.getvalue()
