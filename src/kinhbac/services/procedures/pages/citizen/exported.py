"""What a download of one's own data holds: JSON for programs, pages for people, and the papers. One dossier at a time.

The archive is written to a temporary file once it outgrows a little memory, and papers pass through in pieces, so that a
person with many dossiers costs no more memory than one with few.
"""

import json
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from tempfile import SpooledTemporaryFile
from typing import IO, Any
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string

from kinhbac.base.clock import HCM
from kinhbac.base.text import Text
from kinhbac.kernel.types import Viewer
from kinhbac.services.procedures.reads.dossiers import dossier_coded, own_dossiers
from kinhbac.services.procedures.reads.looked import looked_at
from kinhbac.services.procedures.reads.own import draft_file, unsent_drafts
from kinhbac.services.procedures.reads.own_page import own_papers
from kinhbac.services.procedures.types import Dossier, Seen
from kinhbac.tools.files.configured import store
from kinhbac.tools.files.names import name_to_save
from kinhbac.tools.files.reads import file_for_case
from kinhbac.tools.files.types import KeptFile
from kinhbac.tools.identity.reads import children_of, firms_of, own_card
from kinhbac.tools.identity.reads.eid import own_eid
from kinhbac.tools.identity.reads.entries import own_sign_ins
from kinhbac.tools.notices.reads import box_of

IN_MEMORY = 1_000_000
"""So many bytes stay in memory; what is longer goes to a temporary file."""
MOST_LETTERS = 5_000
NOT_SAID = ("offers", "facts", "may_undo", "may_correct", "may_adjust", "seq")
"""Of a dossier: what is for acting upon it and not about the person."""


@dataclass
class _Archive:
    """An archive on its way: what the front page will list."""

    zipped: ZipFile
    at: datetime
    dossiers: list[tuple[str, Text, str]] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    def text(self, name: str, content: str) -> None:
        self.zipped.writestr(_member(name, self.at, ZIP_DEFLATED), content)

    def plain(self, name: str, value: Any) -> None:
        self.text(name, json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1))

    def page(self, name: str, template: str, context: dict[str, Any]) -> None:
        self.text(name, render_to_string(f"procedures/export/{template}", {"at": self.at, **context}))

    def paper(self, name: str, kept: KeptFile) -> bool:
        """Put a paper in; one whose content is damaged is named on the front page and does not stop the rest."""
        try:
            with (
                store().open(kept.digest) as content,
                self.zipped.open(_member(name, self.at, ZIP_STORED), "w") as member,
            ):
                shutil.copyfileobj(content, member)
        except FileNotFoundError:
            self.missing.append(name)
            return False
        return True


def whole_of(viewer: Viewer, now: datetime) -> IO[bytes]:
    """Return an archive of everything that is the viewer's own, at its beginning; a firm's dossiers are not.

    Args:
        viewer: whose; the dossiers are opened by her, and recorded so.
        now: aware.
    """
    target = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the answer closes it once it is sent
    with ZipFile(target, "w") as zipped:
        archive = _Archive(zipped, now.astimezone(HCM))
        archive.plain("me.json", _known(viewer, now))
        archive.plain("letters.json", [asdict(each) for each in box_of(viewer, limit=MOST_LETTERS)])
        archive.plain("who-looked.json", [asdict(each) for each in _looks(viewer, now)])
        _drafts(archive, viewer)
        _dossiers(archive, viewer, now)
        front = {"me": own_card(viewer), "dossiers": archive.dossiers, "missing": archive.missing}
        archive.page("index.html", "index.html", front)
    target.seek(0)
    return target


def _known(viewer: Viewer, now: datetime) -> dict[str, Any]:
    day = now.astimezone(HCM).date()
    card, eid = own_card(viewer), own_eid(viewer, day)
    return {
        "record": asdict(card) if card is not None else None,
        "e_identity": asdict(eid) if eid is not None else None,
        "children": [asdict(each) for each in children_of(viewer)],
        "firms": [asdict(each) for each in firms_of(viewer, day)],
        "sign_ins": [asdict(each) for each in own_sign_ins(viewer)],
        "made_at": now,
    }


def _looks(viewer: Viewer, now: datetime) -> Iterator[Seen]:
    until = None
    while True:
        page = looked_at(viewer, now, until=until)
        yield from page.lines
        if page.more is None:
            return
        until = page.more


def _drafts(archive: _Archive, viewer: Viewer) -> None:
    for each in unsent_drafts(viewer):
        said = {"procedure": each.procedure.key, "code": each.code, "answers": each.answers}
        archive.plain(f"forms/{each.id}.json", {**said, "begun_at": each.begun_at})
        for number, file in enumerate(sorted(each.files, key=str), 1):
            kept = draft_file(each.id, file, viewer)
            archive.paper(f"forms/{each.id}/{_named(number, kept)}", kept)


def _dossiers(archive: _Archive, viewer: Viewer, now: datetime) -> None:
    papers = dict(_papers(viewer))
    for summary in own_dossiers(viewer, now):
        if summary.firm:
            continue
        code, whole = summary.code, dossier_coded(summary.code, viewer, now)
        put = list(_put(archive, code, papers.get(code, ())))
        archive.plain(f"dossiers/{code}.json", _program(whole))
        archive.page(f"dossiers/{code}.html", "dossier.html", {"dossier": whole, "papers": put})
        archive.dossiers.append((code, summary.name, whole.summary.about))


def _papers(viewer: Viewer) -> Iterator[tuple[str, tuple[tuple[UUID, str], ...]]]:
    begin, more = 0, True
    while more:
        found, more = own_papers(viewer, begin)
        yield from ((each.code, each.papers) for each in found)
        begin += len(found)


def _put(archive: _Archive, code: str, papers: tuple[tuple[UUID, str], ...]) -> Iterator[str]:
    keys = frozenset(key for key, _ in papers)
    for number, (key, _) in enumerate(papers, 1):
        kept = file_for_case(key, keys)
        if kept is None:
            continue
        name = f"papers/{code}/{_named(number, kept)}"
        if archive.paper(name, kept):
            yield name


def _program(whole: Dossier) -> dict[str, Any]:
    plain = asdict(replace(whole, offers=(), facts={}))
    return {name: value for name, value in plain.items() if name not in NOT_SAID}


def _named(number: int, kept: KeptFile) -> str:
    return f"{number:02}-{name_to_save(kept.original_name, kept.kind)}"


def _member(name: str, at: datetime, how: int) -> ZipInfo:
    member = ZipInfo(name, at.timetuple()[:6])
    member.compress_type = how
    return member
