"""The one table of turns: what each is called in the journal, who may take it and when, and what it means."""

from collections.abc import Mapping

from kinhbac.services.procedures.rules import who
from kinhbac.services.procedures.rules.meaning import Turn
from kinhbac.services.procedures.rules.turns import (
    apology,
    cases,
    consultation,
    correction,
    day,
    ending,
    rating,
    refusal,
    supplement,
    transfer,
)

TURNS: Mapping[str, Turn] = {
    "receive": Turn("dossier.received", who.at_reception, day.receive),
    "propose": Turn("dossier.proposed", who.at_appraisal, day.propose),
    "approve": Turn("dossier.approved", who.holding("approve"), day.approve),
    "return_for_rework": Turn(
        "dossier.returned_for_rework", who.holding("return_for_rework"), day.return_for_rework
    ),
    "issue_result": Turn("dossier.result_issued", who.holding("issue_result"), day.issue_result),
    "hand_over": Turn("dossier.handed_over", who.holding("hand_over"), day.hand_over),
    "request_supplement": Turn("dossier.supplement_requested", who.at_either, supplement.request_supplement),
    "allow_second_supplement": Turn(
        "dossier.second_supplement_allowed", who.the_leader, supplement.allow_second_supplement
    ),
    "supplement": Turn(
        "dossier.supplemented", who.the_applicant, supplement.supplement, waiting=True, of_applicant=True
    ),
    "close_silent": Turn("dossier.closed_for_silence", who.the_desk, supplement.close_silent, waiting=True),
    "refuse": Turn("dossier.refused", who.at_reception, refusal.refuse),
    "propose_refusal": Turn("dossier.refusal_proposed", who.at_appraisal, refusal.propose_refusal),
    "stop": Turn(
        "dossier.stopped_by_person", who.the_applicant, ending.stop, waiting=True, of_applicant=True
    ),
    "withdraw": Turn(
        "dossier.withdrawn", who.the_applicant, ending.withdraw, waiting=True, of_applicant=True
    ),
    "adjust": Turn("dossier.adjusted", who.the_applicant, ending.adjust, waiting=True, of_applicant=True),
    "stop_by_law": Turn("dossier.stopped_by_law", who.the_leader, ending.stop_by_law, waiting=True),
    "transfer": Turn("dossier.transferred", who.at_either, transfer.transfer),
    "hand_papers": Turn("dossier.papers_handed", who.the_receiving_desk, transfer.hand_papers, waiting=True),
    "find_case": Turn("dossier.case_found", who.at_either, cases.find_case),
    "consult": Turn("dossier.consulted", who.at_appraisal, consultation.consult),
    "give_opinion": Turn("dossier.opinion_given", who.at_opinion, consultation.give_opinion, waiting=True),
    "count_silence": Turn(
        "dossier.silence_counted", who.at_appraisal, consultation.count_silence, waiting=True
    ),
    "verify_in_field": Turn("dossier.field_verified", who.at_appraisal, consultation.verify_in_field),
    "apologise": Turn("dossier.apologised", who.the_resolving_office, apology.apologise),
    "report_error": Turn(
        "dossier.reopened_for_error", who.desk_or_office, correction.report_error, ended=True
    ),
    "rate": Turn("dossier.rated", who.the_applicant_herself, rating.rate, ended=True, of_applicant=True),
    "correct": Turn("dossier.corrected", who.holder_of_any, correction.correct, waiting=True),
}
"""Every turn by the name of its command."""

UNDOABLE = frozenset(
    {
        "dossier.received",
        "dossier.proposed",
        "dossier.approved",
        "dossier.returned_for_rework",
        "dossier.corrected",
        "dossier.supplement_requested",
        "dossier.second_supplement_allowed",
        "dossier.refusal_proposed",
        "dossier.refusal_approved",
        "dossier.papers_handed",
        "dossier.case_found",
        "dossier.consulted",
        "dossier.opinion_given",
        "dossier.silence_counted",
        "dossier.field_verified",
    }
)
"""What an officer may take back before anybody else has acted: nothing that ended the dossier or left the house."""
