"""Letters and sheets in the short notation: the shared ones with the procedure's words in them, and its own over them."""

from kinhbac.base.definitions import Node
from kinhbac.tools.grammar.letters import OWN_EVENTS
from kinhbac.tools.grammar.short.drafting import Draft
from kinhbac.tools.grammar.short.nodes import filled, plant


def letters(draft: Draft, written: Node | None) -> Node:
    """Return the letters of a procedure: its own, and the shared ones for events of which it says nothing.

    Args:
        draft: whose `letters:` are its own.
        written: letters.yaml where there is one.
    """
    source = written if written is not None else draft.head
    own = list(source.need("letters").each()) if source.has("letters") else []
    said = {each.need("event").value for each in own if each.has("event")}
    blanks = draft.blanks()
    shared = [
        filled(each, blanks)
        for event, each in draft.shared.letters.items()
        if event in OWN_EVENTS and event not in said
    ]
    if written is not None and not shared:
        return written
    return plant(source, {"letters": [*own, *shared]})


def sheets(draft: Draft, written: Node | None) -> Node | None:
    """Return which answers stand on what is printed: lines of the form's blocks, and the procedure's own.

    Args:
        draft: its `sheets:` add lines by print, and `result.lines:` are all lines of the result.
        written: sheets.yaml where there is one; it is in full already.
    """
    if written is not None or not (draft.lines or draft.head.has("sheets")):
        return written
    own = draft.head.get("sheets")
    result = draft.head.need("result").get("lines")
    lines: dict[str, list[Node]] = {}
    for brought in draft.lines:
        if not (brought.key == "result" and result is not None):
            lines.setdefault(brought.key, []).append(brought.line)
    for key, listed in own.items() if own is not None else ():
        lines.setdefault(key, []).extend(listed.each())
    if result is not None:
        lines["result"] = list(result.each())
    place = own if own is not None else draft.head
    return plant(place, {"sheets": [{"key": key, "lines": each} for key, each in lines.items()]})
