"""Reads `offices/competences.yaml` into roles and competences. Entered by `reader` alone."""

from dataclasses import dataclass
from pathlib import Path

from kinhbac.base.definitions import DefinitionError, Faults, Node, read
from kinhbac.base.text import Text
from kinhbac.kernel.directory.rows import check_head, flag, laws, period
from kinhbac.kernel.directory.types import Competence, Holding, Level, OfficeKind, Role


@dataclass(frozen=True, slots=True)
class CompetenceFile:
    """The competences together with the places of their holdings, for the checks that follow."""

    roles: tuple[Role, ...]
    competences: tuple[Competence, ...]
    places: dict[str, tuple[Node, ...]]


def read_competences(folder: Path, kinds: tuple[OfficeKind, ...]) -> CompetenceFile:
    """Read the competences of a catalogue.

    Raises:
        DefinitionError: with every fault of the file.
    """
    head = read(folder / "offices" / "competences.yaml")
    check_head(head, "sample", "roles", "competences")
    roles = tuple(_role(node) for node in head.need("roles").each())
    sample, verified = head.need("sample").flag(), head.need("verified").flag()
    found: dict[str, Competence] = {}
    places: dict[str, tuple[Node, ...]] = {}
    faults = Faults()
    for node in head.need("competences").each():
        with faults.gather():
            node.only("key", "name", "held")
            key = node.need("key").text()
            if key in found:
                raise DefinitionError(
                    node.fault(
                        Text(vi=f"thẩm quyền {key} bị lặp lại", en=f"the competence {key} stands here again"),
                        Text(vi="chỉ giữ lại một", en="keep one"),
                    )
                )
            held = tuple(node.need("held").each())
            if not held:
                raise DefinitionError(
                    node.fault(
                        Text(vi=f"không ai giữ {key}", en=f"nobody holds {key}"),
                        Text(
                            vi="ghi ít nhất một nơi giữ dưới held", en="write at least one holding under held"
                        ),
                    )
                )
            holdings = tuple(_holding(each, kinds, roles) for each in held)
            found[key] = Competence(key, node.need("name").bilingual(), holdings, sample, verified)
            places[key] = held
    faults.check()
    return CompetenceFile(roles, tuple(found.values()), places)


def _role(node: Node) -> Role:
    node.only("key", "name", "in_one_stop")
    return Role(node.need("key").text(), node.need("name").bilingual(), flag(node, "in_one_stop"))


def _holding(node: Node, kinds: tuple[OfficeKind, ...], roles: tuple[Role, ...]) -> Holding:
    node.only("kind", "level", "area", "in_force", "roles", "law")
    node.need("area").choice("own_unit")
    kind = node.need("kind").choice(*(each.key for each in kinds))
    level = Level(node.need("level").choice(*Level))
    if any(each.key == kind and each.level is not level for each in kinds):
        raise DefinitionError(
            node.need("level").fault(
                Text(vi=f"{kind} không thuộc cấp {level}", en=f"{kind} is not of the level {level}"),
                Text(vi="sửa kind hoặc level", en="correct kind or level"),
            )
        )
    days = period(node)
    known = tuple(each.key for each in roles)
    return Holding(
        kind=kind,
        level=level,
        roles=tuple(each.choice(*known) for each in node.need("roles").each()),
        valid_from=days.valid_from,
        valid_to=days.valid_to,
        law=laws(node),
    )
