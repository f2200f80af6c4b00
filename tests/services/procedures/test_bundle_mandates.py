"""A bundle filed for another: hers for whom it was filed, followed and ended by whoever holds the mandate, and no longer."""

from datetime import timedelta

import pytest
from django.urls import reverse

from kinhbac.kernel.reads import NotFound, entries_of
from kinhbac.kernel.tell import tell_all
from kinhbac.kernel.types import Refused
from kinhbac.kernel.verify import verify
from kinhbac.services.procedures.actions import applications, bundles
from kinhbac.services.procedures.models import Application
from kinhbac.services.procedures.reads.bundles import own_bundle
from kinhbac.services.procedures.reads.mine import mine_of
from kinhbac.services.procedures.reads.own_side import own_side
from kinhbac.services.procedures.rules.own_turns import OwnTurn
from kinhbac.site.demo import cast
from kinhbac.tools.files.reads import stored_file
from kinhbac.tools.identity.actions import mandates
from kinhbac.tools.identity.models import Mandate
from tests.services.procedures.browsing import browser
from tests.services.procedures.bundling import (
    BIRTH_BUNDLE,
    TO_RESULT,
    filed_under,
    filled_in_bundle,
    mandate_for_bundles,
    parts_of,
    whole,
    worked,
)
from tests.services.procedures.conftest import MORNING, viewer_of

pytestmark = [pytest.mark.whole_catalogue, pytest.mark.usefixtures("province", "morning")]

LAN, THAM, NAM = cast.LAN, cast.THAM, cast.NAM
TODAY = MORNING.date()
PARTS = ("1.001193", "1.004222", "1.001939")


def test_it_is_hers_with_all_its_parts_and_the_journal_says_whose_hand_it_was():
    mandate = mandate_for_bundles()
    code = filed_under(mandate).code
    worked(code, "birth", *TO_RESULT)
    tell_all()
    parts = parts_of(code)
    assert set(parts) == {"birth", "residence", "health_card"}
    for state in (whole(code), *parts.values()):
        assert [each.person for each in state.parties] == [LAN.person, mandate]
        assert state.facts["mandate"] == {"key": str(mandate), "agent": str(THAM.person)}
    for state in (whole(code), parts["birth"]):
        hand = entries_of(state.case)[0].actor
        assert (hand.person, hand.on_behalf_of, hand.mandate) == (THAM.person, LAN.person, mandate)
    paper = own_side(parts["birth"].code, viewer_of(LAN), MORNING).answers["papers"]["birth_notice"][0]
    assert stored_file(paper["file"], owner_key=LAN.person)
    assert stored_file(paper["file"], owner_key=THAM.person) is None
    assert verify().holds


def test_its_holder_follows_the_whole_and_withdraws_it_for_her():
    code = filed_under(mandate_for_bundles()).code
    seen = own_bundle(code, viewer_of(THAM), MORNING)
    assert (seen.summary.firm, seen.turns) == (LAN.name, (OwnTurn.WITHDRAW,))
    assert seen.parts[0].side is not None
    assert own_bundle(code, viewer_of(LAN), MORNING).summary.firm == ""
    (line,) = mine_of(viewer_of(THAM), MORNING).running
    assert (line.code, line.firm) == (code, LAN.name)
    page = browser(THAM).get(reverse("bundle", args=[code])).content.decode()
    assert f"Nộp thay {LAN.name}" in page
    bundles.end_whole(code, OwnTurn.WITHDRAW, viewer=viewer_of(THAM), reason="Nhầm", key="k" * 20)
    for state in (whole(code), parts_of(code)["birth"]):
        hand = entries_of(state.case)[-1].actor
        assert (hand.person, hand.on_behalf_of) == (THAM.person, LAN.person)
    assert parts_of(code)["birth"].outcome == "withdrawn"


def test_withdrawn_it_opens_the_whole_no_more_and_its_parts_neither():
    mandate = mandate_for_bundles()
    code = filed_under(mandate).code
    mandates.end(mandate=mandate, viewer=viewer_of(LAN), now=MORNING)
    for name, one in (("bundle", code), ("dossier", code), ("dossier", parts_of(code)["birth"].code)):
        answer = browser(THAM).get(reverse(name, args=[one]))
        assert answer.status_code == 409, name
        assert LAN.name not in answer.content.decode()
        assert browser(NAM).get(reverse(name, args=[one])).status_code == 404
    with pytest.raises(Refused) as refused:
        bundles.end_whole(code, OwnTurn.WITHDRAW, viewer=viewer_of(THAM), reason="", key="k" * 20)
    assert refused.value.refusal.code == "mandate.withdrawn"
    with pytest.raises(NotFound):
        bundles.end_whole(code, OwnTurn.WITHDRAW, viewer=viewer_of(NAM), reason="", key="l" * 20)
    assert mine_of(viewer_of(THAM), MORNING).total == 0
    assert own_bundle(code, viewer_of(LAN), MORNING).turns


@pytest.mark.parametrize(
    ("spoilt", "code"),
    [
        ({"valid_to": TODAY - timedelta(days=1)}, "mandate.expired"),
        ({"ended_at": MORNING, "how": "withdrawn"}, "mandate.withdrawn"),
        ({"procedures": [*PARTS[:2]]}, "mandate.exceeded"),
        ({"procedures": list(PARTS)}, None),
    ],
)
def test_in_mid_journey_it_is_refused_with_the_reason_and_nothing_is_lost(spoilt, code):
    mandate = mandate_for_bundles()
    form = filled_in_bundle(hand=THAM, mandate=mandate)
    before = Application.objects.get(pk=form).answers
    Mandate.objects.filter(pk=mandate).update(**spoilt)
    if code is None:  # it names every procedure of which the bundle is made
        assert applications.submit(application=form, viewer=viewer_of(THAM), now=MORNING).code
        return
    with pytest.raises(Refused) as refused:
        applications.submit(application=form, viewer=viewer_of(THAM), now=MORNING)
    assert refused.value.refusal.code == code
    assert (Application.objects.get(pk=form).answers, Application.objects.get(pk=form).case) == (before, None)


def test_the_pages_offer_bundles_to_be_named_and_filed():
    assert f'value="{BIRTH_BUNDLE}"' in browser(LAN).get(reverse("mandate_new")).content.decode()
    mandate = mandate_for_bundles()
    assert (
        f"mandate:{mandate}"
        in browser(THAM).get(reverse("eligible", args=[BIRTH_BUNDLE]), follow=True).content.decode()
    )
