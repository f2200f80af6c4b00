"""The policy of dossiers, to be read: who may see one, and who may take which turn of it when. Default deny. Pure.

It is a view of what is asked each time (`kernel.scope`, `turns.table`, `who`), so it cannot say anything else. What
follows from it for every role, turn and place of a dossier stands in tests/services/procedures/rules/matrix.txt.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kinhbac.base.text import Text
from kinhbac.services.procedures.rules.asking.table import ACTS
from kinhbac.services.procedures.rules.meaning import Turn
from kinhbac.services.procedures.rules.turns.table import TURNS
from kinhbac.tools.grammar.types import Procedure

OWN_NAMES: Mapping[str, Text] = {
    "rate": Text(vi="Đánh giá", en="Rate"),
    "correct": Text(vi="Đính chính", en="Correct"),
    "adjust": Text(vi="Điều chỉnh nội dung", en="Adjust"),
}

SEES: tuple[Text, ...] = (
    Text(vi="Người nộp: hồ sơ của mình.", en="The applicant: her own dossiers."),
    Text(
        vi="Người được doanh nghiệp giao việc: hồ sơ của doanh nghiệp, trong những ngày được giao.",
        en="Who may act for a firm: the dossiers of the firm, on the days of it.",
    ),
    Text(
        vi="Người được ủy quyền: hồ sơ nộp theo ủy quyền đó, khi ủy quyền còn hiệu lực.",
        en="Who holds a mandate: the dossiers filed under it, while it holds.",
    ),
    Text(
        vi="Cán bộ: hồ sơ mà một bước đã đưa tới cơ quan nơi đang giữ vị trí, hoặc cơ quan ấy theo dõi; "
        "cơ quan cấp trên và cấp dưới không vì thế mà xem được.",
        en="An officer: dossiers that a step has brought to an office where a post is held, or which it watches; "
        "offices above or below it see nothing for that.",
    ),
    Text(
        vi="Không ai khác, kể cả người quản trị. Không có và không được xem trông như nhau, cả khi đếm.",
        en="Nobody else, the administrator neither. Not there and not yours look the same, in counts too.",
    ),
)
"""Who may see a dossier; as `kernel.scope` says, which is asked on pages, API, files, exports, search and counts."""

NEVER = Text(
    vi="Không ai làm việc của cán bộ, hay nhận một bước, trên hồ sơ của mình, hồ sơ mình nộp thay, hoặc hồ sơ của doanh "
    "nghiệp mà mình được giao việc (Luật Phòng, chống tham nhũng 2018, Điều 23).",
    en="Nobody does an officer's work, or takes a step on, in a dossier of her own, one that she filed for another, or one "
    "of a firm for which she acts (Law on Anti-corruption 2018, Article 23).",
)


@dataclass(frozen=True, slots=True)
class Right:
    """A turn in the policy: by whom, when, by which law; `roles` are those in which it may be met, by procedure too."""

    act: str
    name: Text
    who: Text
    when: Text
    roles: frozenset[str]
    law: str
    of_applicant: bool


def rights(procedures: Iterable[Procedure]) -> tuple[Right, ...]:
    """Return every turn as the policy says it, in the order of the table.

    Args:
        procedures: those on offer; a rule that goes by the step is met in the roles of their steps.
    """
    steps = [(act.key, step.role) for each in procedures for step in each.steps for act in step.acts]
    return tuple(
        Right(
            act=name,
            name=_name(name),
            who=turn.who.words,
            when=_when(turn),
            roles=frozenset(turn.who.roles) | {role for act, role in steps if act in turn.who.steps},
            law=turn.who.law,
            of_applicant=turn.of_applicant,
        )
        for name, turn in TURNS.items()
    )


def _name(act: str) -> Text:
    return ACTS[act].name if act in ACTS else OWN_NAMES.get(act, Text(vi=act, en=act))


def _when(turn: Turn) -> Text:
    if turn.ended:
        return Text(vi="Cả khi hồ sơ đã kết thúc", en="Also after the end")
    if turn.waiting:
        return Text(
            vi="Khi chưa kết thúc, cả khi chờ bổ sung", en="Until the end, also while a supplement is awaited"
        )
    return Text(
        vi="Khi chưa kết thúc và không chờ bổ sung", en="Until the end, not while a supplement is awaited"
    )
