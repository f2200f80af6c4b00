"""Reads letters.yaml: what the citizen is told at each event, the same blanks in both languages."""

from string import Formatter

from kinhbac.base.definitions import DefinitionError, Node
from kinhbac.base.text import Text
from kinhbac.tools.grammar.entries import each_of
from kinhbac.tools.grammar.types import Letter

OWN_EVENTS = (
    "submitted",
    "received",
    "refused",
    "result_ready",
    "handed_over",
    "taken_back",
)
"""What every procedure says in its own words."""
TURN_EVENTS = (
    "supplement_requested",
    "supplemented",
    "refusal_ready",
    "refusal_handed_over",
    "closed_silent",
    "stopped",
    "withdrawn",
    "adjusted",
    "stopped_by_law",
    "transferred",
    "verification",
    "case_found",
    "apologised",
    "error_reported",
)
"""What the province says for procedures that do not say it themselves."""
EVENTS = (*OWN_EVENTS, *TURN_EVENTS)
BLANKS = (
    "code",
    "procedure",
    "about",
    "moment",
    "number",
    "receiver",
    "office",
    "officer",
    "place",
    "hours",
    "phone",
    "recipient",
    "reception_due",
    "due",
    "new_due",
    "until",
    "items",
    "reason",
    "visit",
    "place_visited",
    "case",
)
"""Everything that a letter may leave blank; whoever tells the applicant fills each."""
ENVELOPE = frozenset({"code", "moment"})
"""What a title may hold: it travels by mail and SMS, through other people's machines, and names no person."""


def read_letters(node: Node) -> dict[str, Letter]:
    """Return the letters of a procedure by event; there is one for each that is its own to tell.

    Raises:
        DefinitionError: every fault of the file.
    """
    node.only("letters")
    return read_listed(node, OWN_EVENTS)


def read_listed(node: Node, needed: tuple[str, ...]) -> dict[str, Letter]:
    """Return the letters listed under `letters:`; there is one for each of the events needed."""
    listed = each_of(node.need("letters"), _letter)
    letters = {each.event: each for each in listed}
    if len(letters) < len(listed):
        raise DefinitionError(
            node.need("letters").fault(
                Text(vi="hai thư cùng nói về một việc", en="two letters speak of one event"),
                Text(vi="chỉ giữ lại một", en="keep one"),
            )
        )
    missing = [event for event in needed if event not in letters]
    if missing:
        raise DefinitionError(
            node.need("letters").fault(
                Text(vi=f'chưa có thư cho việc "{missing[0]}"', en=f'nothing is said at "{missing[0]}"'),
                Text(vi="thêm một thư cho việc này", en="add a letter for this event"),
            )
        )
    return letters


def _letter(node: Node) -> Letter:
    node.only("event", "blanks", "title", "body")
    blanks = each_of(node.need("blanks"), lambda each: each.choice(*BLANKS))
    title, body = node.need("title").bilingual(), node.need("body").bilingual()
    for language in ("vi", "en"):
        found = _blanks_in(title, language, node.need("title")) | _blanks_in(
            body, language, node.need("body")
        )
        if found != set(blanks):
            wrong = min(found ^ set(blanks))
            raise DefinitionError(
                node.fault(
                    Text(
                        vi=f'chỗ trống "{wrong}" chưa vừa được nêu vừa được dùng ({language})',
                        en=f'the blank "{wrong}" is not both named and used ({language})',
                    ),
                    Text(
                        vi="dùng mọi chỗ trống nêu dưới blanks: bằng cả hai thứ tiếng, và chỉ những chỗ đó",
                        en="use every blank under blanks: in both languages, and no other",
                    ),
                )
            )
        _check_envelope(node.need("title"), _blanks_in(title, language, node.need("title")))
    return Letter(node.need("event").choice(*EVENTS), blanks, title, body)


def _check_envelope(title: Node, found: set[str]) -> None:
    if found - ENVELOPE:
        raise DefinitionError(
            title.fault(
                Text(
                    vi=f'tiêu đề có chỗ trống "{min(found - ENVELOPE)}", mà tiêu đề đi theo thư điện tử và tin nhắn',
                    en=f'the title holds the blank "{min(found - ENVELOPE)}", and titles leave by mail',
                ),
                Text(
                    vi="nói trong nội dung; tiêu đề chỉ được có " + " và ".join(sorted(ENVELOPE)),
                    en="say it in the body; a title may hold " + " and ".join(sorted(ENVELOPE)),
                ),
            )
        )


def _blanks_in(words: Text, language: str, node: Node) -> set[str]:
    try:
        parts = list(Formatter().parse(words.say(language)))
    except ValueError as error:
        raise DefinitionError(
            node.fault(
                Text(vi="dấu ngoặc nhọn không khép", en="a brace stands alone"),
                Text(vi="viết chỗ trống là {tên}", en="write blanks as {name}"),
            )
        ) from error
    found = {name for _, name, _, _ in parts if name is not None}
    plain = all(name.isidentifier() for name in found) and not any(spec or turn for _, _, spec, turn in parts)
    if not plain:
        raise DefinitionError(
            node.fault(
                Text(vi="chỗ trống không chỉ là một tên", en="a blank is more than a name"),
                Text(vi="viết chỗ trống là {tên}", en="write blanks as {name}"),
            )
        )
    return found
