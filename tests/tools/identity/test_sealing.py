"""Identity numbers in the database: sealed, found by the whole number alone, brought under a new key without a loss."""

import sqlite3
from contextlib import closing
from datetime import date, datetime, timedelta
from multiprocessing.pool import ThreadPool
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from kinhbac.base.clock import HCM
from kinhbac.tools.identity import sealing
from kinhbac.tools.identity.actions import enrol_walk_in, numbers
from kinhbac.tools.identity.models import Person
from kinhbac.tools.identity.reads import card_of, person_numbered
from kinhbac.tools.identity.sealing import MARK, SEAL, NumberFault
from kinhbac.tools.identity.types import WalkIn
from tests import cast

NUMBER = "027185004567"
LATER = datetime.now(HCM) + timedelta(days=2)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.KINHBAC_NUMBER_KEYS = tmp_path / "number-keys"
    return settings.KINHBAC_NUMBER_KEYS


def enrolled(count: int) -> list[str]:
    """Enrol people and return their numbers."""
    found = [f"0271850{place:05}" for place in range(count)]
    for number in found:
        enrol_walk_in(WalkIn(number, "Vũ Thị Xuân", date(1985, 11, 20), "female"))
    return found


def numbers_now() -> list[str]:
    return sorted(card_of(row).identity_number for row in Person.objects.all())


def names(kind: str) -> set[str]:
    return {getattr(row, sealing.COLUMNS[kind])[: sealing.NAME_SIGNS] for row in Person.objects.all()}


def rows_as_text() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM kinhbac_person")
        return str(cursor.fetchall())


def test_a_number_is_found_whole_opened_and_nowhere_in_the_rows():
    (number,) = enrolled(1)
    person = person_numbered(number, cast.MINH)
    assert card_of(Person.objects.get(pk=person)).identity_number == number
    assert person_numbered(number[:11], cast.MINH) is None
    assert number not in rows_as_text()
    assert number[3:] not in rows_as_text()


def test_two_people_never_have_one_number_and_two_seals_of_one_differ():
    enrolled(1)
    assert enrolled(1)
    row = Person.objects.get()
    again = sealing.columns(uuid4(), row.identity_number)
    assert again["number_mark"] == row.number_mark
    assert again["number_sealed"] != row.number_sealed
    row.pk, row.number_sealed = uuid4(), again["number_sealed"]
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_the_keys_are_their_owner_s_alone_and_say_nothing_of_themselves(folder):
    enrolled(1)
    assert folder.stat().st_mode & 0o777 == 0o700
    files = sorted(folder.glob("*.json"))
    assert [file.name.split("-")[0] for file in files] == [MARK, SEAL]
    assert {file.stat().st_mode & 0o777 for file in files} == {0o600}
    assert "secret" not in repr(sealing.current(SEAL))


def test_several_who_ask_first_get_one_key(folder, monkeypatch):
    monkeypatch.setattr(sealing, "_stranger", lambda *_: None)  # threads have connections of their own
    with ThreadPool(4) as asking:
        found = asking.map(lambda _: sealing.current(SEAL).name, range(8))
    assert len(set(found)) == len(list(folder.glob("seal-*.json"))) == 1


@pytest.mark.parametrize("kind", [SEAL, MARK])
def test_without_its_key_nothing_is_made_anew_and_the_error_says_what_to_put_back(kind, settings, tmp_path):
    enrolled(2)
    before = rows_as_text()
    settings.KINHBAC_NUMBER_KEYS = tmp_path / "elsewhere"
    name = names(kind).pop()
    with pytest.raises(NumberFault, match=f"{kind}-{name}.json.*put back the folder number-keys"):
        sealing.current(kind)
    with pytest.raises(NumberFault):
        person_numbered(NUMBER, cast.MINH)
    with pytest.raises(NumberFault):
        enrolled(1)
    assert not list((tmp_path / "elsewhere").glob("*.json"))
    assert rows_as_text() == before


def test_a_seal_of_another_row_or_key_does_not_open(folder):
    enrolled(2)
    one, other = Person.objects.order_by("pk")
    with pytest.raises(NumberFault, match="does not open"):
        sealing.opened(one.pk, other.number_sealed)
    with pytest.raises(NumberFault, match="does not open"):
        sealing.opened(one.pk, one.number_sealed[:-8] + "AAAAAAA=")
    with pytest.raises(NumberFault, match="missing"):
        sealing.opened(one.pk, "000900000000.AAAA")


@pytest.mark.parametrize("kind", [SEAL, MARK])
def test_a_rotation_that_is_killed_goes_on_with_the_same_key(kind, monkeypatch):
    held = enrolled(7)
    monkeypatch.setattr(numbers, "BATCH", 3)
    assert numbers.begin(kind, LATER) == 7
    walk = numbers.renew(kind)
    assert next(walk) == 3
    walk.close()  # killed between two batches
    assert len(names(kind)) == 2
    assert numbers_now() == held
    assert all(person_numbered(number, cast.MINH) for number in held)
    assert enrolled(7) == held  # nobody is kept twice meanwhile
    assert Person.objects.count() == 7

    assert numbers.begin(kind, LATER) == 4
    assert sum(numbers.renew(kind)) == 4
    assert names(kind) == {sealing.current(kind).name}
    assert len(sealing.all_keys(kind)) == 2
    assert numbers_now() == held
    assert all(person_numbered(number, cast.MINH) for number in held)


@pytest.mark.parametrize("kind", [SEAL, MARK])
def test_an_old_key_goes_with_a_rotation_a_day_later_and_not_before(kind):
    held = enrolled(3)
    first = sealing.current(kind).name
    for now, kept in ((datetime.now(HCM), True), (datetime.now(HCM), True), (LATER, False)):
        assert numbers.begin(kind, now) == 3
        assert sum(numbers.renew(kind)) == 3
        assert (first in {key.name for key in sealing.all_keys(kind)}) is kept
    assert numbers_now() == held


def test_what_was_written_by_an_act_under_way_is_brought_too_and_never_overwritten():
    enrolled(1)
    old = Person.objects.get()
    numbers.begin(SEAL, LATER)
    fresh = sealing.seal(old.pk, NUMBER)
    Person.objects.update(number_sealed=fresh)  # after the walk has read the row
    numbers._bring(old, SEAL)
    assert Person.objects.get().number_sealed == fresh


def test_one_number_that_slipped_in_twice_stops_the_marks_and_names_both_rows():
    enrolled(1)
    row = Person.objects.get()
    number, first = row.identity_number, row.pk
    numbers.begin(MARK, LATER)
    row.pk = uuid4()
    Person.objects.create(
        id=row.pk, born_on=row.born_on, full_name="", folded_name="", **sealing.columns(row.pk, number)
    )
    with pytest.raises(NumberFault, match=f"rows {first} and {row.pk}"):
        list(numbers.renew(MARK))
    assert Person.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_the_bytes_of_the_database_do_not_hold_the_number(tmp_path):
    enrol_walk_in(WalkIn(NUMBER, "Vũ Thị Xuân", date(1985, 11, 20), "female"))
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor, cursor.copy("COPY kinhbac_person TO STDOUT") as rows:
            held = b"".join(bytes(piece) for piece in rows)
    else:
        connection.ensure_connection()
        with closing(sqlite3.connect(tmp_path / "copy.sqlite3")) as copy:
            connection.connection.backup(copy)
        held = (tmp_path / "copy.sqlite3").read_bytes()
    assert "Vũ Thị Xuân".encode() in held
    assert NUMBER.encode() not in held
