"""Drafts are begun, saved, thrown away. Of two who save the same edition, the later is refused and loses nothing."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from kinhbac.base.text import Text
from kinhbac.kernel.reads import NotFound
from kinhbac.kernel.types import Refusal, Refused, Viewer
from kinhbac.services.catalogue.models import ProcedureDraft
from kinhbac.services.catalogue.reads.versions import texts_of
from kinhbac.services.catalogue.rules import publication
from kinhbac.services.catalogue.rules.texts import clean, is_name, key_in
from kinhbac.services.catalogue.types import Texts
from kinhbac.tools.identity.types import ADMINISTRATOR

MOST_FILES = 12
OVERTAKEN = Refusal(
    "draft.overtaken",
    Text(vi="Người khác vừa lưu bản nháp này.", en="Somebody else has just saved this draft."),
    Text(
        vi="Những gì bạn gõ vẫn ở đây. Xem chỗ khác nhau bên dưới rồi lưu lại nếu muốn thay bản của họ.",
        en="What you typed is still here. Look at the differences below, then save again to replace theirs.",
    ),
)
BAD_NAME = Refusal(
    "draft.bad_name",
    Text(vi="Tên tệp không dùng được.", en="The file cannot be called so."),
    Text(
        vi="Viết bằng chữ thường không dấu, kết thúc bằng .yaml, ví dụ letters.yaml.",
        en="Use small letters without accents, ending in .yaml, for example letters.yaml.",
    ),
)
NO_TEXT = Refusal(
    "draft.no_text",
    Text(vi="Chưa có văn bản nào.", en="There is no text yet."),
    Text(
        vi="Chọn một thủ tục có sẵn, dán văn bản, hoặc chọn tệp.",
        en="Choose an existing procedure, paste a text, or choose files.",
    ),
)
TOO_MANY = Refusal(
    "draft.too_many",
    Text(
        vi=f"Một thủ tục có nhiều nhất {MOST_FILES} tệp.", en=f"A procedure has at most {MOST_FILES} files."
    ),
    Text(vi="Hãy bỏ bớt tệp.", en="Leave some out."),
)


def begin_draft(*, texts: Texts, based_on: str, viewer: Viewer, now: datetime) -> UUID:
    """Begin a draft with the files given, or with those of a stored version; return its key.

    Args:
        texts: files by name; they go before those of the version.
        based_on: hash of stored texts, "" for none.
        viewer: an administrator.
        now: aware.

    Raises:
        Refused: not hers to do, a name that no file may have, or nothing to begin with.
    """
    person = _administrator(viewer)
    files = {**texts_of(based_on), **{name: clean(text) for name, text in texts.items()}}
    _check(files)
    row = ProcedureDraft.objects.create(
        key=key_in(files),
        texts=files,
        based_on=based_on,
        begun_by=person,
        begun_at=now,
        changed_by=person,
        changed_at=now,
    )
    return row.pk


def save_file(*, draft: UUID, name: str, text: str, edition: int, viewer: Viewer, now: datetime) -> int:
    """Save one file of a draft and return the edition that it is now; an empty text takes the file away.

    Args:
        draft: which.
        name: of the file.
        text: as it was typed.
        edition: on which the typing began.
        viewer: an administrator.
        now: aware.

    Raises:
        NotFound: there is no such draft, or it is published.
        Refused: somebody saved meanwhile, or the name is none; nothing was written.
    """
    person = _administrator(viewer)
    with transaction.atomic():
        row = _locked(draft)
        if row.edition != edition:
            raise Refused(OVERTAKEN)
        kept = clean(text)
        files = {**row.texts, name: kept} if kept else {k: v for k, v in row.texts.items() if k != name}
        _check(files)
        row.texts, row.key, row.edition = files, key_in(files), row.edition + 1
        row.changed_by, row.changed_at = person, now
        row.save()
    return row.edition


def discard(*, draft: UUID, viewer: Viewer, now: datetime) -> None:
    """Throw a draft away; it stays stored, and is shown no more."""
    _administrator(viewer)
    with transaction.atomic():
        row = _locked(draft)
        row.discarded_at = now
        row.save(update_fields=["discarded_at"])


def _check(files: Texts) -> None:
    if not any(text.strip() for text in files.values()):
        raise Refused(NO_TEXT)
    if not all(is_name(name) for name in files):
        raise Refused(BAD_NAME)
    if len(files) > MOST_FILES:
        raise Refused(TOO_MANY)


def _locked(draft: UUID) -> ProcedureDraft:
    rows = ProcedureDraft.objects.select_for_update()
    row = rows.filter(pk=draft, published_at=None, discarded_at=None).first()
    if row is None:
        raise NotFound(str(draft))
    return row


def _administrator(viewer: Viewer) -> UUID:
    if viewer.person is None or viewer.post(ADMINISTRATOR) is None:
        raise Refused(publication.NOT_YOURS)
    return viewer.person
