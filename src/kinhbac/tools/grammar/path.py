"""Reads steps.yaml: the path of a dossier. Every step can be reached, and from every step there is a way out."""

from collections.abc import Iterable, Mapping

from kinhbac.base.definitions import DefinitionError, Faults, Node
from kinhbac.base.text import Text
from kinhbac.tools.grammar.entries import each_of, term, unique
from kinhbac.tools.grammar.turns import Silence
from kinhbac.tools.grammar.types import END, StepAct, StepRule

ROLES = ("one_stop", "specialist", "leader", "clerk")
OFFICES = ("receiving", "resolving", "consulted")
_HOLDER = "{holder}"
_NATIONAL = range(1, 11)  # the ten statuses of the national portal


def read_steps(
    node: Node, laws: Iterable[str], terms: Iterable[str], competence: str | None
) -> tuple[str, str, tuple[StepRule, ...]]:
    """Return the first step's key, that of the step where results are handed over, and all steps.

    Args:
        node: the file.
        laws: keys of the procedure's acts.
        terms: keys of the procedure's own terms, which a step may take as its own.
        competence: the procedure's; a resolving step must name it.

    Raises:
        DefinitionError: every fault of the file.
    """
    faults = Faults()
    with faults.gather():
        node.only("start", "returning", "steps")
    entries = list(node.need("steps").each())
    with faults.gather():
        unique(entries, "step")
    known = [each.need("key").text() for each in entries]
    start = node.need("start").choice(*known)
    steps: tuple[StepRule, ...] = ()
    with faults.gather():
        steps = each_of(
            node.need("steps"), lambda each: _step(each, known, set(laws), set(terms), competence)
        )
    faults.check()
    _check_ways(start, steps, dict(zip(known, entries, strict=True)))
    return start, _returning(node, steps), steps


def _returning(node: Node, steps: tuple[StepRule, ...]) -> str:
    """Return the step where results are handed over: the one that ends the path, named where several do."""
    ending = [step.key for step in steps if any(not act.to for act in step.acts)]
    named = node.get("returning")
    if named is None and len(ending) > 1:
        raise DefinitionError(
            node.fault(
                Text(vi="nhiều bước cùng kết thúc đường đi", en="several steps end the path"),
                Text(
                    vi="nói dưới returning: kết quả được trao ở đâu",
                    en="say under returning: where results are handed over",
                ),
            )
        )
    if named is not None and named.text() not in ending:
        raise DefinitionError(
            named.fault(
                Text(
                    vi=f'không việc nào của bước "{named.text()}" kết thúc đường đi',
                    en=f'no act of the step "{named.text()}" ends the path',
                ),
                Text(vi="nêu bước trao kết quả", en="name the step that hands over"),
            )
        )
    return named.text() if named is not None else ending[0]


def _step(node: Node, known: list[str], laws: set[str], terms: set[str], competence: str | None) -> StepRule:
    node.only(
        "key",
        "name",
        "role",
        "office",
        "competence",
        "national_status",
        "term",
        "law",
        "status",
        "acts",
        "joins",
        "silence",
    )
    office = node.need("office").choice(*OFFICES)
    status = node.need("status").bilingual()
    if _HOLDER not in status.vi or _HOLDER not in status.en:
        raise DefinitionError(
            node.need("status").fault(
                Text(vi="câu không nêu ai", en="the sentence names nobody"),
                Text(vi="đặt {holder} vào cả hai thứ tiếng", en="put {holder} in both languages"),
            )
        )
    asked = node.need("term")
    own = asked.text() in terms
    joins = node.get("joins")
    unique(node.need("acts").each(), "action")
    acts = each_of(node.need("acts"), lambda each: _act(each, known))
    if not acts:
        raise DefinitionError(
            node.need("acts").fault(
                Text(vi="bước không có việc nào để làm", en="the step offers no act"),
                Text(vi="nêu việc kết thúc bước", en="name the act that ends it"),
            )
        )
    return StepRule(
        key=node.need("key").text(),
        name=node.need("name").bilingual(),
        role=node.need("role").choice(*ROLES),
        office=office,
        term=asked.text() if own else term(asked),
        law=node.need("law").choice(*sorted(laws)) if laws else node.need("law").text(),
        status=status,
        national_status=read_national(node.need("national_status")),
        acts=acts,
        competence=_competence(node, office, competence),
        joins=tuple(each.choice(*known) for each in joins.each()) if joins else (),
        silence=_silence(node, office),
    )


