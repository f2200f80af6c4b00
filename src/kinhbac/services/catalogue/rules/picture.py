"""A picture of a path, laid out from its steps: from top to bottom, steps at the same time side by side. Pure.

The way of an ordinary day goes straight down; ways back run at the right. What the picture shows stands beside it in
words too (`told`).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kinhbac.base.text import Text
from kinhbac.base.worktime.terms import parse_term
from kinhbac.tools.grammar.types import Procedure, StepRule

BOX_WIDTH, BOX_HEIGHT = 220, 64
GAP_X, GAP_Y = 24, 40
MARGIN = 12
LANE = 18
"""Room for one way back at the right."""
ASIDE, CLEAR = 70, 12
"""How far from its middle, and from its edge, a way round touches or clears a box."""
LETTERS = 24
"""Letters that a line in a box holds."""

HOLDERS: Mapping[str, Text] = {
    "receiving": Text(vi="nơi nhận", en="where received"),
    "resolving": Text(vi="nơi giải quyết", en="resolving office"),
    "consulted": Text(vi="nơi được hỏi", en="consulted office"),
}
ROLES: Mapping[str, Text] = {
    "one_stop": Text(vi="Một cửa", en="One-stop desk"),
    "specialist": Text(vi="Chuyên môn", en="Specialist"),
    "leader": Text(vi="Lãnh đạo", en="Leader"),
    "clerk": Text(vi="Văn thư", en="Clerk"),
}


@dataclass(frozen=True, slots=True)
class Box:
    """A step: where it stands, its words in lines, who does it.

    Attributes:
        beside: not on the way of an ordinary day.
        last: nothing stands at its right.
    """

    key: str
    x: int
    y: int
    lines: Mapping[str, tuple[str, ...]]
    who: Text
    beside: bool
    last: bool
    width: int = BOX_WIDTH
    height: int = BOX_HEIGHT

    @property
    def middle(self) -> int:
        """The middle from left to right."""
        return self.x + BOX_WIDTH // 2

    @property
    def foot(self) -> int:
        """The lower edge."""
        return self.y + BOX_HEIGHT


@dataclass(frozen=True, slots=True)
class Arrow:
    """A way from one step to another as an SVG path; `back` where it leads up again."""

    path: str
    back: bool


@dataclass(frozen=True, slots=True)
class Told:
    """A step in words: its place, its name, who does it, where each act leads, what it waits for."""

    number: int
    name: Text
    who: Text
    term: Text | None
    ways: tuple[tuple[Text, tuple[Text, ...]], ...]
    joins: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn path."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    told: tuple[Told, ...]


def picture_of(procedure: Procedure) -> Picture:
    """Return the picture of a procedure's path, all its steps and ways in it."""
    steps = {step.key: step for step in procedure.steps}
    rows = _rows(procedure, steps)
    widest = max(len(row) for row in rows)
    inner = widest * BOX_WIDTH + (widest - 1) * GAP_X
    boxes = {box.key: box for box in _boxes(rows, steps, inner, procedure.ordinary)}
    level = {key: number for number, row in enumerate(rows) for key in row}
    arrows = tuple(_arrows(procedure.steps, boxes, level, MARGIN + inner))
    lanes = sum(arrow.back for arrow in arrows)
    return Picture(
        width=2 * MARGIN + inner + LANE * lanes + (LANE if lanes else 0),
        height=2 * MARGIN + len(rows) * BOX_HEIGHT + (len(rows) - 1) * GAP_Y,
        boxes=tuple(boxes.values()),
        arrows=arrows,
        told=tuple(_told(procedure, steps)),
    )


def _rows(procedure: Procedure, steps: Mapping[str, StepRule]) -> list[list[str]]:
    """Return the steps row by row: each below all that lead to it on the way of an ordinary day."""
    level = _first_levels(procedure, steps)
    for _ in steps:  # a step stands below all that lead to it, and below those that it waits for
        for above, below in _ordered(procedure, steps):
            level[below] = max(level[below], level[above] + 1)
    used = sorted(set(level.values()))
    rows = [[key for key in level if level[key] == each] for each in used]
    return rows + [[key] for key in steps if key not in level]


def _first_levels(procedure: Procedure, steps: Mapping[str, StepRule]) -> dict[str, int]:
    """Return how many acts away from the first step each step is at least."""
    level = {procedure.start: 0}
    order = [procedure.start]
    for key in order:
        for target in _targets(steps[key]):
            if target not in level:
                level[target] = level[key] + 1
                order.append(target)
    return level


