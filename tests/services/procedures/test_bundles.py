"""A bundle, from one form to three results: one transaction, one order, nothing twice, nothing lost."""

import pytest

from kinhbac.base.text import Text
from kinhbac.kernel import models as tables
from kinhbac.kernel.directory.errors import NoCompetentOffice
from kinhbac.kernel.reads import contents_of, entries_of
from kinhbac.kernel.tell import tell_all
from kinhbac.kernel.types import Refused
from kinhbac.kernel.verify import verify
from kinhbac.services.procedures.actions import applications, bundles, dossiers, turns
from kinhbac.services.procedures.models import Application, Stay
from kinhbac.services.procedures.reads import bundle_parts
from kinhbac.services.procedures.rules.answers import current_answers
from kinhbac.services.procedures.rules.bundles.kind import parts_in
from kinhbac.services.procedures.rules.own_turns import OwnTurn
from kinhbac.services.procedures.types import Incomplete
from kinhbac.site.demo import cast
from kinhbac.tools.forms.paths import at
from tests.services.procedures.bundling import (
    BIRTH_BUNDLE,
    NUMBER,
    TO_RESULT,
    filed,
    filled_in_bundle,
    parts_of,
    whole,
    worked,
)
from tests.services.procedures.conftest import MORNING, viewer_of

pytestmark = [pytest.mark.whole_catalogue, pytest.mark.usefixtures("province", "morning")]

LAN = cast.LAN


def answers_of(state):
    return current_answers(entries_of(state.case), contents_of(state.case))


def places(code):
    return {key: each["at"] for key, each in parts_in(whole(code)).items()}


def test_one_form_becomes_a_bundle_and_the_dossier_of_what_waits_for_nothing():
    code = filed().code
    assert places(code) == {"birth": "opened", "residence": "waiting", "health_card": "waiting"}
    (birth,) = parts_of(code).values()
    assert birth.code != code
    assert birth.facts["procedure"] == "1.001193"
    assert birth.facts["bundle"] == {"code": code, "part": "birth", "gives": ["identity_number"]}
    assert birth.facts["receiving"] == whole(code).facts["receiving"] == "2025.09187.centre"
    assert at(answers_of(birth), "mother.full_name") == LAN.name
    fees = {key: each["fee"]["amount_vnd"] for key, each in parts_in(whole(code)).items()}
    assert fees == {"birth": 0, "residence": 10_000, "health_card": 0}
    assert Application.objects.get().answers == {}
    assert verify().holds


def test_sent_twice_it_is_the_same_bundle():
    form = filled_in_bundle()
    one = applications.submit(application=form, viewer=viewer_of(LAN), now=MORNING)
    other = applications.submit(application=form, viewer=viewer_of(LAN), now=MORNING)
    assert (one.case, other.again) == (other.case, True)
    assert tables.Case.objects.count() == 2


def test_the_result_of_the_birth_opens_what_waited_for_it_with_what_it_gives():
    code = filed().code
    worked(code, "birth", *TO_RESULT)
    assert places(code)["residence"] == "waiting"
    tell_all()
    assert places(code) == {"birth": "result", "residence": "opened", "health_card": "opened"}
    parts = parts_of(code)
    residence, card = answers_of(parts["residence"]), answers_of(parts["health_card"])
    assert at(residence, "child.identity_number") == at(card, "child.identity_number") == NUMBER
    assert at(residence, "dwelling.kind") == "minor"
    assert "relation" not in residence["papers"] if "papers" in residence else True
    assert parts["residence"].facts["resolving"] == "2025.09187.police"
    assert parts["health_card"].facts["resolving"] == "2025.24.social_insurance"
    assert parts["residence"].facts["fee"]["amount_vnd"] == 10_000
    first = contents_of(parts["residence"].case)[1]
    held = {each["key"]: each for each in first["components"]}["relation"]
    assert held["how"] == "held"
    assert parts["birth"].code in held["source"]
    assert verify().holds


def test_what_was_told_again_opens_nothing_twice():
    code = filed().code
    worked(code, "birth", *TO_RESULT)
    tell_all()
    before = tables.Entry.objects.count(), sorted(tables.Series.objects.values_list("key", "last"))
    tables.Case.objects.update(told=0)
    tell_all()
    assert before == (tables.Entry.objects.count(), sorted(tables.Series.objects.values_list("key", "last")))


def test_a_failure_while_opening_is_made_good_by_the_next_round(monkeypatch):
    code = filed().code
    worked(code, "birth", *TO_RESULT)
    with monkeypatch.context() as broken:
        broken.setattr("kinhbac.services.procedures.actions.bundle_parts.new_code", None)
        tell_all()
    assert places(code)["residence"] == "waiting"
    tell_all()
    assert places(code)["residence"] == "opened"


def test_a_result_that_others_wait_for_must_say_what_it_gives():
    code = filed().code
    worked(code, "birth", *TO_RESULT[:-1])
    case = parts_of(code)["birth"].case
    for gives in ({}, {"identity_number": "12"}):
        with pytest.raises(Refused) as refused:
            dossiers.do(
                case, "issue_result", {"gives": gives}, dossiers.Asked(viewer_of(cast.HOA), now=MORNING)
            )
        assert refused.value.refusal.code == "dossier.given_missing"


