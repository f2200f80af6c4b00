"""The people of the demo. All are invented; numbers are samples that belong to nobody."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache
from uuid import UUID, uuid5

from kinhbac.base.text import Text, fold
from kinhbac.kernel import definitions
from kinhbac.kernel.types import Viewer
from kinhbac.tools.identity import actions
from kinhbac.tools.identity.actions.eid import keep_eid
from kinhbac.tools.identity.actions.mandates import enrol_mandate
from kinhbac.tools.identity.types import ChildCard, EidCard, EidPaper, FirmCard, PersonCard

WORLD = UUID("6f1e5c1e-0000-4000-8000-6b696e686263")
SOURCE = Text(vi="Cơ sở dữ liệu dân cư (mẫu)", en="Population database (sample)")
IN_POST_FROM = date(2025, 7, 1)
KINH_BAC = "2025/09187"
BAC_GIANG = "2025/07210"
DONG_VIET = "2025/07735"
PROVINCE = "2025/24"
ROLES = {
    "one_stop": Text(vi="Công chức Bộ phận Một cửa", en="One-stop officer"),
    "specialist": Text(vi="Công chức tư pháp – hộ tịch", en="Civil status officer"),
    "leader": Text(vi="Phó Chủ tịch UBND", en="Vice chair of the People's Committee"),
    "administrator": Text(vi="Chuyên viên kiểm soát thủ tục hành chính", en="Catalogue administrator"),
}
TITLES = {
    ("police", "specialist"): Text(vi="Cán bộ công an", en="Police officer"),
    ("police", "leader"): Text(vi="Chỉ huy công an", en="Police commander"),
    ("land_registration", "specialist"): Text(vi="Viên chức đăng ký đất đai", en="Land registration officer"),
    ("construction", "specialist"): Text(vi="Chuyên viên quy hoạch, xây dựng", en="Planning officer"),
    ("social_insurance", "specialist"): Text(vi="Viên chức bảo hiểm xã hội", en="Social insurance officer"),
    ("social_insurance", "leader"): Text(
        vi="Phó Giám đốc bảo hiểm xã hội", en="Deputy head, social insurance"
    ),
    ("committee_office", "specialist"): Text(
        vi="Chuyên viên bảo vệ dữ liệu cá nhân", en="Data protection officer"
    ),
    ("committee_office", "leader"): Text(vi="Phó Chánh Văn phòng", en="Deputy head of the office"),
    ("justice", "specialist"): Text(vi="Chuyên viên lý lịch tư pháp", en="Criminal records officer"),
}
"""What people are called at an office of that sort, where it is not as in a commune."""


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the cast: `role` and `commune` say which post, if any.

    `office` is the last part of the office's key where the role does not say it; `commune` may be the province.
    """

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
    office: str = ""

    @property
    def person(self) -> UUID:
        """The key of the person, the same in every demo."""
        return _key("person", self.key)

    @property
    def account(self) -> UUID:
        """The key of the account."""
        return _key("account", self.key)

    @property
    def post(self) -> UUID:
        """The key of the post, where there is one."""
        return _key("post", self.key)

    @property
    def title(self) -> Text:
        """What she is at her office."""
        return TITLES.get((self.office, self.role or ""), ROLES[self.role or "specialist"])


@cache
def _key(sort: str, name: str) -> UUID:
    return uuid5(WORLD, f"{sort} {name}")


MARRIED_AT = "UBND phường Kinh Bắc"
LAN = Member(
    "lan", "Trần Thị Lan", "027196001234", date(1996, 5, 12), "female", "0912345678", marriage=MARRIED_AT
)
HAI = Member(
    "hai", "Nguyễn Văn Hải", "027094001235", date(1994, 2, 3), "male", "0912345679", marriage=MARRIED_AT
)
NAM = Member("nam", "Vũ Hoài Nam", "024092003001", date(1992, 8, 30), "male", "0987000001", commune=BAC_GIANG)
THAM = Member("tham", "Nguyễn Thị Thắm", "027150001236", date(1950, 3, 18), "female", "0912345680")
"""A grandmother; no record tells of an e-identity of hers."""

MINH = Member(
    "minh", "Ngô Quang Minh", "027088002001", date(1988, 3, 9), "male", "0912000001", role="one_stop"
)
HOA = Member(
    "hoa", "Lê Thị Hoa", "027190002002", date(1990, 11, 2), "female", "0912000002", role="specialist"
)
BINH = Member("binh", "Phạm Văn Bình", "027079002003", date(1979, 7, 21), "male", "0912000003", role="leader")
TUAN = Member(
    "tuan", "Đặng Anh Tuấn", "027086002004", date(1986, 4, 17), "male", "0912000004", role="specialist"
)

