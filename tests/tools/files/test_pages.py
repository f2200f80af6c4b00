"""A kept file leaves with headers that let a browser run nothing."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from kinhbac.tools.files.pages import send
from kinhbac.tools.files.store import Store
from kinhbac.tools.files.types import KeptFile, Kind
from tests.tools.files.papers import PDF


def kept_file(digest, kind=Kind.PDF, name="giấy chứng sinh.pdf"):
    now = datetime(2026, 4, 29, 9, 0, tzinfo=UTC)
    return KeptFile(UUID(int=7), digest, len(PDF), kind, name, None, None, UUID(int=1), now, "birth-paper")


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path)


@pytest.mark.parametrize(
    ("kind", "name", "content_type", "saved_as"),
    [
        (Kind.PDF, "giấy.pdf", "application/pdf", "gi%E1%BA%A5y.pdf"),
        (Kind.JPEG, "IMG_1.HEIC", "image/jpeg", "IMG_1.jpg"),
        (Kind.JPEG, 'a".html', "image/jpeg", 'a\\".jpg'),
    ],
)
@pytest.mark.parametrize("download", [True, False])
def test_headers(store, kind, name, content_type, saved_as, download):
    kept = store.put(PDF)
    response = send(kept_file(kept.digest, kind, name), store, download=download)
    assert b"".join(response.streaming_content) == PDF
    assert response["Content-Type"] == content_type
    assert response["Content-Disposition"].startswith("attachment" if download else "inline")
    assert saved_as in response["Content-Disposition"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert "sandbox" in response["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in response["Content-Security-Policy"]
    assert response["Cache-Control"] == "private, no-store"
    assert response["Content-Length"] == str(len(PDF))
    for close in response._resource_closers:
        close()


def test_a_row_whose_content_is_gone_is_damage(store):
    with pytest.raises(FileNotFoundError):
        send(kept_file("0" * 64), store, download=True)
