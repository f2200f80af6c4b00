"""Who has an account at the sandbox: the cast of the demo, a newcomer whom no record knows, and a firm."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import uuid5

from kinhbac.site.demo.cast import CAST, POTTERY, WORLD, Member

PERSON, ORGANISATION = "1", "2"
"""The kinds of account (LoaiTaiKhoan)."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody with an account: what the provider tells of her, and of the firm whose account it is."""

    key: str
    name: str
    number: str
    born_on: date
    firm_name: str = ""
    firm_code: str = ""

    @property
    def subject(self) -> str:
        """The name by which the provider calls this account, which tells nothing."""
        return str(uuid5(WORLD, f"sandbox {self.key}"))

    def claims(self) -> dict[str, str]:
        """Return what is told of the account beside its level, by VNeID's words."""
        firm = {"MaSoThue": self.firm_code, "TenToChuc": self.firm_name} if self.firm_code else {}
        return {
            "sub": self.subject,
            "LoaiTaiKhoan": ORGANISATION if self.firm_code else PERSON,
            "SoDinhDanh": self.number,
            "HoVaTen": self.name,
            "NgayThangNamSinh": f"{self.born_on:%d/%m/%Y}",
            **firm,
        }


def _of_cast(member: Member) -> Holder:
    return Holder(member.key, member.name, member.number, member.born_on)


NEWCOMER = Holder("newcomer", "Nguyễn Thị Mới", "027195009001", date(1995, 9, 9))
FIRM = Holder(
    "pottery", "Vương Đình Thắng", "024080009002", date(1980, 3, 15), POTTERY.name, POTTERY.enterprise_code
)
HOLDERS: Mapping[str, Holder] = {
    each.key: each for each in (*map(_of_cast, CAST[:3]), NEWCOMER, FIRM, *map(_of_cast, CAST[3:]))
}
"""Citizens first, then the newcomer and the firm, then those who are officers in their working hours."""
