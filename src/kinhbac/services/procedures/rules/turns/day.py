"""The acts of a normal day: received, proposed, approved, issued, handed over."""

from kinhbac.base.people import PersonNumberError, parse_identity
from kinhbac.kernel.types import Closed, FactsSet, Refusal
from kinhbac.services.procedures.rules import names, refusals
from kinhbac.services.procedures.rules.bundles.giving import given
from kinhbac.services.procedures.rules.effects import (
    as_fact,
    left,
    loose_ends,
    papers_started,
    resolution_started,
    stopped,
)
from kinhbac.services.procedures.rules.meaning import Asked, Content, Meant
from kinhbac.services.procedures.rules.path import REFUSE_AFTER_APPRAISAL
from kinhbac.services.procedures.rules.state import brings_paper, handed_in_at, home_of, is_correcting
from kinhbac.services.procedures.rules.turns.consultation import awaited, let_go
from kinhbac.services.procedures.rules.turns.refusals import OPINIONS_AWAITED
from kinhbac.tools.grammar.types import RESOLUTION


def receive(asked: Asked) -> Meant:
    """Reception: the term of resolution runs, mostly from here, and paper is to be passed on.

    Law:
        Nghị định 118/2025/NĐ-CP, Điều 17 khoản 3, Điều 18.
    """
    papers = papers_started(asked, home_of(asked.state)) if brings_paper(asked.state, asked.procedure) else ()
    effects = (
        *left(asked, "receive"),
        *stopped(asked.state, names.RECEPTION),
        *resolution_started(asked, handed_in_at(asked.state)),
        *papers,
        FactsSet({"received_at": as_fact(asked.now)}),
    )
    return Meant(effects, asked.noted())


def propose(asked: Asked) -> Meant | Refusal:
    """The appraisal proposes to grant; opinions that must be awaited are there."""
    if awaited(asked):
        return OPINIONS_AWAITED
    facts = {"proposer": str(asked.actor.person), "proposal": names.GRANT}
    return Meant((*left(asked, "propose"), *let_go(asked), FactsSet(facts)), asked.noted())


def approve(asked: Asked) -> Meant | Refusal:
    """A leader approves what is proposed: the grant goes on, a refusal is a result and goes to be returned.

    Law:
        Nghị định 118/2025/NĐ-CP, Điều 19 khoản 1 và 3.
    """
    if asked.state.facts.get("proposer") == str(asked.actor.person):
        return refusals.OWN_PROPOSAL
    approver = {"approver": str(asked.actor.person)}
    if asked.state.facts.get("proposal") != names.REFUSE:
        return Meant((*left(asked, "approve"), FactsSet(approver)), asked.noted())
    facts = {**approver, "result": names.REFUSAL, "finished_at": as_fact(asked.now)}
    effects = (
        *left(asked, REFUSE_AFTER_APPRAISAL),
        *stopped(asked.state, RESOLUTION),
        FactsSet(facts),
    )
    return Meant(effects, asked.noted(), name="dossier.refusal_approved")


def return_for_rework(asked: Asked) -> Meant | Refusal:
    """A leader sends it back, with what is to be done."""
    if not asked.words("note"):
        return refusals.REASON_MISSING
    return Meant((*left(asked, "return_for_rework"), FactsSet({"proposal": None})), asked.noted())


def issue_result(asked: Asked) -> Meant | Refusal:
    """The result has its number and its place in the book: processing has ended (trạng thái 9).

    Issued again after an error of the office, it keeps the day on which the dossier was finished. What other parts of a
    bundle wait for is said with it.
    """
    gives = given(asked)
    if gives is None:
        return refusals.GIVEN_MISSING
    facts = {
        "result": names.GRANTED,
        "result_number": asked.command.values["number"],
        "issued_on": asked.now.date().isoformat(),
    }
    if is_correcting(asked.state):
        facts["errors_corrected"] = int(asked.state.facts.get("errors_corrected", 0)) + 1
    else:
        facts["finished_at"] = as_fact(asked.now)
    effects = (
        *left(asked, "issue_result"),
        *stopped(asked.state, RESOLUTION),
        *stopped(asked.state, names.CORRECTION),
        FactsSet(facts),
    )
    content = {**(asked.noted() or {}), **({"gives": gives} if gives else {})}
    return Meant(effects, content or None)


def hand_over(asked: Asked) -> Meant | Refusal:
    """Into the applicant's hand, which is what `to` means unsaid, a proxy's who shows the authority, or to the post.

    Law:
        Nghị định 118/2025/NĐ-CP, Điều 6 khoản 2, Điều 22.
    """
    to = asked.command.values.get("to", names.APPLICANT)
    if to not in (names.APPLICANT, names.PROXY, names.POST):
        return refusals.RECIPIENT_UNKNOWN
    content = asked.noted()
    if to == names.POST:
        if not asked.words("tracking"):
            return refusals.TRACKING_MISSING
        content = {**(content or {}), "tracking": asked.words("tracking")}
    if to == names.PROXY:
        proxy = _proxy(asked)
        if proxy is None:
            return refusals.PROXY_MISSING
        content = {**(content or {}), "proxy": proxy}
    refused = asked.state.facts.get("result") == names.REFUSAL
    outcome = names.OUTCOME_REFUSED_AFTER_APPRAISAL if refused else names.OUTCOME_RETURNED
    effects = (
        *left(asked, "hand_over"),
        *loose_ends(asked.state),
        FactsSet({"handed_to": to}),
        Closed(outcome),
    )
    return Meant(effects, content)


def _proxy(asked: Asked) -> Content:
    """Return the proxy's name and number, None where either is missing or the authority was not seen."""
    name = asked.words("proxy_name")
    try:
        number = parse_identity(asked.words("proxy_identity_number")).digits
    except PersonNumberError:
        return None
    if not name or asked.command.values.get("authority_seen") is not True:
        return None
    return {"name": name, "identity_number": number}
