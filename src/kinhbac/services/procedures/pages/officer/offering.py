"""The acts of the moment on a dossier's page: those of the ordinary path as forms, the others as links by their purpose."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from kinhbac.base.clock import HCM
from kinhbac.base.text import Text
from kinhbac.kernel import definitions
from kinhbac.services.procedures.actions.turns import requested_items
from kinhbac.services.procedures.pages.officer.choosing import options_for
from kinhbac.services.procedures.pages.officer.forms import (
    GIVEN,
    ActForm,
    ActLink,
    AskedItem,
    Attempt,
    FieldView,
    GivenBox,
    Typed,
    error_of,
    parts_of,
)
from kinhbac.services.procedures.pages.officer.material import Material
from kinhbac.services.procedures.reads.work import office_of
from kinhbac.services.procedures.rules.asking.act import PURPOSES
from kinhbac.services.procedures.rules.asking.drafts import apology_reason, asked_offices, suggested_due
from kinhbac.services.procedures.rules.asking.fields import ActField, Kind
from kinhbac.services.procedures.rules.asking.limits import limit_of
from kinhbac.services.procedures.rules.asking.table import ACTS
from kinhbac.services.procedures.rules.bundles.giving import asked_of_result
from kinhbac.services.procedures.rules.names import APPLICANT, POST
from kinhbac.services.procedures.types import ActOffer
from kinhbac.tools.grammar.rules import is_posted

APOLOGISE = "apologise"
HAND_OVER = "hand_over"
MOST_KEYS = 9


@dataclass(frozen=True, slots=True)
class ActGroup:
    """Acts of one purpose."""

    name: Text
    links: tuple[ActLink, ...]


@dataclass(frozen=True, slots=True)
class Offering:
    """What may be done: forms of the path, one form that was opened or refused, and the other acts in groups."""

    forms: tuple[ActForm, ...]
    opened: ActForm | None
    groups: tuple[ActGroup, ...]

    @property
    def acts(self) -> frozenset[str]:
        """The keys of the acts whose form stands on the page."""
        return frozenset(each.offer.key for each in (*self.forms, *([self.opened] if self.opened else ())))


def offering_of(
    offers: Sequence[ActOffer],
    material: Material,
    now: datetime,
    page: str,
    attempt: Attempt | None,
    asked: str,
) -> Offering:
    """Return the acts of the moment.

    Args:
        offers: what the viewer may do, in order.
        material: the dossier.
        now: in Vietnam.
        page: the address of this page, to which `act` may be added.
        attempt: what was just sent and not done.
        asked: the key of the act whose form is to stand open, "" for none.
    """
    wanted = attempt.act if attempt is not None else asked
    forms, links = [], []
    opened = None
    for number, offer in enumerate(offers, start=1):
        key = number if number <= MOST_KEYS else 0
        if ACTS[offer.key].purpose is None:
            forms.append(_form(offer, key, material, now, attempt))
            continue
        here = offer.key == wanted
        if here:
            opened = _form(offer, key, material, now, attempt)
        limit = limit_of(offer.key, material.state, material.procedure, now, definitions.current_calendar())
        links.append(ActLink(offer, key, _with_act(page, offer.key), limit, here))
    groups = tuple(
        ActGroup(name, tuple(each for each in links if ACTS[each.offer.key].purpose is purpose))
        for purpose, name in PURPOSES.items()
    )
    return Offering(tuple(forms), opened, tuple(each for each in groups if each.links))


def link_to(page: str, act: str) -> str:
    """Return the address at which the form of an act stands open."""
    return _with_act(page, act)


def _with_act(page: str, act: str) -> str:
    return f"{page}{'&' if '?' in page else '?'}{urlencode({'act': act})}#act-{act}"


def _form(
    offer: ActOffer, number: int, material: Material, now: datetime, attempt: Attempt | None
) -> ActForm:
    asked = ACTS[offer.key]
    tried = attempt if attempt is not None and attempt.act == offer.key else None
    typed = tried.typed if tried is not None else _drafted(offer.key, material, now)
    views = [_view(each, offer.key, material, now, typed, tried) for each in asked.fields]
    calendar = definitions.current_calendar()
    return ActForm(
        offer=offer,
        asked=asked,
        number=number,
        seen=material.state.seq,
        parts=parts_of([each for each in views if not _has_no_choice(each)]),
        limit=limit_of(offer.key, material.state, material.procedure, now, calendar),
        failed=tried is not None and not tried.overtaken,
    )


def _view(
    field: ActField, act: str, material: Material, now: datetime, typed: Typed, tried: Attempt | None
) -> FieldView:
    return FieldView(
        asked=field,
        act=act,
        typed=typed.get(field.name, ()),
        options=options_for(field, act, material, now),
        error=error_of(field, tried),
        components=material.components if field.kind is Kind.COMPONENTS else (),
        items=_items(material, typed) if field.kind is Kind.ANSWERS else (),
        boxes=_boxes(material, typed) if field.kind is Kind.GIVES else (),
    )


def _has_no_choice(view: FieldView) -> bool:
    """Say whether a field has nothing to ask: a procedure that knows no opinions, a result that nobody waits for."""
    if view.asked.kind is Kind.GIVES:
        return not view.boxes
    return view.asked.kind is Kind.CONSULTATION and not view.options


def _boxes(material: Material, typed: Typed) -> tuple[GivenBox, ...]:
    return tuple(
        GivenBox(each, next(iter(typed.get(f"{GIVEN}{each.key}", ())), ""))
        for each in asked_of_result(material.state, material.procedure)
    )


def _items(material: Material, typed: Typed) -> tuple[AskedItem, ...]:
    return tuple(
        AskedItem(
            place,
            item,
            text=next(iter(typed.get(f"answer-{place}", ())), ""),
            kept=typed.get(f"kept-{place}", ()),
        )
        for place, item in enumerate(requested_items(material.state))
    )


def _drafted(act: str, material: Material, now: datetime) -> Typed:
    """Return what stands in a form before a person writes: an apology with its new date, how the result is handed over."""
    if act == HAND_OVER:
        return {"to": (POST if is_posted(material.procedure, material.answers) else APPLICANT,)}
    if act != APOLOGISE:
        return {}
    state, procedure = material.state, material.procedure
    waits_for = tuple(office_of(step).vi for step in asked_offices(state, procedure))
    new_due = suggested_due(state, procedure, now, definitions.current_calendar())
    return {
        "reason": (apology_reason(state, procedure, waits_for),),
        "new_due": (f"{new_due.astimezone(HCM):%Y-%m-%dT%H:%M}",) if new_due is not None else (),
    }
