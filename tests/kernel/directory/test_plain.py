"""A directory stored and brought back."""

import json

import pytest

from kinhbac.base.definitions import digest
from kinhbac.kernel.directory.plain import from_plain, to_plain
from kinhbac.kernel.directory.reader import read_directory
from tests.kernel.directory.conftest import CATALOGUE

pytestmark = pytest.mark.pure


def test_there_and_back_through_json(directory):
    stored = json.dumps(to_plain(directory))
    assert from_plain(json.loads(stored)) == directory


def test_the_same_catalogue_has_the_same_hash(directory):
    assert digest(to_plain(read_directory(CATALOGUE))) == digest(to_plain(directory))


def test_another_phone_is_another_hash(directory, planted):
    folder, _, _ = planted("offices/offices.yaml", "0200 001 9001", "0200 001 9009")
    assert digest(to_plain(read_directory(folder))) != digest(to_plain(directory))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"format": 2}, "format 2"),
        ({"surprise": 1}, "no field 'surprise'"),
        ({"units": "none"}, "list expected"),
        ({"units": [{"name": "Đa Mai"}]}, "lacks a field"),
        ({"units": [{"ref": "07228"}]}, "edition/code"),
    ],
)
def test_what_is_not_a_directory_is_refused(directory, change, said):
    with pytest.raises(ValueError, match=said):
        from_plain({**to_plain(directory), **change})