THU = Member(
    "thu", "Đỗ Thị Thu", "024191002011", date(1991, 1, 15), "female", "0912000011", BAC_GIANG, "one_stop"
)
SON = Member(
    "son", "Hoàng Trường Sơn", "024085002012", date(1985, 6, 5), "male", "0912000012", BAC_GIANG, "specialist"
)
HANH = Member(
    "hanh", "Bùi Đức Hạnh", "024077002013", date(1977, 9, 9), "male", "0912000013", BAC_GIANG, "leader"
)
LY = Member(
    "ly", "Giáp Thị Lý", "024193002014", date(1993, 12, 3), "female", "0912000014", BAC_GIANG, "specialist"
)

MEN = Member(
    "men", "Thân Thị Mến", "024189002021", date(1989, 8, 8), "female", "0912000021", DONG_VIET, "one_stop"
)
TIEN = Member(
    "tien",
    "Nguyễn Đức Tiến",
    "024087002022",
    date(1987, 2, 24),
    "male",
    "0912000022",
    DONG_VIET,
    "specialist",
)
VINH = Member(
    "vinh", "Lương Quang Vinh", "024076002023", date(1976, 5, 30), "male", "0912000023", DONG_VIET, "leader"
)

CUONG = Member(
    "cuong", "Trịnh Mạnh Cường", "027084002031", date(1984, 10, 10), "male", "0912000031", KINH_BAC,
    "specialist", office="police",
)  # fmt: skip
TOAN = Member(
    "toan", "Ngô Văn Toàn", "027080002033", date(1980, 2, 12), "male", "0912000033", KINH_BAC,
    "leader", office="police",
)  # fmt: skip
DUNG = Member(
    "dung", "Nguyễn Tiến Dũng", "024085002032", date(1985, 3, 3), "male", "0912000032", BAC_GIANG,
    "specialist", office="police",
)  # fmt: skip
PHUONG = Member(
    "phuong", "Mai Thị Phương", "027190002041", date(1990, 6, 18), "female", "0912000041", PROVINCE,
    "one_stop",
)  # fmt: skip
KHANH = Member(
    "khanh", "Cao Văn Khánh", "024083002042", date(1983, 7, 7), "male", "0912000042", PROVINCE,
    "specialist", office="police",
)  # fmt: skip
LONG = Member(
    "long", "Đinh Hải Long", "027075002043", date(1975, 1, 28), "male", "0912000043", PROVINCE,
    "leader", office="police",
)  # fmt: skip
NGA = Member(
    "nga", "Chu Thị Nga", "027188002051", date(1988, 9, 14), "female", "0912000051", PROVINCE,
    "specialist", office="land_registration",
)  # fmt: skip
QUY = Member(
    "quy", "Dương Xuân Quý", "024086002061", date(1986, 11, 20), "male", "0912000061", PROVINCE,
    "specialist", office="construction",
)  # fmt: skip
OANH = Member(
    "oanh", "Lưu Thị Oanh", "027191002081", date(1991, 8, 5), "female", "0912000081", PROVINCE,
    "specialist", office="social_insurance",
)  # fmt: skip
TRONG = Member(
    "trong", "Đào Quang Trọng", "027078002082", date(1978, 12, 1), "male", "0912000082", PROVINCE,
    "leader", office="social_insurance",
)  # fmt: skip
HUONG = Member(
    "huong", "Tạ Thị Hương", "027192002091", date(1992, 3, 19), "female", "0912000091", PROVINCE,
    "specialist", office="committee_office",
)  # fmt: skip
DAT = Member(
    "dat", "Nguyễn Thành Đạt", "027080002092", date(1980, 10, 6), "male", "0912000092", PROVINCE,
    "leader", office="committee_office",
)  # fmt: skip
YEN = Member(
    "yen", "Hoàng Hải Yến", "027187002071", date(1987, 4, 26), "female", "0912000071", PROVINCE,
    "administrator", office="committee_office",
)  # fmt: skip

