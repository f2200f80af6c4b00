"""A procedure before anything is asked: what it takes, what it costs, until when, under which law. Open to everybody."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from kinhbac.base.clock import HCM
from kinhbac.base.errors import PlainError
from kinhbac.base.text import Text
from kinhbac.base.worktime.due import Due, due
from kinhbac.base.worktime.terms import parse_term
from kinhbac.kernel import definitions
from kinhbac.kernel.types import Viewer
from kinhbac.services.procedures.reads.bundle_parts import known_parts
from kinhbac.services.procedures.reads.counter import held_by_databases
from kinhbac.services.procedures.reads.phrases import role_name
from kinhbac.services.procedures.rules.in_words import Answered, condition_in_words
from kinhbac.services.procedures.rules.names import CONSULTED, RECEIVING
from kinhbac.tools.forms.compiled import condition_holds
from kinhbac.tools.grammar.facts import CHANNEL
from kinhbac.tools.grammar.rules import term_on
from kinhbac.tools.grammar.types import (
    RESOLUTION,
    CaseRule,
    Channel,
    Component,
    ComponentKind,
    FeeRule,
    Law,
    Procedure,
    StepRule,
    TermRule,
)
from kinhbac.tools.identity.reads import own_card

SAME_DAY = Text(vi="ngay trong ngày tiếp nhận", en="the day of reception")
WHERE_HANDED_IN = Text(vi="nơi bạn nộp", en="where you hand it in")
OTHER_OFFICE = Text(vi="cơ quan được hỏi ý kiến", en="the office that is asked")
PLACES: Mapping[int, Text] = {
    1: Text(
        vi="Bộ phận Một cửa của bất kỳ xã, phường nào trong tỉnh, không phụ thuộc nơi bạn ở",
        en="Any one-stop desk of the province, wherever you live",
    ),
    2: Text(vi="Không phải đi đâu để nộp", en="You need not go anywhere to hand it in"),
    3: Text(
        vi="Gửi tới Bộ phận Một cửa; bưu điện cũng trả kết quả tận nhà",
        en="Sent to a one-stop desk; the post also brings the result",
    ),
}
"""Where one hands in, by the national code of the channel."""


@dataclass(frozen=True, slots=True)
class TermLine:
    """A term in words with its ground, and when it would end if it began now; no moment where no day is known."""

    key: str
    name: Text
    words: Text
    ground: Law
    due: Due | None


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case of the procedure: the answers that lead to it, or that an officer finds it, and its term where it has one."""

    case: CaseRule
    when: tuple[Answered, ...]
    words: Text | None
    ground: Law


@dataclass(frozen=True, slots=True)
class FeeLine:
    """One line of the fees in force today, with its ground."""

    rule: FeeRule
    ground: Law


@dataclass(frozen=True, slots=True)
class FeeGroup:
    """Fees of the channels that cost the same."""

    channels: tuple[Channel, ...]
    lines: tuple[FeeLine, ...]


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A paper; `held` where a database holds it for whoever looks, so that she need not bring it."""

    component: Component
    held: bool


@dataclass(frozen=True, slots=True)
class PaperCase:
    """Papers asked in one case: `when` says the case; `always` where it is every case, else it depends."""

    when: tuple[Answered, ...]
    always: bool
    papers: tuple[PaperLine, ...]


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step of an ordinary day: who does it, where, and in what time."""

    name: Text
    who: Text
    where: Text
    term: Text | None


@dataclass(frozen=True, slots=True)
class Way:
    """A way to hand in, and where that is."""

    channel: Channel
    where: Text


@dataclass(frozen=True, slots=True)
class PartGuide:
    """A part of a bundle: its procedure, its fees and its term in words, the parts it waits for, whether all have it."""

    procedure: Procedure
    fees: tuple[FeeGroup, ...]
    term: TermLine
    waits_for: tuple[Text, ...]
    always: bool


@dataclass(frozen=True, slots=True)
class Guide:
    """What a person reads before she begins.

    Attributes:
        cases: papers to be handed in, by case; what stands in every case first.
        known: that she need not bring, since a database stands in for them.
        steps: of an ordinary day, in order.
        validity: how long the result is good; None where it does not expire.
        variants: its cases, in order; none where all dossiers are alike.
        not_online: the act because of which it goes online in part only, None where it goes to the end.
        parts: of a bundle, what is filed together.
    """

    procedure: Procedure
    cases: tuple[PaperCase, ...]
    known: tuple[Component, ...]
    fees: tuple[FeeGroup, ...]
    terms: tuple[TermLine, ...]
    steps: tuple[StepLine, ...]
    ways: tuple[Way, ...]
    validity: Text | None
    variants: tuple[CaseLine, ...] = ()
    not_online: Law | None = None
    parts: tuple[PartGuide, ...] = ()


