import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinhbac.base.money import Dong, MoneyError, parse_dong

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("amount", "shown"),
    [
        (0, "0 ₫"),
        (500, "500 ₫"),
        (8000, "8.000 ₫"),
        (1234000, "1.234.000 ₫"),
        (10**15, "1.000.000.000.000.000 ₫"),
    ],
)
def test_dong_is_shown_with_dots(amount, shown):
    assert str(Dong(amount)) == shown


@pytest.mark.parametrize(
    ("words", "amount"),
    [
        ("1.234.000 ₫", 1234000),
        ("1234000", 1234000),
        (" 8.000đ ", 8000),
        ("8 000 VND", 8000),
        ("8.000 VNĐ", 8000),
        ("50.000 đồng", 50000),
        ("0", 0),
    ],
)
def test_amounts_as_people_write_them(words, amount):
    assert parse_dong(words) == Dong(amount)


@pytest.mark.parametrize(
    "words", ["", "1.5", "1,5", "1,234,000", "-5", "8.00", "1.2345", "$5", "5 $", "năm", "9" * 40]
)
def test_what_is_not_whole_dong_is_refused(words):
    with pytest.raises(MoneyError) as caught:
        parse_dong(words)
    assert caught.value.what.vi
    assert caught.value.remedy.en


@pytest.mark.parametrize("amount", [-1, 1.0, 1.5, True, "5", None, 10**15 + 1])
def test_fractions_and_negatives_are_refused(amount):
    with pytest.raises(MoneyError):
        Dong(amount)


def test_amounts_add_and_repeat():
    assert Dong(8000) + Dong(500) == Dong(8500)
    assert Dong(8000) * 3 == Dong(24000)
    assert Dong(1) < Dong(2)


@settings(deadline=None, derandomize=True, database=None)
@given(st.integers(0, 10**15))
def test_what_is_shown_can_be_read(amount):
    assert parse_dong(str(Dong(amount))) == Dong(amount)
