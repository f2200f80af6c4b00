"""The sentences on the screens: compiles their English, and finds sentences that have none.

    python scripts/messages.py compile    every src/**/locale/*/LC_MESSAGES/django.po to django.mo beside it
    python scripts/messages.py missing    names each Vietnamese sentence without English, exit code 1 if any

Sentences stand in Vietnamese in templates and in gettext calls; their English stands in the `locale` folder of
the app that says them.
"""

import io
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.utils.translation import template

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "kinhbac"
ENGLISH = Path("locale/en/LC_MESSAGES/django.po")
SCREENS = {".html", ".txt", ".svg"}
CALLS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
PLACE = re.compile(r"%\((\w+)\)[sd]|\{(\w*)\}")


@dataclass(frozen=True)
class Sentence:
    """A Vietnamese sentence of the screens and where it is said."""

    file: Path
    line: int
    words: str
    context: str | None = None


def compile_all(source: Path = SOURCE) -> int:
    """Compile every catalogue under `source`; return how many."""
    catalogues = sorted(source.glob("**/locale/*/LC_MESSAGES/django.po"))
    for file in catalogues:
        with file.with_suffix(".mo").open("wb") as compiled:
            write_mo(compiled, read_catalogue(file))
    return len(catalogues)


def read_catalogue(file: Path) -> Catalog:
    """Return one language of one app; a file that is not there is an empty one."""
    if not file.exists():
        return Catalog(locale="en")
    with file.open("rb") as opened:
        return read_po(opened, locale=file.parts[-3], abort_invalid=True)


def app_of(file: Path, source: Path = SOURCE) -> Path:
    """Return the folder of the app that a file belongs to: the nearest one above it with apps.py or locale."""
    for folder in file.parents:
        if (folder / "apps.py").exists() or (folder / "locale").is_dir():
            return folder
        if folder.parent == source:
            return folder
    raise ValueError(f"{file} is not in {source}")


def sentences(source: Path = SOURCE) -> Iterator[Sentence]:
    """Every sentence said in a template or in a gettext call."""
    for file in sorted(source.rglob("*")):
        if file.suffix == ".py":
            yield from _extract(file, file.read_text(encoding="utf-8"))
        elif file.suffix in SCREENS and "templates" in file.parts:
            plain = template.templatize(file.read_text(encoding="utf-8"), origin=str(file))
            # what surrounds the tags is blanked out but still indented, which Python's tokenizer would refuse
            yield from _extract(file, "\n".join(line.lstrip() for line in plain.split("\n")))


def _extract(file: Path, text: str) -> Iterator[Sentence]:
    for line, words, _, context in extract("python", io.BytesIO(text.encode()), CALLS):
        yield Sentence(file, line, words[0] if isinstance(words, tuple) else words, context)


def missing(source: Path = SOURCE) -> list[str]:
    """Name each sentence without complete English, as file, line and remedy."""
    faults: list[str] = []
    catalogues: dict[Path, Catalog] = {}
    for sentence in sentences(source):
        folder = app_of(sentence.file, source)
        if folder not in catalogues:
            catalogues[folder] = read_catalogue(folder / ENGLISH)
        fault = _fault(sentence, catalogues[folder])
        if fault:
            place = sentence.file.relative_to(source)
            faults.append(f"{place}:{sentence.line}: {sentence.words!r} {fault} in {folder.name}/{ENGLISH}")
    return faults


def _fault(sentence: Sentence, catalogue: Catalog) -> str | None:
    message = catalogue.get(sentence.words, sentence.context)
    if message is None or message.fuzzy:
        return "has no English"
    forms = message.string if isinstance(message.string, tuple) else (message.string,)
    if not all(forms):
        return "has no English"
    if any(not set(PLACE.findall(form)) <= set(PLACE.findall(sentence.words)) for form in forms):
        return "has English with a place the Vietnamese does not fill"
    return None


def contradictions(source: Path = SOURCE) -> list[str]:
    """Name each sentence that two apps put into different English: Django would show only one of them."""
    said: dict[tuple[str, str | None], tuple[str, Path]] = {}
    faults = []
    for file in sorted(source.glob(f"**/{ENGLISH}")):
        for key, english in _translations(read_catalogue(file)):
            first, where = said.setdefault(key, (english, file))
            if first != english:
                faults.append(
                    f"{key[0]!r}: {first!r} in {where.relative_to(source)}, {english!r} in {file.relative_to(source)}"
                )
    return faults


def _translations(catalogue: Iterable) -> Iterator[tuple[tuple[str, str | None], str]]:
    for message in catalogue:
        if message.id and isinstance(message.id, str):
            yield (message.id, message.context), str(message.string)


def main(verb: str) -> int:
    if verb == "compile":
        print(f"Compiled {compile_all()} catalogues of sentences")
        return 0
    faults = [*missing(), *contradictions()]
    print("\n".join(faults) or "Every sentence has its English.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
