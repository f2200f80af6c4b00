"""Whether a procedure is in force on a day; one that is not takes no new dossiers. Pure."""

from collections.abc import Iterable, Mapping
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

    Of a bundle that is not enough: see `why_not_together`.
    """
    if day < procedure.from_on:
        return refusals.not_yet(procedure.name, procedure.from_on)
    if procedure.to_on is not None and day > procedure.to_on:
        return refusals.ended_on(procedure.name, procedure.to_on)
    return None


def why_not_together(
    bundle: Procedure, parts: Iterable[str], known: Mapping[str, Procedure], day: date
) -> Refusal | None:
    """Return why a bundle is not handed in with these parts on a day, None where it may be.

    Args:
        bundle: which.
        parts: codes of the procedures to be filed together.
        known: those that the province has, by code.
        day: of handing in.
    """
    for code in parts:
        procedure = known.get(code)
        if procedure is None or not is_in_force(procedure, day):
            name = procedure.name if procedure is not None else Text(vi=code, en=code)
            return refusals.part_missing(bundle.name, name)
    return None