def _silence(node: Node, office: str) -> Silence | None:
    """Return what a consulted office's silence means; nobody else's means anything."""
    if office == "consulted":
        return Silence(node.need("silence").choice(*Silence))
    if node.has("silence"):
        raise DefinitionError(
            node.need("silence").fault(
                Text(vi="cơ quan này không được hỏi ý kiến", en="this office is not consulted"),
                Text(vi="bỏ đi", en="leave it out"),
            )
        )
    return None


def _competence(node: Node, office: str, competence: str | None) -> str | None:
    if office == "receiving":
        if node.has("competence"):
            raise DefinitionError(
                node.need("competence").fault(
                    Text(vi="cơ quan tiếp nhận không cần thẩm quyền", en="the receiving office needs none"),
                    Text(vi="bỏ đi", en="leave it out"),
                )
            )
        return None
    named = node.need("competence")
    if office == "consulted":
        if named.text() == competence:
            raise DefinitionError(
                named.fault(
                    Text(
                        vi="cơ quan giải quyết không phải nơi được hỏi ý kiến",
                        en="the resolving office is not consulted",
                    ),
                    Text(vi="nêu thẩm quyền của cơ quan kia", en="name the other office's competence"),
                )
            )
        return named.text()
    return named.choice(competence) if competence else named.text()


def _act(node: Node, known: list[str]) -> StepAct:
    node.only("key", "to", "name", "national_status")
    to, status = node.need("to"), node.get("national_status")
    targets = list(to.each()) if isinstance(to.value, list) else [to]
    named = tuple(each.choice(*known, END) for each in targets)
    if not named or (END in named and named != (END,)):
        raise DefinitionError(
            to.fault(
                Text(
                    vi="việc không dẫn đến đâu, hoặc vừa đi tiếp vừa kết thúc",
                    en="the act leads nowhere, or on and to the end",
                ),
                Text(vi=f"nêu các bước, hoặc chỉ {END}", en=f"name steps, or {END} alone"),
            )
        )
    return StepAct(
        key=node.need("key").text(),
        name=node.need("name").bilingual(),
        to=() if named == (END,) else named,
        national_status=read_national(status) if status else None,
    )


def read_national(node: Node) -> int:
    """Return one of the ten statuses of the national portal."""
    status = node.whole()
    if status not in _NATIONAL:
        raise DefinitionError(
            node.fault(
                Text(vi="không có trạng thái quốc gia này", en="there is no such national status"),
                Text(vi="viết một số từ 1 đến 10", en="write a number from 1 to 10"),
            )
        )
    return status


def _check_ways(start: str, steps: tuple[StepRule, ...], places: Mapping[str, Node]) -> None:
    faults = Faults()
    onward = {step.key: {target for act in step.acts for target in act.to} for step in steps}
    ending = {step.key for step in steps if any(not act.to for act in step.acts)}
    reached = _spread({start}, onward)
    backward = {
        step.key: {other for other, targets in onward.items() if step.key in targets} for step in steps
    }
    leaving = _spread(ending, backward)
    for step in steps:
        if step.key not in reached:
            faults.add(
                places[step.key].fault(
                    Text(
                        vi=f'không đường nào dẫn đến bước "{step.key}"',
                        en=f'no way leads to the step "{step.key}"',
                    ),
                    Text(vi="cho một việc dẫn đến đó, hoặc bỏ bước", en="lead an act to it, or remove it"),
                )
            )
        elif step.key not in leaving:
            faults.add(
                places[step.key].fault(
                    Text(
                        vi=f'từ bước "{step.key}" không có đường ra',
                        en=f'from the step "{step.key}" no way leads out',
                    ),
                    Text(
                        vi=f"cho một việc dẫn đến {END}, hoặc đến bước dẫn tới đó",
                        en=f"lead an act to {END}, or to a step that does",
                    ),
                )
            )
    faults.check()


def _spread(begin: set[str], onward: Mapping[str, set[str]]) -> set[str]:
    """Return all that can be reached from somewhere, that itself included."""
    reached: set[str] = set()
    left = list(begin)
    while left:
        key = left.pop()
        if key not in reached:
            reached.add(key)
            left.extend(onward.get(key, ()))
    return reached
