"""Whether a procedure is in force on a day; one that is not takes no new dossiers. Pure."""

from datetime import date

from kinhbac.base.errors import PlainError
from kinhbac.base.text import Text
from kinhbac.kernel.types import Refusal
from kinhbac.services.procedures.rules import refusals
from kinhbac.tools.grammar.types import Procedure


class RulesChanged(PlainError):  # noqa: N818  - it says what happened
    """Since the form was begun, another version of its procedure has come into force; it now follows that one."""

    def __init__(self) -> None:
        super().__init__(
            Text(
                vi="quy định của thủ tục vừa thay đổi sau khi bạn bắt đầu khai",
                en="the rules of this procedure changed after you began",
            ),
            Text(
                vi="xem lại câu trả lời, mức thu và thời hạn dưới đây rồi gửi",
                en="look at the answers, the fee and the term below again, then send",
            ),
        )


def is_in_force(procedure: Procedure, day: date) -> bool:
    """Say whether a procedure is in force on a day, the first and the last counted."""
    return why_not(procedure, day) is None


def why_not(procedure: Procedure, day: date) -> Refusal | None:
    """Return why nothing new is handed in under a procedure on a day, None where it may be.

    A bundle is defined, but what splits it among its procedures is not built: it takes no dossiers.
    """
    if procedure.bundle:
        return refusals.each_alone(procedure.name)
    if day < procedure.from_on:
        return refusals.not_yet(procedure.name, procedure.from_on)
    if procedure.to_on is not None and day > procedure.to_on:
        return refusals.ended_on(procedure.name, procedure.to_on)
    return None
