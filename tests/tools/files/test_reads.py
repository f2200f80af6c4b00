"""Who sees which file: default deny."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from kinhbac.tools.files import reads
from kinhbac.tools.files.models import StoredFile

pytestmark = pytest.mark.django_db
LAN, NAM = UUID(int=1), UUID(int=666)


@pytest.fixture
def file():
    return StoredFile.objects.create(
        digest="0" * 64,
        size=9,
        kind="pdf",
        original_name="giấy.pdf",
        owner_key=LAN,
        created_at=datetime(2026, 4, 29, 9, 0, tzinfo=UTC),
        purpose="birth-paper",
    ).kept()


def test_the_owner_sees_her_file_and_nobody_else(file):
    assert reads.stored_file(file.id, owner_key=LAN) == file
    assert reads.stored_file(file.id, owner_key=NAM) is None
    assert reads.stored_file(UUID(int=5), owner_key=LAN) is None


def test_a_file_is_seen_with_its_case_and_not_with_another(file):
    assert reads.file_for_case(file.id, frozenset({file.id, UUID(int=5)})) == file
    assert reads.file_for_case(file.id, frozenset({UUID(int=5)})) is None
    assert reads.file_for_case(file.id, frozenset()) is None
    assert reads.file_for_case(UUID(int=5), frozenset({UUID(int=5)})) is None
