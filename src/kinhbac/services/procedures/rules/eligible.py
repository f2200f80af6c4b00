"""Whether a form may be begun (điều kiện thực hiện): what an act excludes is refused, what is unsure only advises. Pure.

An act counts as sure once somebody has compared it with its text (`verified`).
"""

from collections.abc import Mapping

from kinhbac.base.text import Text
from kinhbac.kernel.types import Refusal
from kinhbac.tools.grammar.eligibility import EligibleQuestion, Instead
from kinhbac.tools.grammar.types import Procedure

NOT_SAID = "eligibility.not_said"
EXCLUDED = "eligibility.excluded"
_ANY_DESK = Text(
    vi="Bộ phận Một cửa của xã, phường nào trong tỉnh cũng giúp bạn được.",
    en="The one-stop desk of any commune or ward of the province can help you.",
)


def why_not_begin(procedure: Procedure, said: Mapping[str, str]) -> Refusal | None:
    """Return why a form may not be begun, None where it may.

    Args:
        procedure: whose form.
        said: the answers by question; somebody who goes on against advice that is unsure is asked no more.
    """
    for question in procedure.eligibility.questions:
        answer = question.answer(said.get(question.key, ""))
        if answer is None:
            left = procedure.eligibility.questions[procedure.eligibility.questions.index(question) :]
            return _not_said(procedure, left)
        if answer.instead is not None:
            sure = procedure.law_of(question.law).verified
            return _excluded(procedure, question, answer.instead) if sure else None
    return None


def _not_said(procedure: Procedure, left: tuple[EligibleQuestion, ...]) -> Refusal | None:
    asked = next((each for each in left if procedure.law_of(each.law).verified), None)
    if asked is None:
        return None
    return Refusal(
        NOT_SAID,
        Text(
            vi=f"Trước khi khai, hãy trả lời: {asked.question.vi}",
            en=f"Before the form, answer this: {asked.question.en}",
        ),
        Text(
            vi="Mở lại trang thủ tục và trả lời từ đầu.",
            en="Open the page of the procedure again and answer from the start.",
        ),
        procedure.law_of(asked.law).cited(),
    )


def _excluded(procedure: Procedure, question: EligibleQuestion, instead: Instead) -> Refusal:
    return Refusal(EXCLUDED, instead.words, _way_out(instead), procedure.law_of(question.law).cited())


def _way_out(instead: Instead) -> Text:
    if instead.name is not None:
        return Text(
            vi=f"Thủ tục đúng: {instead.name.vi} ({instead.procedure}).",
            en=f"The right procedure: {instead.name.en} ({instead.procedure}).",
        )
    return instead.office or _ANY_DESK
