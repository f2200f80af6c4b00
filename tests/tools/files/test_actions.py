"""Keeping and removing files: Lan hands in papers; Nam must never get in."""

import errno
import io
import os
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction

from kinhbac.tools.files import actions, pdf
from kinhbac.tools.files.disk import Disk
from kinhbac.tools.files.models import StoredFile
from kinhbac.tools.files.store import Store
from kinhbac.tools.files.types import Kind, Limits, StoreFull, UploadRefused
from kinhbac.tools.files.uploads import BoundedUpload
from tests.tools.files.papers import PDF, pdf_with, png_declaring, written

pytestmark = pytest.mark.django_db
LAN, NAM = UUID(int=1), UUID(int=666)
NOW = datetime(2026, 4, 29, 9, 0, tzinfo=UTC)


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "files")


def kept(store, content=None, name="giấy chứng sinh.jpg", *, owner=LAN, limits=None):
    upload = SimpleUploadedFile(name, written("JPEG") if content is None else content)
    return actions.keep_upload(
        upload=upload, owner_key=owner, purpose="birth-paper", now=NOW, store=store, limits=limits or Limits()
    )


def contents(store):
    return [path for path in store.root.rglob("*") if path.is_file() and path.name != ".lock"]


def test_a_phone_photograph_is_kept_as_jpeg_with_its_row(store):
    file = kept(store, written("HEIF"), "IMG_0042.HEIC")
    row = StoredFile.objects.get()
    assert row.kept() == file
    assert (file.kind, file.original_name, file.width, file.height) == (Kind.JPEG, "IMG_0042.HEIC", 80, 40)
    assert (file.owner_key, file.purpose, file.created_at) == (LAN, "birth-paper", NOW)
    content = store.open(file.digest).read()
    assert content.startswith(b"\xff\xd8\xff")
    assert len(content) == file.size
    assert store.check(file.digest)


def test_a_pdf_is_kept_byte_for_byte(store):
    file = kept(store, PDF, "giấy.pdf")
    assert (file.kind, file.width, file.height) == (Kind.PDF, None, None)
    assert store.open(file.digest).read() == PDF


def test_a_plain_stream_without_a_name_is_taken(store):
    file = actions.keep_upload(
        upload=io.BytesIO(PDF), owner_key=LAN, purpose="x", now=NOW, store=store, limits=Limits()
    )
    assert file.original_name == "tep"


@pytest.mark.parametrize(
    ("content", "name", "vi"),
    [
        (b"MZ\x90\x00" + bytes(500), "giấy chứng sinh.jpg", "chương trình máy tính"),
        (b"PK\x03\x04" + bytes(26) + b"word/document.xml", "giấy.pdf", "Word"),
        (b"<html><script>x</script>", "ảnh.png", "HTML"),
        (b"", "trống.jpg", "trống"),
        (png_declaring(50_000, 50_000), "bom.png", "50 triệu điểm ảnh"),
        (written("JPEG")[:300], "đứt.jpg", "hỏng"),
        (pdf_with(b"/S /JavaScript"), "mã.pdf", "mã lệnh"),
    ],
)
def test_what_is_refused_leaves_no_row_and_no_content(store, content, name, vi):
    with pytest.raises(UploadRefused) as refused:
        kept(store, content, name)
    assert vi in refused.value.text.vi
    assert not StoredFile.objects.exists()
    assert contents(store) == []


def test_a_file_larger_than_the_limit_is_refused_and_told_the_limit(store):
    assert kept(store, PDF, limits=Limits(size=len(PDF))).size == len(PDF)
    with pytest.raises(UploadRefused) as refused:
        kept(store, PDF + b" " * 2_500_000, limits=Limits(size=2_500_000))
    assert "2,5 MB" in refused.value.text.vi
    assert "2.5 MB" in refused.value.text.en


def test_a_refusal_on_the_way_in_is_repeated(store):
    refusal = UploadRefused(pdf.LOCKED)
    upload = BoundedUpload(io.BytesIO(), refusal=refusal, name="lớn.jpg", size=99)
    with pytest.raises(UploadRefused) as refused:
        actions.keep_upload(upload=upload, owner_key=LAN, purpose="x", now=NOW, store=store, limits=Limits())
    assert refused.value is refusal


def test_content_and_folders_are_on_disk_before_the_row_is_written(tmp_path):
    order = []

    class Recording(Disk):
        def sync(self, file):
            super().sync(file)
            order.append("file synced")

        def sync_folder(self, folder):
            super().sync_folder(folder)
            order.append("folder synced")

    def watch(execute, sql, params, many, context):
        if sql.startswith("INSERT"):
            order.append("row written")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        kept(Store(tmp_path, Recording()))
    assert order.count("file synced") == 1
    assert order[-4:] == ["folder synced", "folder synced", "folder synced", "row written"]


def test_a_full_disk_writes_no_row(tmp_path):
    class Full(Disk):
        def sync(self, file):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with pytest.raises(StoreFull):
        kept(Store(tmp_path, Full()))
    assert not StoredFile.objects.exists()


def test_the_same_paper_of_two_people_is_two_rows_and_one_content(store):
    first, second = kept(store, PDF), kept(store, PDF, owner=NAM)
    assert first.id != second.id
    assert first.digest == second.digest
    assert len(contents(store)) == 1


def test_only_the_owner_removes_a_file(store):
    file = kept(store)
    assert not actions.remove_file(file_id=file.id, owner_key=NAM)
    assert StoredFile.objects.count() == 1
    assert actions.remove_file(file_id=file.id, owner_key=LAN)
    assert not actions.remove_file(file_id=file.id, owner_key=LAN)
    assert not StoredFile.objects.exists()


def test_content_without_a_row_goes_after_a_day_and_content_with_one_stays(store):
    mine, shared, hers = kept(store), kept(store, PDF), kept(store, PDF, owner=NAM)
    for file in (mine, shared):
        actions.remove_file(file_id=file.id, owner_key=LAN)
    written_at = datetime.now(UTC)
    assert actions.clear_unowned(store=store, now=written_at + timedelta(hours=23)) == 0
    assert actions.clear_unowned(store=store, now=written_at + timedelta(hours=25)) == 1
    assert not store.exists(mine.digest)
    assert store.check(hers.digest)


@pytest.mark.django_db(transaction=True)
def test_a_caller_that_rolls_back_leaves_only_content_to_be_cleared(store):
    with transaction.atomic():
        kept(store)
        transaction.set_rollback(True)
    assert not StoredFile.objects.exists()
    assert actions.clear_unowned(store=store, now=datetime.now(UTC) + timedelta(days=2)) == 1
    assert contents(store) == []
