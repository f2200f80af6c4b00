"""Reads advisories in the OSV format, and says whether a version is affected. Entered by scripts/advisories.py.

The rules are those of https://ossf.github.io/osv-schema/#evaluation.
"""

import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from packaging.version import InvalidVersion, Version

Entry = dict[str, Any]
"""One advisory as it is written there."""


@dataclass(frozen=True, order=True)
class Pin:
    """A package in one version, in the ecosystem (PyPI, npm) that gives it."""

    ecosystem: str
    name: str
    version: str

    def __str__(self) -> str:
        return f"{self.name}=={self.version}"


def plain(ecosystem: str, name: str) -> str:
    """Return the name as the ecosystem compares it."""
    return re.sub(r"[-_.]+", "-", name).lower() if ecosystem == "PyPI" else name


def entries(place: Path) -> Iterator[Entry]:
    """Yield every advisory of a folder (YAML, JSON) or of a zip of JSON files, but those that were withdrawn."""
    for name, content in _files(place):
        read = json.loads(content) if name.endswith(".json") else yaml.load(content, _QUICK)  # noqa: S506  - a safe one
        if isinstance(read, dict) and "affected" in read and "withdrawn" not in read:
            yield read


_QUICK = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _files(place: Path) -> Iterator[tuple[str, bytes]]:
    if place.is_dir():
        for path in sorted(place.rglob("*")):
            if path.suffix in {".json", ".yaml", ".yml"}:
                yield path.name, path.read_bytes()
        return
    with zipfile.ZipFile(place) as packed:
        for name in packed.namelist():
            yield name, packed.read(name)


def affects(entry: Entry, pin: Pin) -> list[str] | None:
    """Return the versions in which it is fixed (none of them: an empty list), or None where the pin is not affected."""
    fixed: list[str] = []
    affected = False
    for each in entry["affected"]:
        package = each.get("package", {})
        if package.get("ecosystem") != pin.ecosystem:
            continue
        if plain(pin.ecosystem, package.get("name", "")) != plain(pin.ecosystem, pin.name):
            continue
        ranges = [found for found in each.get("ranges", ()) if found["type"] in {"ECOSYSTEM", "SEMVER"}]
        if pin.version in each.get("versions", ()) or any(_within(found, pin.version) for found in ranges):
            affected = True
            fixed += [event["fixed"] for found in ranges for event in found["events"] if "fixed" in event]
    return [version for version in fixed if _later(version, pin.version)] if affected else None


def _within(found: Entry, version: str) -> bool:
    """Say whether a range holds a version; the last event that is not after it decides."""
    asked = _number(version)
    inside = False
    for event in sorted(found["events"], key=lambda event: _number(next(iter(event.values())))):
        ((kind, at),) = event.items()
        if kind == "introduced" and asked >= _number(at):
            inside = True
        elif (kind == "fixed" and asked >= _number(at)) or (kind == "last_affected" and asked > _number(at)):
            inside = False
    return inside


def _later(version: str, than: str) -> bool:
    return _number(version) > _number(than)


def _number(version: str) -> Version:
    """Return what can be compared; of a version with odd letters only its figures, which errs to the earlier."""
    if version == "0":
        return Version("0.dev0")
    try:
        return Version(version)
    except InvalidVersion:
        figures = re.match(r"v?\d+(\.\d+)*", version)
        return Version(f"{figures[0] if figures else 0}.dev0")
