"""Reads synonyms.yaml: what many words mean alike, words that say nothing, and short forms."""

from kinhbac.base.definitions import DefinitionError, Faults, Node
from kinhbac.base.text import Text, fold
from kinhbac.tools.finding.grammar.lists import each_of
from kinhbac.tools.finding.grammar.words import phrase
from kinhbac.tools.finding.types import Concept, Saying, Vocabulary


def read_vocabulary(node: Node) -> Vocabulary:
    """Return the words of a province.

    Raises:
        DefinitionError: every fault of the file; a concept that is named beside another must be there.
    """
    node.only("key", "version", "concepts", "stop", "short")
    node.need("key").choice("finding.synonyms")
    node.need("version").whole()
    faults = Faults()
    known = [each.need("key").text() for each in node.need("concepts").each()]
    concepts: tuple[Concept, ...] = ()
    short: dict[str, str] = {}
    with faults.gather():
        concepts = each_of(node.need("concepts"), lambda each: _concept(each, known))
    with faults.gather():
        short = {fold(key): said.text() for key, said in node.need("short").items()}
    stop: dict[str, frozenset[str]] = {}
    with faults.gather():
        said = node.need("stop")
        said.only("vi", "en")
        for language in ("vi", "en"):
            stop[language] = frozenset(" ".join(each_of(said.need(language), Node.text)).split())
    faults.check()
    return Vocabulary(concepts=concepts, stop=stop["vi"], stop_in_english=stop["en"], short=short)


def _concept(node: Node, known: list[str]) -> Concept:
    node.only("key", "vi", "en", "weight", "ages")
    key = node.need("key").text()
    if known.count(key) > 1:
        raise DefinitionError(
            node.fault(
                Text(vi=f'khái niệm "{key}" bị lặp lại', en=f'the concept "{key}" stands here again'),
                Text(vi="chỉ giữ lại một", en="keep one"),
            )
        )
    weight, ages = node.get("weight"), node.get("ages")
    sayings = [
        saying
        for language in ("vi", "en")
        for saying in each_of(node.get(language), lambda each: _saying(each, known))
    ]
    if not sayings:
        raise DefinitionError(
            node.fault(
                Text(vi=f'chưa có từ nào cho "{key}"', en=f'nothing says "{key}"'),
                Text(vi="thêm vi: hoặc en:", en="add vi: or en:"),
            )
        )
    return Concept(
        key=key,
        sayings=tuple(sayings),
        weight=float(weight.value) if weight is not None and _number(weight) else 1.0,
        ages=_ages(ages) if ages is not None else None,
    )


def _saying(node: Node, known: list[str]) -> Saying:
    if not isinstance(node.value, dict):
        return Saying(phrase(node))
    node.only("say", "beside", "without")

    def named(key: str) -> tuple[str, ...]:
        return each_of(node.get(key), lambda each: each.choice(*known))

    return Saying(phrase(node.need("say")), beside=named("beside"), without=named("without"))


def _number(node: Node) -> bool:
    if isinstance(node.value, (int, float)) and not isinstance(node.value, bool) and 0 <= node.value <= 3:
        return True
    raise DefinitionError(
        node.fault(
            Text(vi="đây không phải trọng số", en="this is not a weight"),
            Text(vi="viết một số từ 0 đến 3", en="write a number from 0 to 3"),
        )
    )


def _ages(node: Node) -> tuple[int, int]:
    node.only("from", "to")
    return node.need("from").whole(), node.need("to").whole()
