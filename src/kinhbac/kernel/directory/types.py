"""The values of the directory: units, offices, competences. Entered by every room that names one of them.

A day of None at `valid_from` means "since before our records", at `valid_to` "still in force"; both days count.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kinhbac.base.text import Text


class Level(StrEnum):
    """A level of government (cấp). Three tiers until 30 June 2025, two since."""

    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"

    @property
    def depth(self) -> int:
        """Count from the province (0) downwards."""
        return list(Level).index(self)


LEVEL_NAMES = {
    Level.PROVINCE: Text(vi="cấp tỉnh", en="province level"),
    Level.DISTRICT: Text(vi="cấp huyện", en="district level"),
    Level.COMMUNE: Text(vi="cấp xã", en="commune level"),
}


@dataclass(frozen=True, slots=True, order=True)
class UnitRef:
    """The key of a unit: an edition of the units and a code; one code may mean two places in two editions."""

    edition: str
    code: str

    def __str__(self) -> str:
        return f"{self.edition}/{self.code}"

    @classmethod
    def parse(cls, words: str) -> "UnitRef":
        """Read "2025/07210".

        Raises:
            ValueError: not an edition, a stroke and a code.
        """
        edition, stroke, code = words.partition("/")
        if not (edition and stroke and code) or "/" in code:
            raise ValueError(f'"{words}" is not written edition/code, such as 2025/07210')
        return cls(edition, code)


@dataclass(frozen=True, slots=True)
class Law:
    """A place in a legal act (văn bản, điều khoản)."""

    act: str
    article: str = ""


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of the list of units (danh mục đơn vị hành chính): the levels it knows, and its days."""

    key: str
    levels: tuple[Level, ...]
    source: Text
    verified: bool
    valid_from: date | None = None
    valid_to: date | None = None
    law: tuple[Law, ...] = ()


@dataclass(frozen=True, slots=True)
class UnitTitle:
    """What a unit is called from a day on: its type's word (phường, xã, tỉnh, ...), dated like all else."""

    word: Text
    since: date | None = None
    verified: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """An administrative unit (đơn vị hành chính).

    Attributes:
        name: the proper name alone, without the word of its type.
        titles: at least one, oldest first.
        in_parts: the unit was divided; `successors` may not name every part.
    """

    ref: UnitRef
    name: str
    level: Level
    titles: tuple[UnitTitle, ...]
    verified: bool
    parent: UnitRef | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    successors: tuple[UnitRef, ...] = ()
    in_parts: bool = False
    notes: tuple[Text, ...] = ()

    def called(self, day: date | None = None) -> Text:
        """Return type and name as inside a sentence ("phường Đa Mai", "Đa Mai Ward"), on a day or at the last."""
        titles = [each for each in self.titles if day is None or each.since is None or each.since <= day]
        word = (titles or self.titles[:1])[-1].word
        return Text(vi=f"{word.vi} {self.name}", en=f"{self.name} {word.en}")


@dataclass(frozen=True, slots=True)
class OfficeKind:
    """What an office is (loại cơ quan), at which level; a unit has at most one of each kind on a day."""

    key: str
    name: Text
    level: Level
    one_stop: bool = False


@dataclass(frozen=True, slots=True)
class OfficeName:
    """The name and short name of an office from a day on."""

    name: Text
    short_name: Text
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Office:
    """An office (cơ quan, đơn vị).

    Attributes:
        names: at least one, oldest first.
        e_identifier: electronic identifier (mã định danh), the prefix of the codes the office issues.
        in_parts: its work was divided; `successors` may not name every part.
    """

    key: str
    kind: str
    unit: UnitRef
    names: tuple[OfficeName, ...]
    e_identifier: str
    sample: bool
    verified: bool
    parent: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    successors: tuple[str, ...] = ()
    in_parts: bool = False
    phone: str = ""
    address: str = ""

    @property
    def name(self) -> Text:
        """The newest full name."""
        return self.names[-1].name

    @property
    def short_name(self) -> Text:
        """The newest short name."""
        return self.names[-1].short_name

    def name_on(self, day: date) -> OfficeName:
        """Return the names borne on a day; the oldest known for a day before them all."""
        return ([each for each in self.names if each.since is None or each.since <= day] or self.names[:1])[
            -1
        ]


@dataclass(frozen=True, slots=True)
class Role:
    """A role inside the work of a competence (vai trò); `in_one_stop`: it sits at the one-stop desk (một cửa)."""

    key: str
    name: Text
    in_one_stop: bool = False


@dataclass(frozen=True, slots=True)
class Holding:
    """Who holds a competence in a time: a kind of office at a level, each for the area of its own unit."""

    kind: str
    level: Level
    roles: tuple[str, ...]
    valid_from: date | None = None
    valid_to: date | None = None
    law: tuple[Law, ...] = ()


@dataclass(frozen=True, slots=True)
class Competence:
    """A power to decide something (thẩm quyền); its holdings follow one another without gap, oldest first."""

    key: str
    name: Text
    holdings: tuple[Holding, ...]
    sample: bool
    verified: bool
