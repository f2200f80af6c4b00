"""What stands once for all procedures (catalogue/shared): acts, ways to apply, terms, paths, letters, blocks, waivers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kinhbac.base.definitions import DefinitionError, Faults, Node, read
from kinhbac.base.text import Text
from kinhbac.tools.grammar.short.blocks import BLOCK_KEYS

LISTS = ("acts", "fields", "channels", "terms", "papers", "sources", "components", "waivers", "letters")
FOLDERS = {"blocks": BLOCK_KEYS, "paths": ("key", "name", "law", "start", "returning", "steps", "consulted")}
Keyed = Mapping[str, Node]


@dataclass(frozen=True)
class Shared:
    """Definitions by key, each still at its file and line; `sets` names several channels together."""

    acts: Keyed = field(default_factory=dict)
    fields: Keyed = field(default_factory=dict)
    channels: Keyed = field(default_factory=dict)
    sets: Keyed = field(default_factory=dict)
    terms: Keyed = field(default_factory=dict)
    papers: Keyed = field(default_factory=dict)
    sources: Keyed = field(default_factory=dict)
    components: Keyed = field(default_factory=dict)
    waivers: Keyed = field(default_factory=dict)
    letters: Keyed = field(default_factory=dict)
    blocks: Keyed = field(default_factory=dict)
    paths: Keyed = field(default_factory=dict)


def read_shared(folder: Path) -> Shared:
    """Return what a folder says for all procedures; one that is not there says nothing.

    Raises:
        DefinitionError: every fault of every file.
    """
    faults = Faults()
    found: dict[str, Keyed] = {}
    for name in LISTS:
        path = folder / f"{name}.yaml"
        if path.exists():
            with faults.gather():
                found.update(_listed(read(path), name))
    for name, keys in FOLDERS.items():
        found[name] = {}
        for path in sorted((folder / name).glob("*.yaml")):
            with faults.gather():
                found[name] = {**found[name], **_file(read(path), path.stem, keys)}
    faults.check()
    return Shared(**found)


def _listed(node: Node, name: str) -> dict[str, Keyed]:
    """Return a file's entries by key; of ways to apply there may be several with one key, by date."""
    node.only(name, "sets") if name == "channels" else node.only(name)
    entries = list(node.need(name).each())
    key = "event" if name == "letters" else "key"
    if name == "channels":
        sets = node.get("sets")
        every = {str(place): each for place, each in enumerate(entries)}
        return {"channels": every, "sets": dict(sets.items()) if sets is not None else {}}
    keyed: dict[str, Node] = {}
    for each in entries:
        named = each.need(key).text()
        if named in keyed:
            raise DefinitionError(
                each.fault(
                    Text(vi=f'"{named}" bị lặp lại', en=f'"{named}" stands here again'),
                    Text(vi="đặt cho mỗi mục một khóa riêng", en="give each its own key"),
                )
            )
        keyed[named] = each
    return {name: keyed}


def _file(node: Node, stem: str, keys: tuple[str, ...]) -> Keyed:
    node.only(*keys)
    key = node.need("key")
    if key.text() != stem:
        raise DefinitionError(
            key.fault(
                Text(vi=f'tên tệp là "{stem}.yaml"', en=f'the file is "{stem}.yaml"'),
                Text(vi="đặt tên tệp và khóa giống nhau", en="give file and key the same name"),
            )
        )
    return {stem: node}