CITIZENS = (LAN, HAI, NAM, THAM)
OFFICERS = (
    MINH, HOA, TUAN, BINH, CUONG, TOAN,
    THU, SON, LY, HANH, DUNG,
    MEN, TIEN, VINH,
    PHUONG, KHANH, LONG, NGA, QUY, OANH, TRONG, HUONG, DAT, YEN,
)  # fmt: skip
CAST = (*CITIZENS, *OFFICERS)
FAMILIES = ((LAN, HAI),)
POTTERY = FirmCard(
    firm=uuid5(WORLD, "firm pottery"),
    name="Công ty TNHH Gốm Phù Lãng Xanh (mẫu)",
    enterprise_code="2300999001",
    head_office="Thôn Phấn Trung, xã Phù Lãng (mẫu)",
    representative="Vương Đình Thắng",
    title=Text(vi="Nhân viên hành chính", en="Office clerk"),
    valid_from=date(2025, 1, 2),
)
AGENTS = ((LAN, POTTERY), (HAI, replace(POTTERY, title=Text(vi="Kế toán", en="Accountant"))))
"""Who may act for which firm."""
MANDATED = ("2.000815", "1.001776")
"""What Thắm, a grandmother, lets others do for her: certified copies, and the social allowance."""
_PAPERS = (
    ("birth_certificate", "Giấy khai sinh", "birth certificate"),
    ("payment_account", "tài khoản thanh toán", "payment account"),
    ("social_account", "tài khoản an sinh xã hội", "social security account"),
    ("phone_number", "số thuê bao di động", "mobile number"),
    ("health_book", "Sổ sức khỏe điện tử", "electronic health book"),
    ("marriage_paper", "Giấy chứng nhận kết hôn", "marriage certificate"),
)
EIDS = (
    (
        LAN,
        EidCard(
            level=2,
            since=date(2024, 5, 20),
            source=Text(
                vi="Hệ thống định danh và xác thực điện tử (mẫu)", en="System of e-identities (sample)"
            ),
            papers=tuple(EidPaper(key, Text(vi=vi, en=en), date(2026, 7, 15)) for key, vi, en in _PAPERS),
        ),
    ),
)
"""Whose e-identity a record tells of; of nobody else is anything known."""


def enrol(member: Member) -> None:
    """Make a member of the cast known: a person, an account, and a post where there is one."""
    enrol_people([member])
    actions.open_account(
        account=member.account, name=f"{fold(member.name)} ({member.key})", person=member.person
    )
    if member.role is not None:
        actions.appoint(
            post=member.post,
            person=member.person,
            role=member.role,
            office=office_of(member),
            title=member.title,
            valid_from=IN_POST_FROM,
        )


def enrol_people(members: Iterable[Member]) -> None:
    """Keep people's records, without accounts."""
    actions.enrol(*(_card(member) for member in members))


def _card(member: Member) -> PersonCard:
    return PersonCard(
        person=member.person,
        full_name=member.name,
        identity_number=member.number,
        born_on=member.born_on,
        sex=member.sex,
        ethnicity="01",
        nationality="Việt Nam",
        phone=member.phone,
        commune=member.commune if member.commune != PROVINCE else KINH_BAC,
        address=member.address,
        source=SOURCE,
        marriage_registered_at=member.marriage,
    )


def office_of(member: Member) -> str:
    """Return the key of the office where a member of the cast works."""
    kind = member.office or ("centre" if member.role == "one_stop" else "committee")
    office = f"{member.commune.replace('/', '.')}.{kind}"
    return definitions.current_directory().office(office).key


def enrol_all(members: Iterable[Member] = CAST) -> None:
    """Make the whole cast known."""
    for member in members:
        enrol(member)
    for one, other in FAMILIES:
        actions.tie_spouses(one.person, other.person)
    for agent, firm in AGENTS:
        actions.enrol_agent(agent.person, firm)
    for member, eid in EIDS:
        keep_eid(member.person, eid)


def enrol_mandates(now: datetime) -> None:
    """Let Thắm's daughter-in-law Lan act for her, in what she named; the mandate of Hải is over."""
    today = now.date()
    for agent, first, last in (
        (LAN, today - timedelta(days=30), today + timedelta(days=335)),
        (HAI, today - timedelta(days=400), today - timedelta(days=36)),
    ):
        enrol_mandate(
            key=uuid5(WORLD, f"mandate {THAM.key} {agent.key}"),
            principal=THAM.person,
            agent=agent.person,
            procedures=MANDATED,
            days=(first, last),
            now=now - timedelta(days=(today - first).days),
        )


def enrol_families(now: datetime) -> None:
    """Give Nam a child who turns 14 soon, and his wish to be reminded of what comes with that."""
    day = now.date() + timedelta(days=20)
    card = ChildCard(
        key=uuid5(WORLD, "child of nam"),
        parent=NAM.person,
        full_name="Vũ Minh Khuê",
        born_on=date(day.year - 14, day.month, min(day.day, 28)),
        source=SOURCE,
    )
    actions.enrol_child(card)
    actions.wish_for_reminders(wanted=True, viewer=Viewer(person=NAM.person), now=now)
