"""Writes small cases into the province of KINHBAC_DATA: a number of them, or with four threads until its input ends.

Prints the key of each case after its commit.
"""

import sys
import threading
from datetime import datetime
from uuid import UUID, uuid4

import django

django.setup()

from django.db import connections, transaction  # noqa: E402  - Django must be set up first

from kinhbac.base.clock import HCM  # noqa: E402  - as above
from kinhbac.kernel import definitions  # noqa: E402  - as above
from kinhbac.kernel.record import Record  # noqa: E402  - as above
from kinhbac.kernel.tell import tell_all  # noqa: E402  - as above
from kinhbac.kernel.types import Act, Actor, Opened, PartyJoined  # noqa: E402  - as above

LAN = UUID("00000000-0000-4000-8000-00000000001a")


def write_case(definition: str) -> None:
    """Open a case with personal content and note something in it, each in a transaction of its own."""
    case, now = uuid4(), datetime.now(HCM)
    opened = Act(
        "case.opened",
        effects=(Opened(kind="note", code=f"N-{case}"), PartyJoined(role="applicant", person=LAN)),
        content={"words": "Trần Thị Lan, ngõ 12"},
    )
    state = None
    for act in (opened, Act("case.noted", content={"words": "đã đọc"})):
        record = Record()
        with transaction.atomic():
            state = record.add(
                case, state, [act], actor=Actor(person=LAN), now=now, definition=definition, key=str(uuid4())
            )
            record.write()
    sys.stdout.write(f"{case}\n")  # at once: print writes the end of the line apart, and threads come between
    sys.stdout.flush()


def main() -> None:
    definition = definitions.publish("note", "note", {"name": "note"}, datetime.now(HCM))
    if sys.argv[1:]:
        for _ in range(int(sys.argv[1])):
            write_case(definition)
        tell_all()
        return
    ended = threading.Event()

    def write() -> None:
        while not ended.is_set():
            write_case(definition)
            tell_all()
        connections.close_all()

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    sys.stdin.read()
    ended.set()
    for thread in threads:
        thread.join()


main()
