"""PostgreSQL away: everybody is told so, at every door, and all goes on when it is back; nobody is signed out by it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from kinhbac.site.demo.cast import LAN, MINH
from tests.kill.clear import assert_clear
from tests.kill.client import Client, Tally
from tests.kill.crew import sign_in
from tests.kill.province import Province, served, wait_for
from tests.support.postgres import Server

pytestmark = pytest.mark.kill

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass
class Place:
    province: Province
    lan: Client
    minh: Client
    stranger: Client


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Place, Server]]:
    with Server() as server, served(Path(tmp_path_factory.mktemp("gone")), server.url, workers=1) as province:
        people = [Client(province.port) for _ in range(3)]
        sign_in(people[0], LAN, Tally())
        sign_in(people[1], MINH, Tally())
        people[2].token = people[2].ask_json("GET", "/api/session").json["token"]
        yield Place(province, *people), server


def test_without_its_database_every_door_says_so_and_opens_again(place: tuple[Place, Server]):
    people, server = place
    assert people.minh.ask("GET", "/desk").status == 200
    account = str(LAN.account)
    form = f"csrfmiddlewaretoken={people.stranger.token}&account={account}".encode()

    server.kill()
    for answer in (
        people.minh.ask("GET", "/desk"),
        people.lan.ask("GET", "/dossiers"),
        people.lan.ask(
            "POST", "/procedures/1.001193/apply", f"csrfmiddlewaretoken={people.lan.token}".encode(), FORM
        ),
        people.stranger.ask("GET", "/sign-in"),
        people.stranger.ask("POST", "/sign-in", form, FORM),
        people.lan.ask_json("GET", "/api/session"),
        people.lan.ask_json("POST", "/api/applications", {"procedure": "1.001193"}),
        people.stranger.ask_json("POST", "/api/demo/sign-in", {"account": account}),
        people.minh.ask_json("GET", "/api/desk"),
    ):
        assert_clear(answer, 503)

    server.start()
    wait_for("the desk is back", lambda: people.minh.ask("GET", "/desk").status == 200)
    assert people.lan.ask("GET", "/dossiers").status == 200
    assert people.stranger.ask_json("POST", "/api/demo/sign-in", {"account": account}).status == 200
    verified = people.province.command("verify")
    assert verified.returncode == 0, verified.stdout + verified.stderr


def test_a_dead_connection_costs_one_request_and_no_more(place: tuple[Place, Server]):
    people, server = place
    wait_for("the desk is there", lambda: people.minh.ask("GET", "/desk").status == 200)
    server.kill()
    server.start()
    statuses: list[int] = []
    wait_for(
        "the desk is back",
        lambda: statuses.append(people.minh.ask("GET", "/desk").status) or statuses[-1] == 200,
    )
    assert set(statuses) <= {200, 503}, statuses
