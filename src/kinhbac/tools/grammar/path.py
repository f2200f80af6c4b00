"""Reads steps.yaml: the path of a dossier. Every step can be reached, and from every step there is a way out."""

from collections.abc import Iterable, Mapping

from kinhbac.base.definitions import DefinitionError, Faults, Node
from kinhbac.tools.grammar.entries import each_of, term, unique
from kinhbac.tools.grammar.types import END, StepAct, StepRule

ROLES = ("one_stop", "specialist", "leader", "clerk")
OFFICES = ("receiving", "resolving")
_HOLDER = "{holder}"
_NATIONAL = range(1, 11)  # the ten statuses of the national portal


def read_steps(
    node: Node, laws: Iterable[str], terms: Iterable[str], competence: str | None
) -> tuple[str, tuple[StepRule, ...]]:
    """Return the first step's key and all steps.

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
        node.only("start", "steps")
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
    return start, steps


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
    )
    office = node.need("office").choice(*OFFICES)
    status = node.need("status").bilingual()
    if _HOLDER not in status.vi or _HOLDER not in status.en:
        raise DefinitionError(
            node.need("status").fault("the sentence names nobody", "put {holder} in both languages")
        )
    asked = node.need("term")
    joins = node.get("joins")
    acts = each_of(node.need("acts"), lambda each: _act(each, known))
    if not acts:
        raise DefinitionError(node.need("acts").fault("the step offers no act", "name the act that ends it"))
    return StepRule(
        key=node.need("key").text(),
        name=node.need("name").bilingual(),
        role=node.need("role").choice(*ROLES),
        office=office,
        term=asked.text() if asked.value in terms else term(asked),
        law=node.need("law").choice(*sorted(laws)) if laws else node.need("law").text(),
        status=status,
        national_status=_national(node.need("national_status")),
        acts=acts,
        competence=_competence(node, office, competence),
        joins=tuple(each.choice(*known) for each in joins.each()) if joins else (),
    )


def _competence(node: Node, office: str, competence: str | None) -> str | None:
    if office != "resolving":
        if node.has("competence"):
            raise DefinitionError(
                node.need("competence").fault("the receiving office needs none", "leave it out")
            )
        return None
    named = node.need("competence")
    return named.choice(competence) if competence else named.text()


def _act(node: Node, known: list[str]) -> StepAct:
    node.only("key", "to", "name", "national_status")
    to, status = node.need("to"), node.get("national_status")
    targets = list(to.each()) if isinstance(to.value, list) else [to]
    named = tuple(each.choice(*known, END) for each in targets)
    return StepAct(
        key=node.need("key").text(),
        name=node.need("name").bilingual(),
        to=() if named == (END,) else named,
        national_status=_national(status) if status else None,
    )


def _national(node: Node) -> int:
    status = node.whole()
    if status not in _NATIONAL:
        raise DefinitionError(node.fault("there is no such national status", "write a number from 1 to 10"))
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
                    f'no way leads to the step "{step.key}"', "lead an act to it, or remove it"
                )
            )
        elif step.key not in leaving:
            faults.add(
                places[step.key].fault(
                    f'from the step "{step.key}" no way leads out',
                    f"lead an act to {END}, or to a step that does",
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
