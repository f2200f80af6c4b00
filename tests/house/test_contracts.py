"""The import contracts of pyproject.toml hold, and each of them refuses the fault it was made for."""

import json
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.house.tree import ROOT

CONTRACTS = {
    contract["name"]: contract
    for contract in tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
}

# A service of a stranger, so that a fault does not depend on what the real ones hold today.
STRANGER = {
    "services/stranger/__init__.py": "",
    "services/stranger/types.py": "",
    "services/stranger/models.py": "",
}

# fault: (the contract that refuses it, {file: what is appended to it})
FAULTS: dict[str, tuple[str, dict[str, str]]] = {
    "the base asks the kernel, inside a function": (
        "Floors",
        {"base/text.py": "def late():\n    from kinhbac.kernel import types\n    return types"},
    ),
    "the kernel asks a tool, for types only": (
        "Floors",
        {
            "kernel/seats.py": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import kinhbac.tools.identity"
        },
    ),
    "a tool asks a service": ("Floors", {"tools/notices/actions.py": "import kinhbac.services.procedures"}),
    "a service asks the site, by a relative import": (
        "Floors",
        {"services/procedures/reads.py": "from ...site import settings"},
    ),
    "a new floor": ("Floors", {"shared/__init__.py": ""}),
    "a service asks a service": (
        "Services are strangers",
        {**STRANGER, "services/stranger/reads.py": "import kinhbac.services.procedures"},
    ),
    "a lower tool asks a higher one": (
        "Tools stand in an order",
        {"tools/files/reads.py": "import kinhbac.tools.forms"},
    ),
    "a new tool without a place in the order": (
        "Tools stand in an order",
        {"tools/sundries/__init__.py": ""},
    ),
    "a helpers.py": ("Rooms of a capability", {**STRANGER, "services/stranger/helpers.py": ""}),
    "a common/": ("Rooms of a capability", {**STRANGER, "services/stranger/common/__init__.py": ""}),
    "rules ask reads": (
        "Rooms of a capability",
        {
            **STRANGER,
            "services/stranger/reads.py": "",
            "services/stranger/rules.py": "import kinhbac.services.stranger.reads",
        },
    ),
    "reads ask actions": (
        "Rooms of a capability",
        {
            **STRANGER,
            "services/stranger/actions.py": "",
            "services/stranger/reads.py": "from kinhbac.services.stranger import actions",
        },
    ),
    "the rules of forms ask its pages": (
        "Rooms of the machines",
        {"tools/forms/pages.py": "", "tools/forms/rules.py": "import kinhbac.tools.forms.pages"},
    ),
    "a new room of the kernel": ("Rooms of the kernel", {"kernel/helpers.py": ""}),
    "the kernel's tables ask its actions": (
        "Rooms of the kernel",
        {"kernel/models.py": "def save_all():\n    from kinhbac.kernel import actions\n    return actions"},
    ),
    "the base knows Django": (
        "Pure rooms know no framework",
        {"base/text.py": "from django.utils import timezone"},
    ),
    "rules know Django, inside a function": (
        "Pure rooms know no framework",
        {
            **STRANGER,
            "services/stranger/rules.py": "def now():\n    from django.utils.timezone import now\n    return now",
        },
    ),
    "the kernel's flow knows the database, by a third room": (
        "Pure rooms know no framework",
        {"kernel/flow.py": "import kinhbac.kernel.clocks", "kernel/clocks.py": "import psycopg"},
    ),
    "pages ask tables": (
        "Only doors touch tables",
        {**STRANGER, "services/stranger/pages.py": "from kinhbac.services.stranger import models"},
    ),
    "a service reads the kernel's tables": (
        "The kernel is entered by its doors",
        {**STRANGER, "services/stranger/reads.py": "from kinhbac.kernel import models"},
    ),
    "a service writes a tool's tables": (
        "Tools are entered by their doors",
        {**STRANGER, "services/stranger/actions.py": "import kinhbac.tools.identity.models"},
    ),
    "two rooms ask each other": (
        "No circles",
        {"base/egg.py": "import kinhbac.base.hen", "base/hen.py": "import kinhbac.base.egg"},
    ),
}


@pytest.fixture(scope="module")
def refusals(tmp_path_factory) -> dict[str, list[str]]:
    """Which contracts break under each fault; the house as it is stands under the name "none"."""
    copy: Path = tmp_path_factory.mktemp("house")
    shutil.copytree(
        ROOT / "src", copy / "src", ignore=shutil.ignore_patterns("__pycache__", "static", "*.mo")
    )
    planted = {"none": {}, **{fault: files for fault, (_, files) in FAULTS.items()}}
    ended = subprocess.run(
        [sys.executable, str(ROOT / "tests" / "house" / "plant.py"), str(ROOT / "pyproject.toml")],
        input=json.dumps(planted),
        env={**os.environ, "PYTHONPATH": str(copy / "src"), "PYTHONDONTWRITEBYTECODE": "1"},
        cwd=copy,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    return json.loads(ended.stdout)


def test_the_house_keeps_its_contracts(refusals):
    assert refusals["none"] == []


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_refused(refusals, fault):
    contract, _ = FAULTS[fault]
    assert contract in refusals[fault]


def test_every_contract_has_a_fault_that_it_refuses():
    assert {contract for contract, _ in FAULTS.values()} == set(CONTRACTS)


def test_every_tool_and_service_is_held_to_the_same_rooms():
    strict, loose = CONTRACTS["Rooms of a capability"], CONTRACTS["Rooms of the machines"]
    assert strict["layers"] == loose["layers"]
    held = {name.rpartition(".")[2] for name in strict["containers"] + loose["containers"]} - {"*"}
    tools = {path.parent.name for path in (ROOT / "src" / "kinhbac" / "tools").glob("*/__init__.py")}
    assert tools <= held, f"name it in one of the two contracts in pyproject.toml: {tools - held}"
