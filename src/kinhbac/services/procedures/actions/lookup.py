"""Looking up without an account: a code and four digits, few wrong tries an hour, one answer for wrong and unknown.

A try is counted under who asks and under what is asked, so that neither many codes from one place nor one code from
many places can be tried out; one that was right is taken back.
"""

import hmac
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from kinhbac.base.codes import bare
from kinhbac.kernel import actions as cases
from kinhbac.kernel.reads import case_for_bearer, contents_of, entries_of
from kinhbac.kernel.types import CaseState
from kinhbac.services.procedures.reads.bundles import glance_of_bundle
from kinhbac.services.procedures.reads.codes import meant_codes
from kinhbac.services.procedures.reads.dossiers import glance_of
from kinhbac.services.procedures.reads.published import procedure_of
from kinhbac.services.procedures.rules.answers import current_answers
from kinhbac.services.procedures.rules.bundles.answers import filed_answers
from kinhbac.services.procedures.rules.bundles.names import KIND as BUNDLE
from kinhbac.services.procedures.rules.dossier import KIND as DOSSIER
from kinhbac.services.procedures.types import Glance
from kinhbac.tools.forms.paths import at as answer_at
from kinhbac.tools.limits.actions import give_back, spend
from kinhbac.tools.limits.types import LOOK_UP

GLANCES: Mapping[str, Callable[[CaseState, datetime], Glance]] = {
    DOSSIER: glance_of,
    BUNDLE: glance_of_bundle,
}
"""What may be looked up by its code, by kind."""
DIGITS = 4


def look_up(*, code: str, digits: str, asker: str, now: datetime | None = None) -> Glance | None:
    """Return where a dossier stands, or None: the same for a wrong number and an unknown one.

    Args:
        code: as printed on the slip, also without the signs in it or with others, and in small letters.
        digits: the last four of the applicant's identity number or phone.
        asker: who asks, as far as is known (an address); never stored as it is.
        now: aware.

    Raises:
        TooMany: too many tries were wrong, from this address or for this code.
    """
    moment = now or cases.clock.now()
    wanted = meant_codes(code)
    tried = bare(wanted[0])  # however it is written, it is the same code that is tried
    spend(LOOK_UP, address=asker, code=tried, now=moment)
    state = next((state for each in wanted if (state := case_for_bearer(each)) is not None), None)
    if state is None or state.kind not in GLANCES or not _proved(state, digits.strip()):
        return None
    give_back(LOOK_UP, address=asker, code=tried, now=moment)
    return GLANCES[state.kind](state, moment)


def _proved(state: CaseState, digits: str) -> bool:
    if len(digits) != DIGITS or not digits.isascii() or not digits.isdigit():
        return False
    proofs = [hmac.compare_digest(number[-DIGITS:], digits) for number in _numbers(state)]
    return any(proofs)


def _numbers(state: CaseState) -> Iterator[str]:
    answers_of = filed_answers if state.kind == BUNDLE else current_answers
    answers = answers_of(entries_of(state.case), contents_of(state.case))
    for path in procedure_of(state.definition).known_by:
        number = answer_at(answers, path)
        if isinstance(number, str) and len(number) >= DIGITS:
            yield number
