"""Reads questions.yaml: what people asked, and what answers it."""

from kinhbac.base.definitions import DefinitionError, Node
from kinhbac.base.text import Text
from kinhbac.tools.finding.grammar.lists import each_of
from kinhbac.tools.finding.types import Question

KINDS = ("plain", "no_diacritics", "slip", "elder", "child", "english", "situation")


def read_questions(node: Node) -> tuple[Question, ...]:
    """Return the questions, in order.

    Raises:
        DefinitionError: every fault of the file.
    """
    node.only("key", "version", "questions")
    node.need("key").choice("finding.questions")
    node.need("version").whole()
    return each_of(node.need("questions"), _question)


def _question(node: Node) -> Question:
    node.only("kind", "ask", "codes", "unseen")
    unseen, codes = node.get("unseen"), node.need("codes")
    keys = each_of(codes, Node.text)
    if not keys:
        raise DefinitionError(
            codes.fault(
                Text(vi="không thủ tục nào trả lời", en="nothing answers it"),
                Text(vi="nêu một thủ tục", en="name a procedure"),
            )
        )
    return Question(
        kind=node.need("kind").choice(*KINDS),
        ask=node.need("ask").text(),
        keys=keys,
        is_unseen=unseen is not None and unseen.flag(),
    )
