"""The people of the demo. All are invented; numbers are samples that belong to nobody."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5

from kinhbac.base.text import Text, fold
from kinhbac.kernel import definitions
from kinhbac.tools.identity import actions
from kinhbac.tools.identity.types import PersonCard

WORLD = UUID("6f1e5c1e-0000-4000-8000-6b696e686263")
SOURCE = Text(vi="Cơ sở dữ liệu dân cư (mẫu)", en="Population database (sample)")
IN_POST_FROM = date(2025, 7, 1)
KINH_BAC = "2025/09187"
BAC_GIANG = "2025/07210"
ROLES = {
    "one_stop": Text(vi="Công chức Bộ phận Một cửa", en="One-stop officer"),
    "specialist": Text(vi="Công chức tư pháp – hộ tịch", en="Civil status officer"),
    "leader": Text(vi="Phó Chủ tịch UBND", en="Vice chair of the People's Committee"),
}


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the cast: `role` and `commune` say which post, if any."""

    key: str
    name: str
    number: str
    born_on: date
    sex: str
    phone: str
    commune: str = KINH_BAC
    role: str | None = None
    address: str = "Số 5, tổ dân phố 2"
    marriage: str = ""

    @property
    def person(self) -> UUID:
        """The key of the person, the same in every demo."""
        return uuid5(WORLD, f"person {self.key}")

    @property
    def account(self) -> UUID:
        """The key of the account."""
        return uuid5(WORLD, f"account {self.key}")


MARRIED_AT = "UBND phường Kinh Bắc"
LAN = Member(
    "lan", "Trần Thị Lan", "027196001234", date(1996, 5, 12), "female", "0912345678", marriage=MARRIED_AT
)
HAI = Member(
    "hai", "Nguyễn Văn Hải", "027094001235", date(1994, 2, 3), "male", "0912345679", marriage=MARRIED_AT
)
MINH = Member(
    "minh", "Ngô Quang Minh", "027088002001", date(1988, 3, 9), "male", "0912000001", role="one_stop"
)
HOA = Member(
    "hoa", "Lê Thị Hoa", "027190002002", date(1990, 11, 2), "female", "0912000002", role="specialist"
)
BINH = Member("binh", "Phạm Văn Bình", "027079002003", date(1979, 7, 21), "male", "0912000003", role="leader")
NAM = Member("nam", "Vũ Hoài Nam", "024092003001", date(1992, 8, 30), "male", "0987000001", commune=BAC_GIANG)
THU = Member(
    "thu", "Đỗ Thị Thu", "024191002011", date(1991, 1, 15), "female", "0912000011", BAC_GIANG, "one_stop"
)
SON = Member(
    "son", "Hoàng Trường Sơn", "024085002012", date(1985, 6, 5), "male", "0912000012", BAC_GIANG, "specialist"
)
HANH = Member(
    "hanh", "Bùi Đức Hạnh", "024077002013", date(1977, 9, 9), "male", "0912000013", BAC_GIANG, "leader"
)

CAST = (LAN, HAI, NAM, MINH, HOA, BINH, THU, SON, HANH)
FAMILIES = ((LAN, HAI),)


def enrol(member: Member) -> None:
    """Make a member of the cast known: a person, an account, and a post where there is one."""
    actions.enrol(
        PersonCard(
            person=member.person,
            full_name=member.name,
            identity_number=member.number,
            born_on=member.born_on,
            sex=member.sex,
            ethnicity="01",
            nationality="Việt Nam",
            phone=member.phone,
            commune=member.commune,
            address=member.address,
            source=SOURCE,
            marriage_registered_at=member.marriage,
        )
    )
    actions.open_account(
        account=member.account, name=f"{fold(member.name)} ({member.key})", person=member.person
    )
    if member.role is not None:
        actions.appoint(
            post=uuid5(WORLD, f"post {member.key}"),
            person=member.person,
            role=member.role,
            office=office_of(member),
            title=ROLES[member.role],
            valid_from=IN_POST_FROM,
        )


def office_of(member: Member) -> str:
    """Return the key of the office where a member of the cast works."""
    kind = "centre" if member.role == "one_stop" else "committee"
    office = f"{member.commune.replace('/', '.')}.{kind}"
    return definitions.current_directory().office(office).key


def enrol_all() -> None:
    """Make the whole cast known."""
    for member in CAST:
        enrol(member)
    for one, other in FAMILIES:
        actions.tie_spouses(one.person, other.person)
