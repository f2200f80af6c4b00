"""Who has looked, in words: for the people of one file, and for a person of everything that is hers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kinhbac.base.text import Text
from kinhbac.kernel import reads as cases
from kinhbac.kernel.types import CaseState, Holder, Viewer
from kinhbac.services.procedures.reads.phrases import holder_name
from kinhbac.services.procedures.rules import grounds
from kinhbac.services.procedures.rules.firms import FIRM
from kinhbac.services.procedures.rules.mandates import MANDATE
from kinhbac.services.procedures.types import Seen
from kinhbac.tools.identity.reads import names_of
from kinhbac.tools.looking.reads import glimpse_of, who_looked, within
from kinhbac.tools.looking.rules import gathered
from kinhbac.tools.looking.types import Gathered, Glimpse
from kinhbac.tools.provider.reads import system_names

PURPOSES: Mapping[str, Text] = {
    grounds.OWN: Text(vi="Chủ hồ sơ xem", en="The applicant looked"),
    FIRM: Text(vi="Người khác của doanh nghiệp xem", en="Somebody else of the firm looked"),
    MANDATE: Text(vi="Người được ủy quyền xem", en="Somebody with a mandate looked"),
    grounds.WORK: Text(vi="Giải quyết hồ sơ", en="Work on the dossier"),
    grounds.WORKED: Text(vi="Theo dõi hồ sơ đã giải quyết", en="Following a dossier worked on before"),
    grounds.DESK: Text(
        vi="Theo dõi hồ sơ của Bộ phận Một cửa", en="Following a dossier of the one-stop desk"
    ),
    grounds.LEAD: Text(vi="Lãnh đạo phân công, giám sát", en="A leader assigning and supervising"),
    grounds.REGISTER: Text(vi="In sổ theo dõi hồ sơ của cơ quan", en="The office's register was printed"),
    grounds.REGISTER_FILE: Text(
        vi="Tải sổ theo dõi hồ sơ của cơ quan thành tệp", en="The office's register was taken as a file"
    ),
    grounds.OUTSIDE: Text(vi="Mở hồ sơ ngoài việc, có ghi lý do", en="Opened outside work, with a reason"),
    "counter": Text(
        vi="Tìm người đến quầy theo thẻ hoặc số định danh",
        en="Found at a counter by her card or identity number",
    ),
    "form": Text(vi="Điền tờ khai tại quầy", en="A form was filled in at a counter"),
    grounds.QUICK_CARD: Text(
        vi="Sổ việc trong ngày tại quầy: có mặt, quét thẻ căn cước",
        en="The counter's register of same-day work: there in person, the card was scanned",
    ),
    grounds.QUICK_TYPED: Text(
        vi="Sổ việc trong ngày tại quầy: cán bộ gõ số định danh",
        en="The counter's register of same-day work: an officer typed the identity number",
    ),
    "help": Text(vi="Giúp điền tiếp tờ khai tại quầy", en="Help at a counter with a form that was begun"),
    "mandate_kept": Text(vi="Ghi nhận ủy quyền tại quầy", en="A mandate was kept at a counter"),
    "guidance": Text(vi="Hướng dẫn tại quầy", en="Guidance at a counter"),
    "rights": Text(
        vi="Quản trị xem quyền của bạn, hoặc ai mở được hồ sơ",
        en="An administrator looked at your rights, or at who may open the dossier",
    ),
    "export": Text(vi="Tải về toàn bộ dữ liệu", en="Everything was downloaded"),
}
"""Why a file or a record was opened, as its owner reads it."""


@dataclass(frozen=True, slots=True)
class SeenPage:
    """A page of who looked, the latest first; `more` is where the next begins, None on the last."""

    lines: tuple[Seen, ...]
    more: datetime | None


def seen_by(state: CaseState, viewer: Viewer, now: datetime) -> tuple[Seen, ...]:
    """Return who else opened the file of a case that the viewer has before her, the latest first."""
    others = [each for each in cases.openings_of(state.case, viewer) if each.person != viewer.person]
    names = names_of(frozenset(each.person for each in others if each.person), viewer)
    return _told(gathered(map(glimpse_of, others), within(now)), names)


def looked_at(viewer: Viewer, now: datetime, *, until: datetime | None = None, dossier: str = "") -> SeenPage:
    """Return who has opened what is the viewer's own, a page of it; as `who_looked`."""
    page = who_looked(viewer, now, until=until, dossier=dossier)
    return SeenPage(_told(page.lines, page.names), page.more)


def _told(lines: Sequence[Gathered], names: Mapping[UUID, str]) -> tuple[Seen, ...]:
    systems = system_names() if any(line.glimpse.system for line in lines) else {}
    return tuple(
        Seen(
            at=line.last_at,
            first_at=line.first_at,
            who=names.get(line.glimpse.who, "") if line.glimpse.who else "",
            title=_looked_as(line.glimpse, systems),
            purpose=PURPOSES.get(line.glimpse.purpose, Text(line.glimpse.purpose, line.glimpse.purpose)),
            times=line.times,
            papers=line.papers,
            reason=line.glimpse.reason,
            dossier=line.glimpse.dossier,
        )
        for line in lines
    )


def _looked_as(glimpse: Glimpse, systems: Mapping[str, Text]) -> Text | None:
    """Return which other system looked, or in which post somebody did."""
    if glimpse.system:
        return systems.get(glimpse.system, Text(vi=glimpse.system, en=glimpse.system))
    return holder_name(Holder(glimpse.office, glimpse.role)) if glimpse.office else None
