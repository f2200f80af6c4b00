"""All numbers are made up; 027 is the place code of Bắc Ninh, 001 of Hà Nội."""

from datetime import date

import pytest

from kinhbac.base.people import Gender, PersonNumberError, masked, parse_identity, parse_phone, show_phone

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("words", "place", "gender", "born"),
    [
        ("027195000123", "027", Gender.FEMALE, 1995),
        ("001 088 000 123", "001", Gender.MALE, 1988),
        ("027.226.000.123", "027", Gender.MALE, 2026),
        ("027-304-000123", "027", Gender.FEMALE, 2004),
        ("027400000123", "027", Gender.MALE, 2100),
    ],
)
def test_an_identity_number_says_place_gender_and_year(words, place, gender, born):
    found = parse_identity(words)
    assert (found.place, found.gender, found.birth_year) == (place, gender, born)
    assert len(found.digits) == 12
    assert not found.is_old


def test_an_old_card_number_says_nothing_more():
    found = parse_identity("125 123 456")
    assert (found.digits, found.is_old) == ("125123456", True)
    assert (found.place, found.gender, found.birth_year) == (None, None, None)


@pytest.mark.parametrize(
    "words", ["", "12345", "0271950001234", "02719500012a", "٠٢٧١٩٥٠٠٠١٢٣", "000195000123"]
)
def test_a_wrong_identity_number_says_what_to_do(words):
    with pytest.raises(PersonNumberError) as caught:
        parse_identity(words)
    assert "căn cước" in caught.value.say("vi")
    assert "identity card" in caught.value.say("en")


def test_nobody_is_born_in_the_future():
    assert parse_identity("027226000123", today=date(2026, 4, 29)).birth_year == 2026
    with pytest.raises(PersonNumberError, match="cannot exist"):
        parse_identity("027227000123", today=date(2026, 4, 29))


def test_an_identity_number_does_not_reach_a_log_whole():
    found = parse_identity("027195000123")
    assert repr(found) == str(found) == "IdentityNumber(********0123)"


@pytest.mark.parametrize(
    ("words", "uniform", "shown"),
    [
        ("0912345678", "0912345678", "0912 345 678"),
        ("+84 912 345 678", "0912345678", "0912 345 678"),
        ("0084.912.345.678", "0912345678", "0912 345 678"),
        ("+84 (0) 912-345-678", "0912345678", "0912 345 678"),
        ("0325550123", "0325550123", "0325 550 123"),
        ("0525550123", "0525550123", "0525 550 123"),
        ("0725550123", "0725550123", "0725 550 123"),
        ("0825550123", "0825550123", "0825 550 123"),
        ("0222 3 555 012", "02223555012", "0222 355 5012"),
        ("+84 24 3555 0123", "02435550123", "0243 555 0123"),
    ],
)
def test_phones_of_vietnam(words, uniform, shown):
    assert parse_phone(words) == uniform
    assert show_phone(uniform) == shown
    assert parse_phone(shown) == uniform


@pytest.mark.parametrize(
    "words",
    [
        "",
        "113",
        "091234567",
        "09123456789",
        "0412345678",
        "0612345678",
        "0222355501",
        "+1 912 345 678",
        "912345678",
    ],
)
def test_a_wrong_phone_says_what_to_do(words):
    with pytest.raises(PersonNumberError) as caught:
        parse_phone(words)
    assert "10 chữ số" in caught.value.say("vi")


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("027195000123", "********0123"),
        ("0912345678", "******5678"),
        ("12345", "*2345"),
        ("1234", "****"),
        ("", ""),
    ],
)
def test_masked_shows_only_the_last_four(number, shown):
    assert masked(number) == shown
