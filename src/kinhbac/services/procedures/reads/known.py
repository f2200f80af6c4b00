"""What the state knows already of the person who fills in a form, so that it is not asked again."""

from collections.abc import Mapping

from kinhbac.kernel.types import Viewer
from kinhbac.tools.forms.types import Known
from kinhbac.tools.identity.reads import own_card, spouse_card
from kinhbac.tools.identity.types import PersonCard


def known_of(viewer: Viewer) -> Mapping[str, Known]:
    """Return known values by source key (`person.full_name`, `spouse.born_on`, `marriage.registered_at`)."""
    known: dict[str, Known] = {}
    own = own_card(viewer)
    if own is None:
        return known
    known.update(_of("person", own))
    if own.marriage_registered_at:
        known["marriage.registered_at"] = Known(own.marriage_registered_at, own.source)
    spouse = spouse_card(viewer)
    if spouse is not None:
        known.update(_of("spouse", spouse))
    return known


def _of(whose: str, card: PersonCard) -> dict[str, Known]:
    values = {
        "full_name": card.full_name,
        "identity_number": card.identity_number,
        "born_on": card.born_on.isoformat(),
        "sex": card.sex,
        "ethnicity": card.ethnicity,
        "nationality": card.nationality,
        "phone": card.phone,
        "address": card.address,
        "commune": card.commune,
    }
    # a person enrolled at a counter is known by less: what is blank is not known
    return {f"{whose}.{name}": Known(value, card.source) for name, value in values.items() if value}
