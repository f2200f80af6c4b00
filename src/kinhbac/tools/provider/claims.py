"""What a system is told of whoever signed on to it: what she let it know, as it is now, and nothing else."""

from datetime import datetime
from typing import Any

from kinhbac.kernel.types import Viewer
from kinhbac.tools.identity.reads import own_card
from kinhbac.tools.identity.reads.who import signed_in
from kinhbac.tools.provider.types import IDENTITY_NUMBER, POSTS, PROFILE, SignOn


def claims_of(sign_on: SignOn, now: datetime) -> dict[str, Any]:
    """Return what is told; of an account that was closed meanwhile nothing but its name there.

    Posts are those of today, and none where the session was begun in a way that opens none.
    """
    who = signed_in(sign_on.account, now.date())
    card = own_card(Viewer(person=who.viewer.person)) if who.viewer.person is not None else None
    told: dict[str, Any] = {"sub": sign_on.subject}
    if card is None:
        return told
    if PROFILE in sign_on.scopes:
        told["name"] = card.full_name
    if IDENTITY_NUMBER in sign_on.scopes:
        told["identity_number"] = card.identity_number
    if POSTS in sign_on.scopes:
        held = who.viewer.positions if sign_on.posts else ()
        told["posts"] = [{"role": each.role, "office": each.office} for each in held]
    return told
