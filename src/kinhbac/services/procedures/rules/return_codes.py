"""The code of a form that was not sent: eight signs that are never taken for one another, read aloud in two groups. Pure.

The last sign is computed from the others, so that one wrong sign is noticed before anything is looked up. The code
alone opens nothing: whoever brings it must prove to be the person whose form it is.
"""

from collections.abc import Callable

from kinhbac.base.errors import PlainError
from kinhbac.base.text import Text

SIGNS = "CDFHJKMNPRTVWXY34679"
"""Without vowels, so that no word appears; without what looks or sounds alike (0 O, 1 I L, 2 Z, 5 S, 8 B, Q, U)."""
LENGTH = 8
_WEIGHTS = (1, 3, 7, 9, 11, 13, 17)  # none shares a factor with 20, so each wrong sign changes the sum


class NoReturnCode(PlainError):  # noqa: N818 - it reads as what it is
    """What was written is no code of a form; its text says how one looks."""

    def __init__(self) -> None:
        super().__init__(
            Text(vi="đây không phải mã tờ khai", en="this is no code of a form"),
            Text(
                vi="mã có 8 chữ và số, ví dụ KHMF-7NXJ; xem lại trên trang tờ khai",
                en="a code has 8 letters and digits, such as KHMF-7NXJ; look at the form's page again",
            ),
        )


def make_code(draw: Callable[[int], int]) -> str:
    """Return a new code.

    Args:
        draw: returns a number below the one given, each as likely; from a source that nobody can guess.
    """
    signs = "".join(SIGNS[draw(len(SIGNS))] for _ in _WEIGHTS)
    return signs + _check(signs)


def read_code(words: str) -> str:
    """Return a code as it is kept; small letters, spaces and dashes do no harm.

    Raises:
        NoReturnCode: it is none.
    """
    signs = "".join(each for each in words.upper() if not each.isspace() and each not in "-–.")
    if len(signs) != LENGTH or set(signs) - set(SIGNS) or _check(signs[:-1]) != signs[-1]:
        raise NoReturnCode
    return signs


def spoken(code: str) -> str:
    """Return a code in the groups in which it is read aloud.

    >>> spoken("KHMF7NXJ")
    'KHMF-7NXJ'
    """
    return f"{code[:4]}-{code[4:]}"


def _check(signs: str) -> str:
    total = sum(weight * SIGNS.index(sign) for weight, sign in zip(_WEIGHTS, signs, strict=True))
    return SIGNS[total % len(SIGNS)]
