"""A mother files a birth by the JSON API: the form begun, a photograph sent, answers given, submitted."""

from datetime import datetime
from typing import Any
from uuid import UUID

from kinhbac.base.clock import HCM
from kinhbac.site.demo.births import Birth, answers
from tests.kill.asking import Asking
from tests.kill.board import Dossier
from tests.kill.client import Client
from tests.kill.crew import PROCEDURE, photograph
from tests.kill.past import mother_of
from tests.kill.ways import Plan


def file_birth(asking: Asking, client: Client, plan: Plan, round_: str) -> tuple[Dossier, Any]:
    """Bring a form to its code; return the dossier and the receipt."""
    mother = mother_of(plan)
    form = asking.json(client, "POST", "/api/applications", {"procedure": PROCEDURE})["id"]
    fields, path = {"path": "papers.birth_notice"}, f"/api/applications/{form}/files"
    picture = photograph(round_, plan.number)
    kept = asking.sure(lambda: client.send_file(path, "giay-chung-sinh.jpg", picture, fields), path)
    birth = Birth(2000 + plan.number, mother.commune, (datetime.now(HCM),))
    given = answers(birth, mother, kept["id"])
    asking.json(client, "PUT", f"/api/applications/{form}/answers", given)
    sent = asking.json(client, "POST", f"/api/applications/{form}/submit")
    at = mother.commune
    case, file = UUID(sent["case"]), UUID(kept["id"])
    return Dossier(plan, mother, at, file, case, sent["code"], sent["seq"], at), sent
