"""The one table of the forms by which turns are asked for. Pure."""

from collections.abc import Mapping

from kinhbac.services.procedures.rules.asking.act import ActAsked, Purpose
from kinhbac.services.procedures.rules.asking.beside import BESIDE
from kinhbac.services.procedures.rules.asking.day import DAY

ACTS: Mapping[str, ActAsked] = {each.act: each for each in (*DAY, *BESIDE)}
"""Every act that an officer does on a dossier's page, in the order in which they stand there."""

CORRECT, ADJUST = "correct", "adjust"
"""What changes the answers of the form; each has a page of its own."""

ON_BEHALF = frozenset(each.act for each in BESIDE if each.purpose is Purpose.FOR_APPLICANT) | {ADJUST}
"""The applicant's own turns, done by a one-stop officer for her."""
