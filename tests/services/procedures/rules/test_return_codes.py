"""The code of an unsent form: read aloud, typed badly, and never mistaken."""

import random

import pytest

from kinhbac.services.procedures.rules.return_codes import (
    LENGTH,
    SIGNS,
    NoReturnCode,
    make_code,
    read_code,
    spoken,
)

pytestmark = pytest.mark.pure


def some_codes(count: int = 200) -> list[str]:
    draw = random.Random("codes")
    return [make_code(draw.randrange) for _ in range(count)]


def test_a_code_is_read_however_it_is_written():
    for code in some_codes():
        for words in (code, code.lower(), spoken(code), f" {code[:4]} {code[4:]} ", f"{code[:4]}–{code[4:]}"):
            assert read_code(words) == code


def test_no_sign_is_taken_for_another():
    assert len(SIGNS) == len(set(SIGNS)) == 20
    assert not set(SIGNS) & set("AEIOUY".replace("Y", "") + "0O1IL2Z5S8BQU")


def test_each_single_wrong_sign_is_noticed():
    code = some_codes(1)[0]
    for place in range(LENGTH):
        for sign in set(SIGNS) - {code[place]}:
            with pytest.raises(NoReturnCode):
                read_code(code[:place] + sign + code[place + 1 :])


@pytest.mark.parametrize("words", ["", "KHMF", "KHMF-7NX0", "KHMF7NXJX", "H05.91.87-260429-0017", "' OR 1=1"])
def test_anything_else_is_no_code(words):
    with pytest.raises(NoReturnCode, match="8 letters and digits"):
        read_code(words)


def test_the_code_that_the_pages_show_as_an_example_is_one():
    assert read_code("KHMF-7NXJ") == "KHMF7NXJ"
