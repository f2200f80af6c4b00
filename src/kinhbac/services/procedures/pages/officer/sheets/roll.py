"""How long a slip on the 80 mm roll is: a page of a style sheet has no height of its own, so one of several is chosen.

Counted from above, in rows of letters as wide as they come, so that a slip is never cut in two; a little paper stays white.
"""

from collections.abc import Sequence

from kinhbac.services.procedures.pages.officer.printed import PrintedLine

STEP_MM = 20
SHORTEST_MM, LONGEST_MM = 140, 600
"""Lengths of pages in frontend/src/sheet.scss; more than the longest goes on to a second page."""

FIXED_MM = 84
"""Margins, mark, picture of the code, signature."""
CAPITALS, WORDS, SMALL = 22, 38, 42
"""Letters in a row of the head, of the lines, of what stands below them."""
ROW_MM, LINE_MM = 5, 5
"""The height of a row at most, and of a line's name with the space round it."""


def roll_length_mm(agency: str, heading: str, lines: Sequence[PrintedLine], follow: str) -> int:
    """Return the length of the page that holds a slip.

    Args:
        agency: whose slip it is.
        heading: what it is called.
        lines: what it bears.
        follow: what stands below them.
    """
    rows = _rows(agency, CAPITALS) + _rows(heading, CAPITALS) + _rows(follow, SMALL)
    rows += sum(_rows(each.words, WORDS) for each in lines)
    needed = FIXED_MM + ROW_MM * rows + LINE_MM * len(lines)
    return min(max(SHORTEST_MM, -(-needed // STEP_MM) * STEP_MM), LONGEST_MM)


def _rows(words: str, letters: int) -> int:
    return max(1, -(-len(words) // letters))
