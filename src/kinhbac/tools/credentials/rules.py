"""What a password must be, how long one waits after wrong tries, which codes of a device count. Pure."""

import hashlib
import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from kinhbac.base.text import Text, fold
from kinhbac.kernel.types import Refusal

STEP = 30
"""Seconds for which a code of a device stands (RFC 6238)."""
AROUND = 1
"""Steps before and after this one that count too: clocks differ, and people type slowly."""
LONGEST = 128
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Letters of codes that people copy by hand: none looks like another."""
RECOVERY_LENGTH, ACTIVATION_LENGTH = 10, 12
_USER_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{2,39}")

WRONG = Refusal(
    "own.wrong",
    Text(
        vi="Tên hoặc mật khẩu không đúng, hoặc tài khoản chưa có bước thứ hai.",
        en="The name or the password is wrong, or the account has no second step yet.",
    ),
    Text(
        vi="Thử lại. Nếu quên, xin người quản trị một mã kích hoạt mới.",
        en="Try again. If it is forgotten, ask an administrator for a new activation code.",
    ),
)
WRONG_CODE = Refusal(
    "own.wrong_code",
    Text(
        vi="Mã không đúng, đã dùng rồi hoặc đã hết hạn.", en="The code is wrong, was used already or is over."
    ),
    Text(
        vi="Chờ mã kế tiếp trên thiết bị của bạn rồi nhập lại.",
        en="Wait for the next code on your device and enter that one.",
    ),
)
WRONG_PASSKEY = Refusal(
    "own.wrong_passkey",
    Text(vi="Khóa truy cập này không dùng được ở đây.", en="This passkey cannot be used here."),
    Text(vi="Thử lại, hoặc dùng cách khác.", en="Try again, or use another way."),
)
WRONG_ACTIVATION = Refusal(
    "own.wrong_activation",
    Text(
        vi="Tên hoặc mã kích hoạt không đúng, đã dùng rồi hoặc đã hết hạn.",
        en="The name or the activation code is wrong, was used already or is over.",
    ),
    Text(vi="Xin người quản trị một mã mới.", en="Ask an administrator for a new one."),
)
NO_OFFICER = Refusal(
    "own.no_officer",
    Text(
        vi="Không có ai đang giữ một vị trí với số định danh này.",
        en="Nobody with that identity number holds a post today.",
    ),
    Text(vi="Kiểm tra đủ 12 chữ số.", en="Check all 12 digits."),
)
NOT_FOR_ONESELF = Refusal(
    "own.not_for_oneself",
    Text(vi="Không ai tự cấp mã kích hoạt cho mình.", en="Nobody issues an activation code for herself."),
    Text(vi="Nhờ người quản trị khác.", en="Ask another administrator."),
)
BAD_USER_NAME = Refusal(
    "own.user_name",
    Text(
        vi="Tên đăng nhập gồm 3 đến 40 chữ cái không dấu, chữ số, dấu chấm hoặc gạch.",
        en="A user name is 3 to 40 letters without marks, digits, dots or dashes.",
    ),
    Text(vi="Ví dụ: minh.nq", en="For example: minh.nq"),
)
TAKEN = Refusal(
    "own.taken",
    Text(vi="Tên đăng nhập này đã có người dùng.", en="Somebody has that user name already."),
    Text(vi="Chọn tên khác.", en="Choose another."),
)
LAST_SECOND = Refusal(
    "own.last_second",
    Text(
        vi="Đây là bước thứ hai duy nhất của bạn; bỏ đi thì bạn không đăng nhập được nữa.",
        en="This is your only second step; without it you could not sign in any more.",
    ),
    Text(vi="Thêm một bước khác trước.", en="Add another one first."),
)


@dataclass(frozen=True, slots=True)
class Patience:
    """How many wrong tries cost nothing, how long the next one waits, and how long at most; each doubles the wait."""

    free: int
    first: timedelta
    most: timedelta


FROM_A_PLACE = Patience(4, timedelta(seconds=10), timedelta(hours=1))
"""For one name from one address."""
FROM_KNOWN = Patience(5, timedelta(seconds=5), timedelta(seconds=60))
"""For one name from a browser in which its owner came in before: whoever sits there cannot keep her out for long."""
FROM_AN_ADDRESS = Patience(40, timedelta(seconds=10), timedelta(hours=1))
"""For all names together from one address; a browser known to the name is not asked."""
FORGOTTEN_AFTER = timedelta(days=1)


def wait(patience: Patience, wrong: int, last_at: datetime, now: datetime) -> timedelta:
    """Return how long one must still wait, nothing where one may try.

    Args:
        patience: by which rule.
        wrong: wrong tries so far.
        last_at: when the last one was; aware.
        now: aware.
    """
    if wrong <= patience.free or now - last_at >= FORGOTTEN_AFTER:
        return timedelta(0)
    doubled: timedelta = patience.first * 2 ** min(wrong - patience.free - 1, 30)
    return max(timedelta(0), min(doubled, patience.most) - (now - last_at))


def steps_around(at: float) -> tuple[int, ...]:
    """Return the steps of time whose codes count at a moment, in seconds since 1970; this one first."""
    here = int(at) // STEP
    return (here, *(here + sign * each for each in range(1, AROUND + 1) for sign in (-1, 1)))


def as_written(code: str) -> str:
    """Return a code as it was given out, however it was copied."""
    return re.sub(r"[\s.\-]", "", code).upper()


def is_of_device(code: str) -> bool:
    """Say whether a code is one of a device (six digits); otherwise it is a recovery code."""
    return len(code) == 6 and code.isascii() and code.isdigit()


def grouped(code: str) -> str:
    """Return a code in groups, as people copy it."""
    size = 4 if len(code) % 4 == 0 else 5
    return "-".join(code[start : start + size] for start in range(0, len(code), size))


def user_name_of(words: str) -> str:
    """Return a user name as it is kept, "" where it is none."""
    name = words.strip().lower()
    return name if _USER_NAME.fullmatch(name) else ""


def why_not_this_password(
    password: str, again: str, *, shortest: int, about: Collection[str], breached: bool
) -> Refusal | None:
    """Say why somebody cannot have a password, None where she can.

    No kinds of letters are asked for: length does more, and what is asked for is guessed first.

    Args:
        password: as typed.
        again: typed a second time.
        shortest: letters that it has at least.
        about: what strangers know of her (names, numbers).
        breached: whether a list of known passwords has it.
    """
    if len(password) < shortest or len(password) > LONGEST:
        return _password(
            f"Mật khẩu cần từ {shortest} đến {LONGEST} ký tự.",
            f"A password has {shortest} to {LONGEST} characters.",
            "short",
        )
    if len(set(password)) < 5 or breached:
        return _password(
            "Mật khẩu này nằm trong danh sách đã lộ hoặc quá dễ đoán.",
            "This password is on a list of leaked ones, or too easily guessed.",
            "breached",
        )
    if any(len(each) > 3 and fold(each) in fold(password) for each in about):
        return _password(
            "Mật khẩu chứa tên hoặc số của bạn.", "The password holds your name or number.", "about"
        )
    if password != again:
        return _password("Hai lần gõ khác nhau.", "The two are not the same.", "differs")
    return None


def _password(vi: str, en: str, code: str) -> Refusal:
    remedy = Text(
        vi="Ba bốn từ không liên quan, có dấu cách, là vừa dễ nhớ vừa khó đoán.",
        en="Three or four words that have nothing to do with one another are easy to keep and hard to guess.",
    )
    return Refusal(f"password.{code}", Text(vi=vi, en=en), remedy)


def sha1_of(password: str) -> str:
    """Return the name under which lists of breached passwords know one; it protects nothing here."""
    return hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper()
