"""What the state knows already of the person who fills in a form, so that it is not asked again."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from kinhbac.base.clock import HCM
from kinhbac.base.text import Text
from kinhbac.kernel.types import Viewer
from kinhbac.services.procedures.reads.earlier import known_from_dossiers
from kinhbac.services.procedures.reads.own import Draft
from kinhbac.tools.forms.types import Known
from kinhbac.tools.identity.reads import firms_of, own_card, spouse_card
from kinhbac.tools.identity.reads.mandates import card_under
from kinhbac.tools.identity.types import PersonCard

REGISTER = Text(vi="Cơ sở dữ liệu đăng ký doanh nghiệp (mẫu)", en="Register of enterprises (sample)")

SAID_BY_MANDATE = frozenset({"person.full_name", "person.identity_number", "person.born_on"})
"""What an authorisation names of whoever gave it."""

CHOSEN = Text(vi="điều bạn chọn khi bắt đầu khai", en="what you chose when you began")


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


def known_for(draft: Draft, viewer: Viewer, now: datetime) -> Mapping[str, Known]:
    """Return what is known for a form of the viewer: her earlier dossiers, over them her record, and the form's firm."""
    if draft.mandate is not None:
        return _under(draft.mandate, viewer)
    return {**known_from_dossiers(viewer), **known_of(viewer), **_of_firm(draft.firm, viewer, now)}


def _under(mandate: UUID, viewer: Viewer) -> dict[str, Known]:
    """Return of the person for whom she files what the mandate itself says of her; her record is not the agent's to read."""
    card = card_under(mandate, viewer)
    known = _of("person", card) if card is not None else {}
    return {key: value for key, value in known.items() if key in SAID_BY_MANDATE}


def _of_firm(firm: UUID | None, viewer: Viewer, now: datetime) -> dict[str, Known]:
    cards = firms_of(viewer, now.astimezone(HCM).date()) if firm is not None else ()
    card = next((each for each in cards if each.firm == firm), None)
    if card is None:
        return {}
    return {
        "firm.acts": Known("firm", CHOSEN),
        "firm.name": Known(card.name, REGISTER),
        "firm.enterprise_code": Known(card.enterprise_code, REGISTER),
        "firm.head_office": Known(card.head_office, REGISTER),
        "firm.representative": Known(card.representative, REGISTER),
    }


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
