"""Looking up without an account: a code and four digits, five wrong tries an hour, one answer for wrong and unknown.

A try is counted under who asks and under what is asked, so that neither many codes from one place nor one code from
many places can be tried out. Only keyed digests are kept.
"""

import hmac
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from django.db import transaction

from kinhbac.kernel import actions as cases
from kinhbac.kernel.reads import case_for_bearer, contents_of, entries_of
from kinhbac.kernel.types import CaseState
from kinhbac.services.procedures.actions.tries import count_wrong, too_many
from kinhbac.services.procedures.reads.bundles import glance_of_bundle
from kinhbac.services.procedures.reads.dossiers import glance_of
from kinhbac.services.procedures.reads.published import procedure_of
from kinhbac.services.procedures.rules.answers import current_answers
from kinhbac.services.procedures.rules.bundles.answers import filed_answers
from kinhbac.services.procedures.rules.bundles.names import KIND as BUNDLE
from kinhbac.services.procedures.rules.dossier import KIND as DOSSIER
from kinhbac.services.procedures.types import Glance, TooManyTries
from kinhbac.tools.forms.paths import at as answer_at

LOOKUP = "lookup"
GLANCES: Mapping[str, Callable[[CaseState, datetime], Glance]] = {
    DOSSIER: glance_of,
    BUNDLE: glance_of_bundle,
}
"""What may be looked up by its code, by kind."""
DIGITS = 4


def look_up(*, code: str, digits: str, asker: str, now: datetime | None = None) -> Glance | None:
    """Return where a dossier stands, or None: the same for a wrong number and an unknown one.

    Args:
        code: as printed on the slip; spaces round it and small letters do no harm.
        digits: the last four of the applicant's identity number or phone.
        asker: who asks, as far as is known (an address); never stored as it is.
        now: aware.

    Raises:
        TooManyTries: five wrong tries within the hour.
    """
    moment = now or cases.clock.now()
    wanted = code.strip().upper()
    tried = {"asker": asker, "code": wanted}
    with transaction.atomic():
        if too_many(LOOKUP, tried, moment):
            raise TooManyTries
        state = case_for_bearer(wanted)
        if state is None or state.kind not in GLANCES or not _proved(state, digits.strip()):
            count_wrong(LOOKUP, tried, moment)
            return None
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
