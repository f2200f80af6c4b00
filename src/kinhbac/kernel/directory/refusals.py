"""The words in which the rules of offices and competences refuse. Entered by `directory` alone."""

from collections.abc import Iterable
from datetime import date

from kinhbac.base.text import Text
from kinhbac.kernel.directory.errors import Candidate, Divided, NoCompetentOffice, NoSuccessor, NotListed
from kinhbac.kernel.directory.succession import begins_after
from kinhbac.kernel.directory.types import LEVEL_NAMES, Level, Office, Unit

_REPORT = Text(
    vi="Báo quản trị kiểm tra bảng cơ quan và thẩm quyền (catalogue/offices).",
    en="Ask the administrator to check the tables of offices and competences (catalogue/offices).",
)


def no_such_office(key: str) -> NotListed:
    """No office has the key."""
    return NotListed(
        Text(vi=f'Không có cơ quan nào mang khóa "{key}".', en=f'No office has the key "{key}".'), _REPORT
    )


def no_such_competence(key: str) -> NotListed:
    """No competence has the key."""
    return NotListed(
        Text(vi=f'Không có thẩm quyền nào mang khóa "{key}".', en=f'No competence has the key "{key}".'),
        _REPORT,
    )


def no_office_follows(office: Office, day: date) -> NoSuccessor:
    """The office is not in force on the day and nothing stands for it."""
    if begins_after(office, day):
        began = office.valid_from
        assert began is not None
        return NoSuccessor(
            Text(
                vi=f"Ngày {day:%d/%m/%Y} chưa có {office.name.vi}; cơ quan này có từ {began:%d/%m/%Y}.",
                en=f"On {day} there was no {office.name.en} yet; it began on {began}.",
            ),
            Text(vi="Dùng cơ quan có hiệu lực ngày đó.", en="Use the office that was in force on that day."),
        )
    ended_on = f"{office.valid_to:%d/%m/%Y}" if office.valid_to else ""
    return NoSuccessor(
        Text(
            vi=f"{office.name.vi} kết thúc ngày {ended_on} và bảng cơ quan không ghi cơ quan kế tiếp.",
            en=f"{office.name.en} ended on {office.valid_to} and the table of offices names no successor.",
        ),
        Text(
            vi="Chọn cơ quan đang thụ lý theo địa chỉ hiện nay; báo quản trị bổ sung cơ quan kế tiếp.",
            en="Choose the present office by the present address; ask the administrator to add the successor.",
        ),
    )


def office_divided(office: Office, found: Iterable[Office]) -> Divided:
    """Several offices took over, or the table does not name every part."""
    offices = sorted(found, key=lambda each: each.key)
    return Divided(
        Text(
            vi=f"Việc của {office.name.vi} đã được chia cho nhiều cơ quan, hoặc bảng chưa ghi đủ các phần.",
            en=f"The work of {office.name.en} was divided, or the table does not name every part.",
        ),
        Text(
            vi="Chọn cơ quan nhận việc: " + ", ".join(each.short_name.vi for each in offices) + ".",
            en="Choose the office that takes the case: "
            + ", ".join(each.short_name.en for each in offices)
            + ".",
        ),
        tuple(Candidate(each.key, each.name) for each in offices),
    )


def no_one_stop(office: Office, day: date) -> NoCompetentOffice:
    """The unit of the office has no one-stop desk on the day."""
    return NoCompetentOffice(
        Text(
            vi=f"Ngày {day:%d/%m/%Y} không có bộ phận một cửa nào tiếp nhận cho {office.name.vi}.",
            en=f"On {day} no one-stop desk receives for {office.name.en}.",
        ),
        _REPORT,
    )


def nobody_holds(competence: Text, day: date) -> NoCompetentOffice:
    """The competence has no holder on the day."""
    return NoCompetentOffice(
        Text(
            vi=f"Ngày {day:%d/%m/%Y} chưa có cơ quan nào được giao thẩm quyền: {competence.vi}.",
            en=f"On {day} no kind of office holds the competence: {competence.en}.",
        ),
        _REPORT,
    )


def unit_too_high(competence: Text, unit: Unit, level: Level) -> NoCompetentOffice:
    """The unit lies above the level at which the competence is held."""
    name = LEVEL_NAMES[level]
    return NoCompetentOffice(
        Text(
            vi=f"Thẩm quyền {competence.vi} thuộc {name.vi}; {unit.called().vi} ở cấp cao hơn.",
            en=f"The competence {competence.en} is held at {name.en}; {unit.called().en} stands above it.",
        ),
        Text(vi=f"Chọn đơn vị {name.vi} của người dân.", en=f"Choose the person's unit at {name.en}."),
    )


def no_office_there(competence: Text, kind: Text, unit: Unit, day: date) -> NoCompetentOffice:
    """The unit has no office of the kind that holds the competence."""
    return NoCompetentOffice(
        Text(
            vi=f"Ngày {day:%d/%m/%Y} ở {unit.called(day).vi} không có {kind.vi} để giải quyết: {competence.vi}.",
            en=f"On {day} there is no {kind.en} in {unit.called(day).en} to decide: {competence.en}.",
        ),
        _REPORT,
    )


def from_missing_successor(error: NoSuccessor) -> NoCompetentOffice:
    """A unit or office without successor, said to someone who asked for the competent office."""
    return NoCompetentOffice(error.what, error.remedy)
