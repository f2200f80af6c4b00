"""How well a finder answers questions: the first, among the first five, and the mean of 1/rank, by way of speaking."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from kinhbac.tools.finding.types import Question, Score

AMONG = 5
ALL = "all"


def rank(found: Sequence[str], right: Iterable[str]) -> int:
    """Return the place of the first right answer, from 1; 0 where there is none."""
    wanted = set(right)
    return next((place for place, key in enumerate(found, 1) if key in wanted), 0)


def score(questions: Iterable[Question], ask: Callable[[str], Sequence[str]]) -> Mapping[str, Score]:
    """Return the score of every kind of question, and of "all".

    Args:
        questions: at least one.
        ask: returns keys, best first.
    """
    ranks: dict[str, list[int]] = {}
    for each in questions:
        at = rank(ask(each.ask), each.keys)
        ranks.setdefault(each.kind, []).append(at)
        ranks.setdefault(ALL, []).append(at)
    return {kind: _score(ranks[kind]) for kind in sorted(ranks, key=lambda kind: (kind == ALL, kind))}


def _score(ranks: Sequence[int]) -> Score:
    count = len(ranks)
    return Score(
        asked=count,
        first=sum(at == 1 for at in ranks) / count,
        among_five=sum(1 <= at <= AMONG for at in ranks) / count,
        mean_reciprocal_rank=sum(1 / at for at in ranks if at) / count,
    )
