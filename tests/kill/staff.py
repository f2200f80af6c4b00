"""Two hundred officers of two communes, and the mothers who file with them; all invented.

`python -m tests.kill.staff DATA` sets up a province with them, marked as a demo so that they can sign in.
"""

import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID, uuid5

from kinhbac.base.text import Text

WORLD = UUID("5b1c0de0-0000-4000-8000-7374616666aa")
COMMUNES = ("2025/09187", "2025/07210")
ONE_STOP, SPECIALIST, LEADER, CONSULTED, CITIZEN = "one_stop", "specialist", "leader", "consulted", "citizen"
MANY = {ONE_STOP: 35, SPECIALIST: 40, LEADER: 20, CONSULTED: 5}
"""Officers of each role in a commune, two hundred in both together."""
OFFICES = {ONE_STOP: "centre", SPECIALIST: "committee", LEADER: "committee", CONSULTED: "police"}
MOTHERS = 80


@dataclass(frozen=True)
class Officer:
    """An officer: which of those who hold the same post, and what the post is."""

    number: int
    commune: str
    role: str

    @property
    def person(self) -> UUID:
        """The key of the person."""
        return uuid5(WORLD, f"person {self.commune} {self.role} {self.number}")

    @property
    def account(self) -> UUID:
        """The key of the account."""
        return uuid5(WORLD, f"account {self.commune} {self.role} {self.number}")

    @property
    def office(self) -> str:
        """The key of the office."""
        return f"{self.commune.replace('/', '.')}.{OFFICES[self.role]}"

    @property
    def name(self) -> str:
        """A name that says who it is."""
        return f"Cán Bộ {self.role} {self.number} {self.commune}"


def everybody() -> list[Officer]:
    """Return all officers."""
    return [
        Officer(number, commune, role)
        for commune in COMMUNES
        for role, many in MANY.items()
        for number in range(many)
    ]


def found() -> None:
    """Publish the catalogue and two variants of a birth in the open province; make officers and mothers known."""
    from django.conf import settings  # noqa: PLC0415  - Django is set up by `main`
    from django.core.management import call_command  # noqa: PLC0415  - as above

    from kinhbac.base.clock import HCM  # noqa: PLC0415  - as above
    from kinhbac.kernel import actions as cases  # noqa: PLC0415  - as above
    from kinhbac.site import demo_mark  # noqa: PLC0415  - as above
    from kinhbac.site.demo.births import Birth  # noqa: PLC0415  - as above
    from kinhbac.site.demo.cast import enrol  # noqa: PLC0415  - as above
    from kinhbac.site.publishing import publish_catalogue  # noqa: PLC0415  - as above
    from tests.kill.past import publish_variants  # noqa: PLC0415  - it knows the officers from here

    now = cases.clock.now().astimezone(HCM)
    call_command("migrate", verbosity=0, interactive=False)
    publish_catalogue(settings.KINHBAC_CATALOGUE, now)
    publish_variants(now)
    demo_mark.mark(settings.KINHBAC_DATA, "small")
    for number in range(MOTHERS):
        enrol(Birth(500 + number, COMMUNES[number % 2], (now,)).mother())
    for place, officer in enumerate(everybody()):
        _enrol(officer, f"0270880{place:05}")


def _enrol(officer: Officer, identity: str) -> None:
    from kinhbac.tools.identity import actions  # noqa: PLC0415  - as above
    from kinhbac.tools.identity.types import PersonCard  # noqa: PLC0415  - as above

    actions.enrol(
        PersonCard(
            person=officer.person,
            full_name=officer.name,
            identity_number=identity,
            born_on=date(1988, 3, 9),
            sex="male",
            ethnicity="01",
            nationality="Việt Nam",
            phone="",
            commune=officer.commune,
            address="Số 5, tổ dân phố 2",
            source=Text(vi="Mẫu", en="Sample"),
        )
    )
    actions.open_account(account=officer.account, name=officer.name, person=officer.person)
    actions.appoint(
        person=officer.person,
        role=SPECIALIST if officer.role == CONSULTED else officer.role,
        office=officer.office,
        title=Text(vi=officer.role, en=officer.role),
        valid_from=date(2025, 7, 1),
    )


def main() -> None:
    """Set up the province of a data folder."""
    from kinhbac.site.commands.province import open_province  # noqa: PLC0415  - it sets Django up

    open_province(Path(sys.argv[1]))
    found()


if __name__ == "__main__":
    main()