def _ordered(procedure: Procedure, steps: Mapping[str, StepRule]) -> Iterator[tuple[str, str]]:
    """Yield pairs of which the second stands lower: by a wait, or by the first act of an ordinary day."""
    for key, step in steps.items():
        for other in step.joins:
            yield other, key
        for target in step.acts[0].to if key in procedure.ordinary else ():
            if not _leads(target, key, steps):
                yield key, target


def _targets(step: StepRule) -> Iterator[str]:
    for act in step.acts:
        yield from act.to


def _leads(begin: str, end: str, steps: Mapping[str, StepRule]) -> bool:
    """Say whether first acts lead from a step to another: then the way between them is a circle."""
    seen, left = {begin}, [begin]
    while left:
        for target in steps[left.pop()].acts[0].to:
            if target == end:
                return True
            if target not in seen:
                seen.add(target)
                left.append(target)
    return begin == end


def _boxes(
    rows: Sequence[Sequence[str]], steps: Mapping[str, StepRule], inner: int, ordinary: frozenset[str]
) -> Iterator[Box]:
    for number, row in enumerate(rows):
        taken = len(row) * BOX_WIDTH + (len(row) - 1) * GAP_X
        left = MARGIN + (inner - taken) // 2
        for place, key in enumerate(row):
            step = steps[key]
            yield Box(
                key=key,
                x=left + place * (BOX_WIDTH + GAP_X),
                y=MARGIN + number * (BOX_HEIGHT + GAP_Y),
                lines={language: wrapped(step.name.say(language)) for language in ("vi", "en")},
                who=who_of(step),
                beside=key not in ordinary,
                last=place == len(row) - 1,
            )


def _arrows(
    steps: Sequence[StepRule], boxes: Mapping[str, Box], level: Mapping[str, int], right: int
) -> Iterator[Arrow]:
    lane = 0
    ways = dict.fromkeys((step.key, target) for step in steps for act in step.acts for target in act.to)
    for begin, end in ways:
        one, other = boxes[begin], boxes[end]
        if level.get(end, 0) == level.get(begin, 0) + 1:
            middle = one.foot + GAP_Y // 2
            yield Arrow(f"M{one.middle} {one.foot} V{middle} H{other.middle} V{other.y - 2}", back=False)
            continue
        lane += 1
        yield Arrow(_round(one, other, right + LANE * lane), back=True)


def _round(one: Box, other: Box, lane: int) -> str:
    """Return a way round everything at the right; where another box is in between, over it or under it."""
    if one.last:
        leaves = f"M{one.x + BOX_WIDTH} {one.y + BOX_HEIGHT // 2} H{lane}"
    else:
        leaves = f"M{one.middle + ASIDE} {one.foot} V{one.foot + CLEAR} H{lane}"
    if other.last:
        return f"{leaves} V{other.y + BOX_HEIGHT // 2} H{other.x + BOX_WIDTH + 2}"
    return f"{leaves} V{other.y - CLEAR} H{other.middle + ASIDE} V{other.y - 2}"


def _told(procedure: Procedure, steps: Mapping[str, StepRule]) -> Iterator[Told]:
    for number, step in enumerate(procedure.steps, start=1):
        yield Told(
            number=number,
            name=step.name,
            who=who_of(step),
            term=_term(procedure, step),
            ways=tuple((act.name, tuple(steps[target].name for target in act.to)) for act in step.acts),
            joins=tuple(steps[key].name for key in step.joins),
        )


def _term(procedure: Procedure, step: StepRule) -> Text | None:
    """Return the term of a step in words: the name of one of the procedure's own, or its own; None where it has none."""
    if step.term in procedure.terms:
        return procedure.terms[step.term].name
    term = parse_term(step.term)
    return None if term.is_none else term.say()


def who_of(step: StepRule) -> Text:
    """Return who does a step: the role, and at which of the offices."""
    role = ROLES.get(step.role, Text(vi=step.role, en=step.role))
    place = HOLDERS.get(step.office, Text(vi=step.office, en=step.office))
    return Text(vi=f"{role.vi}, {place.vi}", en=f"{role.en}, {place.en}")


def wrapped(words: str) -> tuple[str, ...]:
    """Return words in at most two lines that a box holds; what is longer ends in dots."""
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if len(longer) <= LETTERS or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) > 2:  # a box has room for two
        lines = [lines[0], f"{lines[1][: LETTERS - 1].rstrip(' ,')}…"]
    return tuple(lines)
