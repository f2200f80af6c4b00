"""The locks pin every package with its hash and name no host, so that any mirror may serve them."""

import json
import re

import pytest

from tests.house.tree import ROOT

pytestmark = pytest.mark.pure

LOCKS = ["run", "build", "package", "dev"]
NODE = ["frontend", "tests/strangers"]
PIN = re.compile(r"^[A-Za-z0-9._-]+(\[[a-z,-]+\])?==\S+( ; .+)? \\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}( \\)?$")


@pytest.mark.parametrize("name", LOCKS)
def test_every_line_is_a_pin_or_a_hash(name):
    lines = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    odd = [line for line in lines if not PIN.match(line) and not HASH.match(line)]
    assert lines
    assert not odd


def test_what_is_in_two_locks_is_in_one_version():
    versions: dict[str, set[str]] = {}
    for name in LOCKS:
        for line in (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8").splitlines():
            if PIN.match(line):
                package, _, version = line.removesuffix(" \\").partition("==")
                versions.setdefault(package, set()).add(version.partition(" ;")[0])
    assert not {package: found for package, found in versions.items() if len(found) > 1}


@pytest.mark.parametrize("folder", NODE)
def test_packages_of_node_are_pinned_by_digest_and_name_no_registry(folder):
    lock = json.loads((ROOT / folder / "package-lock.json").read_text(encoding="utf-8"))
    packages = {path: package for path, package in lock["packages"].items() if path}
    assert packages
    assert not [path for path, package in packages.items() if "resolved" in package]
    assert not [
        path for path, package in packages.items() if not package.get("integrity", "").startswith("sha512-")
    ]


@pytest.mark.parametrize("folder", NODE)
def test_packages_of_node_are_named_by_exact_versions(folder):
    manifest = json.loads((ROOT / folder / "package.json").read_text(encoding="utf-8"))
    wanted = {**manifest.get("dependencies", {}), **manifest.get("devDependencies", {})}
    assert not {
        name: version for name, version in wanted.items() if not re.fullmatch(r"\d+\.\d+\.\d+", version)
    }
