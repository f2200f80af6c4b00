"""Reads `eligibility:` of a procedure: questions with their answers and ways out, and examples that must hold."""

import re
from collections.abc import Collection

from kinhbac.base.definitions import DefinitionError, Faults, Node
from kinhbac.base.text import Text
from kinhbac.tools.grammar.eligibility import Eligibility, EligibleAnswer, EligibleQuestion, Instead
from kinhbac.tools.grammar.entries import MEND_EXAMPLE, each_of, unique

_KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
_CODE = re.compile(r"[1-9]\.[0-9]{6}")
END = "end"
"""What an example says in `stops_at` where the form may be begun."""


def read_eligibility(node: Node | None, laws: Collection[str]) -> Eligibility:
    """Return what stands before the form; without the section, nothing does.

    Args:
        node: the section, None where a procedure has none.
        laws: keys of the procedure's acts.

    Raises:
        DefinitionError: every fault of the section; an example that does not hold is one.
    """
    if node is None:
        return Eligibility()
    faults = Faults()
    with faults.gather():
        node.only("firms", "questions", "examples")
    listed, firms = node.get("questions"), node.get("firms")
    questions: tuple[EligibleQuestion, ...] = ()
    if listed is not None:
        with faults.gather():
            unique(listed.each(), "question")
            questions = each_of(listed, lambda each: _question(each, laws))
    found = Eligibility()
    with faults.gather():
        found = Eligibility(questions, firms=firms.flag() if firms else False)
    faults.check()
    _check_examples(node, found)
    return found


def _question(node: Node, laws: Collection[str]) -> EligibleQuestion:
    node.only("key", "ask", "hint", "law", "answers")
    hint, listed, law = node.get("hint"), node.need("answers"), node.need("law")
    unique(listed.each(), "answer")
    answers = each_of(listed, _answer)
    if all(each.instead is None for each in answers):
        raise DefinitionError(
            listed.fault(
                Text(vi="câu trả lời nào cũng được đi tiếp", en="every answer goes on"),
                Text(
                    vi="thêm instead: cho một câu, hoặc không hỏi", en="add instead: to one, or ask nothing"
                ),
            )
        )
    if all(each.instead is not None for each in answers):
        raise DefinitionError(
            listed.fault(
                Text(vi="không câu trả lời nào được đi tiếp", en="no answer goes on"),
                Text(vi="để một câu không có instead:", en="leave one without instead:"),
            )
        )
    return EligibleQuestion(
        key=_key(node),
        question=node.need("ask").bilingual(),
        law=law.choice(*laws) if laws else law.text(),
        answers=answers,
        hint=hint.bilingual() if hint else None,
    )


def _answer(node: Node) -> EligibleAnswer:
    node.only("key", "name", "instead")
    instead = node.get("instead")
    return EligibleAnswer(_key(node), node.need("name").bilingual(), _instead(instead) if instead else None)


def _instead(node: Node) -> Instead:
    node.only("words", "procedure", "office")
    procedure, office = node.get("procedure"), node.get("office")
    if procedure is None and office is None:
        raise DefinitionError(
            node.fault(
                Text(vi="không dẫn đến đâu", en="it leads nowhere"),
                Text(
                    vi="nêu một procedure: khác hoặc một office:", en="name another procedure: or an office:"
                ),
            )
        )
    code, name = "", None
    if procedure is not None:
        procedure.only("key", "name")
        code, name = procedure.need("key").text(), procedure.need("name").bilingual()
        if not _CODE.fullmatch(code):
            raise DefinitionError(
                procedure.need("key").fault(
                    Text(vi=f'"{code}" không phải mã thủ tục', en=f'"{code}" is no code'),
                    Text(vi="viết như 1.001193", en="write it like 1.001193"),
                )
            )
    return Instead(node.need("words").bilingual(), code, name, office.bilingual() if office else None)


def _key(node: Node) -> str:
    key = node.need("key")
    if not _KEY.fullmatch(key.text()):
        raise DefinitionError(
            key.fault(
                Text(vi=f'"{key.value}" không phải khóa', en=f'"{key.value}" is no key'),
                Text(vi="dùng chữ thường không dấu, chữ số và _", en="use small letters, digits and _"),
            )
        )
    return key.text()


def _check_examples(node: Node, found: Eligibility) -> None:
    """Refuse questions without examples, and examples that do not come out as they say."""
    examples = node.get("examples")
    if found.questions and examples is None:
        raise DefinitionError(
            node.fault(
                Text(vi="các câu hỏi chưa có ví dụ", en="the questions have no examples"),
                Text(vi="thêm examples:, mỗi ngả một ví dụ", en="add examples:, one for each way"),
            )
        )
    faults = Faults()
    seen: set[str] = set()
    for each in examples.each() if examples is not None else ():
        with faults.gather():
            seen.add(_run(each, found))
    ends = {each.key for each in found.questions} | {END}
    if examples is not None and not faults.found and seen != ends:
        missing = ", ".join(sorted(ends - seen))
        faults.add(
            examples.fault(
                Text(vi=f"chưa có ví dụ nào dừng ở: {missing}", en=f"no example stops at: {missing}"),
                Text(vi="thêm cho mỗi ngả kết thúc một ví dụ", en="add one for each way to end"),
            )
        )
    faults.check()


def _run(example: Node, found: Eligibility) -> str:
    example.only("answers", "stops_at")
    given = {key: each.text() for key, each in example.need("answers").items()}
    wanted = example.need("stops_at")
    stops_at = wanted.choice(*(each.key for each in found.questions), END)
    stand = found.stand(given)
    if stand.next is not None:
        raise DefinitionError(
            example.fault(
                Text(
                    vi=f'câu "{stand.next.key}" chưa được trả lời', en=f'"{stand.next.key}" is not answered'
                ),
                Text(vi="trả lời câu đó trong ví dụ", en="answer it in the example"),
            )
        )
    came = stand.ended[0].key if stand.ended else END
    if came != stops_at:
        raise DefinitionError(
            wanted.fault(
                Text(
                    vi=f'ví dụ kết thúc ở "{came}", không phải ở "{stops_at}"',
                    en=f'the example ends at "{came}", not at "{stops_at}"',
                ),
                MEND_EXAMPLE,
            )
        )
    return came
