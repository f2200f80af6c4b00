"""Writes requirements/*.txt from pyproject.toml with hashes and without any host's name. Argument: the uv program."""

import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "requirements"
OPTIONS = (
    "--quiet",
    "--universal",
    "--python-version=3.11",
    "--generate-hashes",
    "--no-header",
    "--no-emit-index-url",
    "--no-annotate",
)


def main(uv: str) -> None:
    packaging = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["build-system"][
        "requires"
    ]
    compile_lock(uv, "run", "pyproject.toml")
    compile_lock(uv, "build", "--group", "build")
    compile_lock(uv, "dev", "--group", "dev", "-c", "requirements/run.txt")
    compile_lock(uv, "package", "-", standard_input="\n".join([*packaging, "editables"]))


def compile_lock(uv: str, name: str, *sources: str, standard_input: str | None = None) -> None:
    """Resolve the sources into requirements/<name>.txt; versions already there stay where they may."""
    target = FOLDER / f"{name}.txt"
    subprocess.run(
        [uv, "pip", "compile", *OPTIONS, *sources, "-o", str(target)],
        cwd=ROOT,
        input=standard_input,
        text=True,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    print(f"{target.relative_to(ROOT)}: {target.read_text().count('==')} packages")


if __name__ == "__main__":
    main(*sys.argv[1:])
