"""Reads what a procedure says of its cases, of how far it goes online, and of what was not compared."""

from kinhbac.base.definitions import DefinitionError, Node
from kinhbac.base.text import Text
from kinhbac.tools.grammar.cases import CaseRule, Online
from kinhbac.tools.grammar.entries import each_of, unique
from kinhbac.tools.grammar.sections import Sections

_OFFICER = "officer"
_UNVERIFIED = Text(
    vi="Các giá trị chưa được đối chiếu với văn bản, chỉ là dữ liệu mẫu.",
    en="The values were not compared with the acts; they are sample data.",
)


def read_cases(sections: Sections) -> tuple[CaseRule, ...]:
    """Return the cases in order; one that always applies is the last that answers can lead to.

    Raises:
        DefinitionError: every fault of the section.
    """
    node = sections.node.get("cases")
    if node is None:
        return ()
    unique(node.each(), "case")
    found = each_of(node, lambda each: _case(each, sections))
    always = [place for place, each in enumerate(found) if each.when is None and not each.by_officer]
    for place, each in enumerate(node.each()):
        if always and place > always[0] and not found[place].by_officer:
            raise DefinitionError(
                each.fault(
                    Text(
                        vi=f'không hồ sơ nào rơi vào trường hợp "{found[place].key}"',
                        en=f'no dossier comes to the case "{found[place].key}"',
                    ),
                    Text(
                        vi="thêm when: cho trường hợp trước, hoặc đặt trường hợp này lên đầu",
                        en="give the case before it a when:, or put this one first",
                    ),
                )
            )
    return found


def _case(node: Node, sections: Sections) -> CaseRule:
    node.only("key", "name", "when", "found_by", "term", "law", "components")
    found_by, term, components = (node.get(key) for key in ("found_by", "term", "components"))
    if found_by is not None:
        found_by.choice(_OFFICER)
        if node.has("when"):
            raise DefinitionError(
                node.need("when").fault(
                    Text(
                        vi="trường hợp này do cán bộ xác định, không do câu trả lời",
                        en="an officer finds this case, not the answers",
                    ),
                    Text(vi="chỉ giữ một trong hai", en="keep one of them"),
                )
            )
    known = [each.key for each in sections.components()]
    return CaseRule(
        key=node.need("key").text(),
        name=node.need("name").bilingual(),
        law=sections.law(node),
        when=sections.condition(node),
        by_officer=found_by is not None,
        term=sections.term_by_date(term) if term else None,
        components=each_of(components, lambda each: each.choice(*known)) if components else None,
    )


def read_online(sections: Sections) -> Online:
    """Return how far the procedure goes online; a partial one names its reason and its act."""
    node = sections.node.get("online")
    if node is None or node.value == "full":
        return Online()
    if isinstance(node.value, str):
        node.choice("full")
    node.only("partial", "law")
    return Online(full=False, reason=node.need("partial").bilingual(), law=sections.law(node))


def read_words(sections: Sections, key: str) -> Text | None:
    """Return words in both languages that may be left out."""
    node = sections.node.get(key)
    return node.bilingual() if node is not None else None


def read_unverified(sections: Sections) -> Text | None:
    """Return what has still to be compared with the acts; true alone says so of all values."""
    node = sections.node.get("unverified")
    if node is None or node.value is False:
        return None
    return _UNVERIFIED if node.value is True else node.bilingual()