def test_what_was_corrected_in_the_birth_holds_for_the_parts_after_it():
    code = filed().code
    worked(code, "birth", "receive")
    asked = dossiers.Asked(viewer_of(LAN), now=MORNING)
    turns.adjust(parts_of(code)["birth"].case, changes={"child.full_name": "Nguyễn Minh Anh"}, asked=asked)
    worked(code, "birth", *TO_RESULT[1:])
    tell_all()
    assert at(answers_of(parts_of(code)["health_card"]), "child.full_name") == "Nguyễn Minh Anh"


def test_a_birth_that_ends_without_a_result_opens_nothing_more():
    code = filed().code
    worked(code, "birth", "refuse")
    tell_all()
    assert places(code) == {"birth": "ended", "residence": "dropped", "health_card": "dropped"}
    assert {each.get("why") for each in parts_in(whole(code)).values()} == {None, "no_result"}


def test_a_part_that_no_office_takes_is_dropped_and_the_others_open(monkeypatch):
    code = filed().code
    worked(code, "birth", *TO_RESULT)
    found = bundles.office_of

    def nobody(part, directory, day):
        if part.key == "residence":
            raise NoCompetentOffice(Text(vi="không có cơ quan", en="no office"), Text(vi="", en=""))
        return found(part, directory, day)

    monkeypatch.setattr("kinhbac.services.procedures.actions.bundle_parts.office_of", nobody)
    tell_all()
    assert places(code) == {"birth": "result", "residence": "dropped", "health_card": "opened"}
    assert parts_in(whole(code))["residence"]["why"] == "no_office"


def test_without_the_residence_there_are_two_parts():
    gone = dict.fromkeys(("dwelling", "head", "consent"))
    code = filed({"wanted.residence": "no", **gone}).code
    assert places(code) == {"birth": "opened", "health_card": "waiting"}


def test_a_fault_of_a_part_is_told_at_the_question_of_the_one_form():
    with pytest.raises(Incomplete) as wrong:
        filed({"mother.commune": "outside"})
    assert {each.path for each in wrong.value.faults} == {"registration.parent"}
    assert not tables.Case.objects.exists()


def test_a_bundle_whose_part_cannot_be_filed_is_refused_with_the_reason(monkeypatch):
    found = bundle_parts.procedure_now

    def without_card(code, day):
        if code == "1.001939":
            raise bundle_parts.NotPublished(code)
        return found(code, day)

    monkeypatch.setattr(bundle_parts, "procedure_now", without_card)
    with pytest.raises(Refused) as refused:
        applications.begin_application(procedure=BIRTH_BUNDLE, viewer=viewer_of(LAN), now=MORNING)
    assert refused.value.refusal.code == "bundle.part_missing"
    assert "1.001939" in refused.value.refusal.reason.vi


def test_withdrawing_the_whole_withdraws_every_part_that_may_be():
    code = filed().code
    worked(code, "birth", *TO_RESULT)
    tell_all()
    worked(code, "health_card", *TO_RESULT)
    lan = viewer_of(LAN)
    bundles.end_whole(code, OwnTurn.WITHDRAW, viewer=lan, reason="Chuyển nhà", key="k" * 20)
    parts = parts_of(code)
    assert parts["residence"].outcome == "withdrawn"
    assert parts["health_card"].is_open  # its result is there, and is handed over
    again = bundles.end_whole
    with pytest.raises(Refused) as refused:
        again(code, OwnTurn.WITHDRAW, viewer=lan, reason="", key="l" * 20)
    assert refused.value.refusal.code == "bundle.nothing_to_withdraw"
    assert verify().holds


def test_withdrawing_before_the_birth_opens_nothing_later():
    code = filed().code
    bundles.end_whole(code, OwnTurn.WITHDRAW, viewer=viewer_of(LAN), reason="", key="k" * 20)
    tell_all()
    assert places(code) == {"birth": "ended", "residence": "dropped", "health_card": "dropped"}


def test_nobody_else_withdraws_it():
    code = filed().code
    for other in (cast.NAM, cast.MINH):
        with pytest.raises((LookupError, Refused)):
            bundles.end_whole(code, OwnTurn.WITHDRAW, viewer=viewer_of(other), reason="", key="k" * 20)
    assert parts_of(code)["birth"].is_open


def test_figures_count_the_parts_and_never_the_whole():
    code = filed().code
    worked(code, "birth", *TO_RESULT)
    tell_all()
    worked(code, "residence", "receive")
    tell_all()
    assert not Stay.objects.filter(case=whole(code).case).exists()
    counted = set(Stay.objects.values_list("case", flat=True))
    parts = parts_of(code)
    assert counted == {parts["birth"].case, parts["residence"].case}
    assert set(Stay.objects.values_list("parent", flat=True)) == {whole(code).case}
