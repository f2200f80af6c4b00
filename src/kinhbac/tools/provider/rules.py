"""What may be registered, what may be granted, how long things hold, when a message is sent again. Pure."""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from kinhbac.base.text import Text
from kinhbac.kernel.types import Refusal
from kinhbac.tools.provider.types import IDENTITY_NUMBER, OF_PERSON, OF_SYSTEM, OPENID, Registration
from kinhbac.tools.sign_in.connections import is_protected

CODE_HOLDS = timedelta(seconds=60)
TOKEN_HOLDS = timedelta(minutes=10)
SYSTEM_TOKEN_HOLDS = timedelta(hours=1)
SECRET_HOLDS = timedelta(days=365)
"""After which an administrator makes a new one."""
AGAIN_AFTER = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360))
"""Pauses between the tries to tell a system that somebody signed out; after the last it is recorded as not told."""
NEW_KEY_WAITS = timedelta(hours=1)
"""Between publishing a key and signing with it: systems keep the keys they fetched for a while."""
OLD_KEY_STAYS = timedelta(hours=13)
"""After it signed last: longer than a session, so that what was signed in a session can be read in it."""
LONGEST_ADDRESS = 400
MOST_ADDRESSES = 10
_KEY = re.compile(r"[a-z][a-z0-9-]{2,39}")
_PLAIN = re.compile(r"[!-~]+")


def why_not_registered(given: Registration) -> Refusal | None:
    """Return why a system cannot be registered so, None where it can."""
    checks = (
        (_KEY.fullmatch(given.key) is not None, BAD_KEY),
        (bool(given.name.vi and given.name.en and given.purpose.vi and given.purpose.en), NAMELESS),
        (set(given.of_person) <= set(OF_PERSON) and set(given.of_system) <= set(OF_SYSTEM), UNKNOWN_SCOPE),
        (bool(given.of_person or given.of_system), ASKS_NOTHING),
        (not given.of_person or (OPENID in given.of_person and bool(given.redirects)), NOWHERE_BACK),
        (IDENTITY_NUMBER not in given.of_person or bool(given.law), NO_LAW),
        (all(map(is_address, _addresses(given))), BAD_ADDRESS),
        (len(list(_addresses(given))) <= MOST_ADDRESSES, BAD_ADDRESS),
    )
    return next((refusal for holds, refusal in checks if not holds), None)


def is_address(words: str) -> bool:
    """Say whether an address may be registered: whole, protected, without anything that two programs read in two ways."""
    if _PLAIN.fullmatch(words) is None or len(words) > LONGEST_ADDRESS or set(words) & set("*#@\\"):
        return False
    try:
        return bool(urlsplit(words).hostname) and is_protected(words)
    except ValueError:  # what stands for the host is none
        return False


def granted(asked: str, may: Iterable[str]) -> tuple[str, ...]:
    """Return what of a scope of a person may be granted, in the house's order; nothing without `openid`."""
    words = set(asked.split()) & set(may)
    return tuple(each for each in OF_PERSON if each in words) if OPENID in words else ()


def all_granted(asked: str, may: Iterable[str]) -> bool:
    """Say whether a system may have each scope that it asks for itself; it asks for at least one."""
    words = set(asked.split())
    return bool(words) and words <= set(may) & set(OF_SYSTEM)


def next_try(tries: int, now: datetime) -> datetime | None:
    """Return when a message is tried again after so many tries, None where never."""
    return now + AGAIN_AFTER[tries - 1] if tries <= len(AGAIN_AFTER) else None


def _addresses(given: Registration) -> Iterable[str]:
    told = (given.back_channel,) if given.back_channel else ()
    return (*given.redirects, *given.after_logout, *told)


def _refusal(code: str, reason: Text, remedy: Text) -> Refusal:
    return Refusal(f"provider.{code}", reason, remedy)


BAD_KEY = _refusal(
    "bad_key",
    Text("Mã hệ thống này không dùng được.", "This key of a system cannot be used."),
    Text(
        "Dùng 3 đến 40 chữ thường không dấu, số và gạch nối, bắt đầu bằng chữ, ví dụ: thu-vien-tinh.",
        "Use 3 to 40 small letters, digits and hyphens, a letter first, such as: province-library.",
    ),
)
TAKEN = _refusal(
    "taken",
    Text("Đã có hệ thống mang mã này.", "There is a system of this key already."),
    Text("Chọn mã khác, hoặc mở hệ thống đã có.", "Choose another key, or open the one there is."),
)
NAMELESS = _refusal(
    "nameless",
    Text("Thiếu tên hoặc mục đích bằng tiếng Việt hay tiếng Anh.", "A name or a purpose is missing."),
    Text(
        "Người dân đọc tên và mục đích này trước khi đồng ý: ghi cả hai thứ tiếng.",
        "People read them before they agree: write both, in Vietnamese and in English.",
    ),
)
UNKNOWN_SCOPE = _refusal(
    "unknown_scope",
    Text("Có phạm vi không tồn tại.", "A scope does not exist."),
    Text("Chọn trong các phạm vi được liệt kê.", "Choose among those that are listed."),
)
ASKS_NOTHING = _refusal(
    "asks_nothing",
    Text("Hệ thống này không xin gì.", "This system asks for nothing."),
    Text("Chọn ít nhất một phạm vi.", "Choose a scope at least."),
)
NOWHERE_BACK = _refusal(
    "nowhere_back",
    Text(
        "Để người dùng đăng nhập, cần phạm vi openid và ít nhất một địa chỉ chuyển về.",
        "For people to sign in, the scope openid and an address to come back to are needed.",
    ),
    Text("Thêm hai thứ đó, hoặc bỏ các phạm vi về người dùng.", "Add both, or leave out what is of people."),
)
NO_LAW = _refusal(
    "no_law",
    Text(
        "Chỉ được cho biết số định danh khi có căn cứ pháp luật.",
        "Identity numbers are told only where a law says so.",
    ),
    Text("Ghi điều khoản làm căn cứ, hoặc bỏ phạm vi này.", "Write the article, or leave this scope out."),
)
BAD_ADDRESS = _refusal(
    "bad_address",
    Text("Có địa chỉ không dùng được.", "An address cannot be used."),
    Text(
        "Mỗi địa chỉ phải đầy đủ, bắt đầu bằng https:// (http:// chỉ trên chính máy này), không có dấu #, * hay dấu cách; "
        "nhiều nhất 10 địa chỉ.",
        "Each must be whole, begin with https:// (http:// only on this machine), without #, * or spaces; ten at most.",
    ),
)
UNKNOWN = _refusal(
    "unknown",
    Text("Không có hệ thống mang mã này.", "There is no system of this key."),
    Text("Xem danh sách các hệ thống.", "Look at the list of systems."),
)