def guide_of(procedure: Procedure, viewer: Viewer, now: datetime) -> Guide:
    """Return the guide of a procedure as the law stands on the day of `now` (aware), with what is held of the viewer."""
    components = procedure.components
    today = now.astimezone(HCM).date()
    channels = procedure.channels_on(today)
    validity = procedure.result.validity
    return Guide(
        procedure=procedure,
        cases=_cases(procedure, viewer),
        known=tuple(each for each in components if each.kind is ComponentKind.SHOWN and each.stand_in),
        fees=() if procedure.bundle else _fees(procedure, channels, today),
        terms=tuple(_line(procedure, key, now) for key in procedure.terms),
        steps=tuple(
            _step(procedure, each, today) for each in procedure.steps if each.key in procedure.ordinary
        ),
        ways=tuple(
            Way(each, PLACES[each.national_code]) for each in channels if each.national_code in PLACES
        ),
        validity=parse_term(validity).say() if validity else None,
        variants=tuple(_variant(procedure, each, now) for each in procedure.cases),
        not_online=procedure.law_of(procedure.online.law) if procedure.online.law else None,
        parts=_parts(procedure, channels, now),
    )


def _variant(procedure: Procedure, case: CaseRule, now: datetime) -> CaseLine:
    rule = case.term.on(now.astimezone(HCM).date()) if case.term is not None else None
    return CaseLine(
        case=case,
        when=condition_in_words(procedure.form, case.when) if case.when is not None else (),
        words=_in_words(rule) if rule is not None else None,
        ground=procedure.law_of(rule.law if rule is not None else case.law),
    )


def _parts(bundle: Procedure, channels: Sequence[Channel], now: datetime) -> tuple[PartGuide, ...]:
    """Return the parts of a bundle as far as the province has them; fees are those of the bundle's own channels."""
    today = now.astimezone(HCM).date()
    known = known_parts(bundle, today).procedures
    names = {each.name: known[each.procedure].name for each in bundle.bundle if each.procedure in known}
    return tuple(
        PartGuide(
            procedure=known[each.procedure],
            fees=_fees(known[each.procedure], channels, today),
            term=_line(known[each.procedure], RESOLUTION, now),
            waits_for=tuple(names[key] for key in sorted(each.awaited) if key in names),
            always=each.when is None,
        )
        for each in bundle.bundle
        if each.procedure in known
    )


def _cases(procedure: Procedure, viewer: Viewer) -> tuple[PaperCase, ...]:
    papers = [each for each in procedure.components if each.kind is ComponentKind.PAPER]
    card = own_card(viewer)
    held = held_by_databases(papers, card) if card is not None else frozenset()
    cases: dict[tuple[tuple[Answered, ...], bool], list[PaperLine]] = {((), True): []}
    for each in papers:
        said = condition_in_words(procedure.form, each.when) if each.when is not None else ()
        cases.setdefault((said, each.when is None), []).append(PaperLine(each, each.key in held))
    return tuple(PaperCase(when, always, tuple(lines)) for (when, always), lines in cases.items() if lines)


def _fees(procedure: Procedure, channels: Sequence[Channel], today: date) -> tuple[FeeGroup, ...]:
    lines = [FeeLine(rule, procedure.law_of(rule.law)) for rule in procedure.fees.on(today)]
    groups: dict[tuple[int, ...], list[Channel]] = {}
    for channel in channels:
        those = tuple(
            place for place, line in enumerate(lines) if _may_apply(procedure, line.rule, channel.key)
        )
        groups.setdefault(those, []).append(channel)
    return tuple(
        FeeGroup(tuple(theirs), tuple(lines[place] for place in those)) for those, theirs in groups.items()
    )


def _may_apply(procedure: Procedure, rule: FeeRule, channel: str) -> bool:
    asked = (rule.when or {}).get("properties", {}).get(CHANNEL)
    return asked is None or condition_holds(
        procedure.form, {"properties": {CHANNEL: asked}}, {CHANNEL: channel}
    )


def _step(procedure: Procedure, step: StepRule, today: date) -> StepLine:
    return StepLine(
        name=step.name,
        who=role_name(step.role),
        where=_where(procedure, step, today),
        term=_own_term(procedure, step),
    )


def _where(procedure: Procedure, step: StepRule, today: date) -> Text:
    if step.office == RECEIVING:
        return WHERE_HANDED_IN
    directory = definitions.current_directory()
    competence = step.competence or procedure.competence.key
    try:
        kind = directory.holding_on(competence, today).kind
    except PlainError:  # nobody holds the competence on this day; the step stands nevertheless
        return OTHER_OFFICE if step.office == CONSULTED else procedure.name
    return next((each.name for each in directory.kinds if each.key == kind), OTHER_OFFICE)


def _own_term(procedure: Procedure, step: StepRule) -> Text | None:
    """Return the time that a step itself is given; None where it has none, or one that is told as a term."""
    term = None if step.term in procedure.terms else parse_term(step.term)
    return None if term is None or term.is_none else term.say()


def _line(procedure: Procedure, key: str, now: datetime) -> TermLine:
    rule = term_on(procedure, key, now)
    try:
        until = due(now, rule.parsed, definitions.current_calendar(), after_15=rule.after_15)
    except PlainError:  # the calendar ends too soon: the rule still stands, the moment is not known
        until = None
    return TermLine(
        key=key,
        name=procedure.terms[key].name,
        words=_in_words(rule),
        ground=procedure.law_of(rule.law),
        due=until,
    )


def _in_words(rule: TermRule) -> Text:
    term = rule.parsed
    whole = [part for part in term.parts if part.count]
    return rule.say() if whole or term.is_none else SAME_DAY
