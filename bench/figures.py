"""The arithmetic of figures: percentiles, medians and how a number is written. Pure."""

from collections.abc import Sequence
from statistics import median


def percentile(values: Sequence[float], share: float) -> float:
    """Return the smallest value that at least `share` of all values do not exceed (nearest rank).

    Args:
        values: in any order, at least one.
        share: above 0, at most 1; 0.95 for p95.
    """
    if not values or not 0 < share <= 1:
        raise ValueError(
            f"A percentile needs values and a share between 0 and 1, not {share} of {len(values)}."
        )
    ordered = sorted(values)
    rank = -(-len(ordered) * share // 1)  # rounded up
    return ordered[int(rank) - 1]


def written(value: float) -> str:
    """Return a number with about three digits that mean something: 0.42, 5.31, 48.2, 1 203."""
    size = abs(value)
    digits = 2 if size < 10 else 1 if size < 100 else 0
    return f"{value:,.{digits}f}".replace(",", " ")


def spread(values: Sequence[float]) -> str:
    """Return the median of several rounds, and in brackets the least and the greatest."""
    middle = written(median(values))
    return middle if len(values) == 1 else f"{middle} ({written(min(values))} to {written(max(values))})"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return rows as a Markdown table, its columns in line so that it can be read as it stands."""
    widths = [max(len(line[place]) for line in [head, *rows]) for place in range(len(head))]
    lines = [head, ["-" * width for width in widths], *rows]
    return "\n".join(
        f"| {' | '.join(cell.ljust(width) for cell, width in zip(line, widths, strict=True))} |"
        for line in lines
    )
