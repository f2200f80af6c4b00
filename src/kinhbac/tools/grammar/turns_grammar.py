"""Reads the turns: the province's file, what a procedure lays over it, and the opinions that a procedure may ask."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, time
from functools import partial

from kinhbac.base.definitions import DefinitionError, Faults, Node
from kinhbac.base.text import Text
from kinhbac.tools.grammar.dated import Dated
from kinhbac.tools.grammar.entries import dated, each_of, term, unique
from kinhbac.tools.grammar.law import Law
from kinhbac.tools.grammar.letters import TURN_EVENTS, read_listed
from kinhbac.tools.grammar.path import ROLES, read_national
from kinhbac.tools.grammar.sections import read_act
from kinhbac.tools.grammar.turns import (
    HOURS_OF_THE_DAY,
    Consultation,
    Effect,
    Limit,
    LimitKey,
    Outcome,
    Silence,
    SupplementRule,
    Turns,
)
from kinhbac.tools.grammar.types import Letter

FILE = "turns.yaml"
OUTCOMES = (
    "returned",
    "refused_at_reception",
    "refused_after_appraisal",
    "closed_no_supplement",
    "stopped_by_person",
    "withdrawn",
    "stopped_by_law_change",
)
LawOf = Callable[[Node, date | None], str]
"""Reads `law:` of an entry; the act must be known, and in force on the day given."""


@dataclass(frozen=True, slots=True)
class Province:
    """What the province says for all its procedures: the turns, and the letters about them."""

    turns: Turns = field(default_factory=Turns)
    letters: Mapping[str, Letter] = field(default_factory=dict)


def read_province(node: Node) -> Province:
    """Return what catalogue/turns.yaml says.

    Raises:
        DefinitionError: every fault of the file.
    """
    faults = Faults()
    with faults.gather():
        node.only("key", "version", "law", "limits", "supplement", "outcomes", "letters")
    with faults.gather():
        node.need("key").choice("turns")
    with faults.gather():
        node.need("version").whole()
    law: tuple[Law, ...] = ()
    with faults.gather():
        unique(node.need("law").each(), "act")
        law = each_of(node.need("law"), read_act)
    faults.check()
    law_of = _law_of(law)
    turns, letters = Turns(law=law), {}
    with faults.gather():
        turns = replace(turns, limits=_limits(node.need("limits"), law_of, whole=True))
    with faults.gather():
        turns = replace(turns, supplement=_supplement(node.need("supplement"), law_of))
    with faults.gather():
        turns = replace(turns, outcomes=_outcomes(node.need("outcomes"), law_of))
    with faults.gather():
        letters = read_listed(node, TURN_EVENTS)
    faults.check()
    return Province(turns, letters)


def laid_over(turns: Turns, node: Node | None, law: tuple[Law, ...]) -> Turns:
    """Return the province's turns with those of a procedure laid over them.

    Args:
        turns: the province's.
        node: `turns:` of procedure.yaml; None where it has none of its own.
        law: the procedure's own acts; it may also name the province's.

    Raises:
        DefinitionError: every fault of the section.
    """
    if node is None:
        return turns
    law_of = _law_of((*law, *turns.law))
    faults = Faults()
    with faults.gather():
        node.only("limits", "supplement")
    limits, supplement = node.get("limits"), node.get("supplement")
    with faults.gather():
        if limits is not None:
            turns = replace(turns, limits={**turns.limits, **_limits(limits, law_of, whole=False)})
    with faults.gather():
        if supplement is not None:
            turns = replace(turns, supplement=_supplement(supplement, law_of))
    faults.check()
    return turns


def read_consultations(node: Node | None, law: tuple[Law, ...]) -> tuple[Consultation, ...]:
    """Return the opinions that a procedure may ask; raises `DefinitionError` with every fault."""
    if node is None:
        return ()
    unique(node.each(), "consultation")
    law_of = _law_of(law)
    return each_of(node, lambda each: _consultation(each, law_of))


def _limits(node: Node, law_of: LawOf, *, whole: bool) -> dict[str, Dated[Limit]]:
    node.only(*LimitKey)
    faults = Faults()
    found: dict[str, Dated[Limit]] = {}
    for key, each in node.items():
        with faults.gather():
            found[key] = dated(each, partial(_limit, key=LimitKey(key), law_of=law_of), "value", "law")
    for key in LimitKey:
        with faults.gather():
            if whole:
                node.need(key)
    faults.check()
    return found


def _limit(node: Node, key: LimitKey, law_of: LawOf) -> Limit:
    value = node.need("value")
    if key in HOURS_OF_THE_DAY:
        _check_hour(value)
    else:
        term(value)
    return Limit(value.text(), law_of(node, node.need("from").day()))


def _check_hour(node: Node) -> None:
    words = node.text()
    try:
        time.fromisoformat(words)
    except ValueError as error:
        raise DefinitionError(
            node.fault(
                Text(vi=f'"{words}" không phải giờ trong ngày', en=f'"{words}" is no hour of the day'),
                Text(vi='viết như "15:00"', en='write it like "15:00"'),
            )
        ) from error


def _supplement(node: Node, law_of: LawOf) -> Dated[SupplementRule]:
    def rule(each: Node) -> SupplementRule:
        most = each.need("most")
        if most.whole() < 1:
            raise DefinitionError(
                most.fault(
                    Text(vi="phải cho phép ít nhất một", en="at least one may be asked for"),
                    Text(vi="viết từ 1 trở lên", en="write 1 or more"),
                )
            )
        effect = Effect(each.need("effect").choice(*Effect))
        return SupplementRule(effect, most.whole(), law_of(each, each.need("from").day()))

    return dated(node, rule, "effect", "most", "law")


def _outcomes(node: Node, law_of: LawOf) -> dict[str, Outcome]:
    unique(node.each(), "outcome")
    found = {each.key: each for each in each_of(node, lambda each: _outcome(each, law_of))}
    missing = [key for key in OUTCOMES if key not in found]
    if missing:
        raise DefinitionError(
            node.fault(
                Text(vi=f'thiếu kết cục "{missing[0]}"', en=f'the outcome "{missing[0]}" is missing'),
                Text(vi="thêm vào", en="add it"),
            )
        )
    return found


def _outcome(node: Node, law_of: LawOf) -> Outcome:
    node.only("key", "name", "national_status", "law", "verified")
    return Outcome(
        key=node.need("key").choice(*OUTCOMES),
        name=node.need("name").bilingual(),
        national_status=read_national(node.need("national_status")),
        law=law_of(node, None),
        verified=node.need("verified").flag(),
    )


def _consultation(node: Node, law_of: LawOf) -> Consultation:
    node.only("key", "name", "competence", "role", "term", "silence", "awaited", "law")
    counted = term(node.need("term"))
    if counted.strip().lower() == "none":
        raise DefinitionError(
            node.need("term").fault(
                Text(vi="ý kiến cần có thời hạn", en="an opinion needs a term"),
                Text(vi="viết được lấy ý kiến trong bao lâu", en="write how long it may take"),
            )
        )
    role, awaited = node.get("role"), node.get("awaited")
    return Consultation(
        key=node.need("key").text(),
        name=node.need("name").bilingual(),
        competence=node.need("competence").text(),
        role=role.choice(*ROLES) if role else "specialist",
        term=counted,
        silence=Silence(node.need("silence").choice(*Silence)),
        awaited=awaited.flag() if awaited else True,
        law=law_of(node, None),
    )


def _law_of(law: tuple[Law, ...]) -> LawOf:
    known = {each.key: each for each in law}

    def law_of(node: Node, begins: date | None) -> str:
        named = node.need("law")
        if not known:  # the acts themselves have faults, told where they stand
            return named.text()
        chosen = known[named.choice(*known)]
        if begins is not None and begins < chosen.from_on:
            raise DefinitionError(
                named.fault(
                    Text(
                        vi=f"giá trị bắt đầu ngày {begins.isoformat()}, trước khi văn bản có hiệu lực",
                        en=f"the value begins on {begins.isoformat()}, before its act",
                    ),
                    Text(vi="sửa ngày hoặc văn bản", en="correct the day or the act"),
                )
            )
        return chosen.key

    return law_of
