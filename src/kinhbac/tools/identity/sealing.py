"""Identity numbers as the database keeps them: sealed, and a mark to find the whole number by. No part of one can be sought.

The keys are files of the data folder, several of each kind: the newest seals and marks, the others still open and find.
The first is made when one is asked for, but never beside rows under a key that is not there.
"""

import base64
import hashlib
import hmac
import json
import os
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import connection

from kinhbac.base.clock import HCM
from kinhbac.base.errors import PlainError
from kinhbac.base.keyfiles import keep, locked
from kinhbac.base.text import Text

SEAL, MARK = "seal", "mark"
COLUMNS = {SEAL: "number_sealed", MARK: "number_mark"}

NAME_SIGNS = 12
OLD_KEY_STAYS = timedelta(days=1)
"""An act under way may still write with a key that has just got a follower."""


class NumberFault(PlainError):  # noqa: N818  - it reads as a sentence where it is raised
    """A number cannot be opened, sealed or marked; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key: which kind, its name (in the order in which they were made), since when; never printed with its secret."""

    kind: str
    name: str
    made_at: datetime
    secret: bytes

    def __repr__(self) -> str:
        return f"Key({self.kind} {self.name})"


def columns(person: UUID, number: str) -> dict[str, str]:
    """Return what is written of a person's number."""
    return {COLUMNS[SEAL]: seal(person, number), COLUMNS[MARK]: mark(number)}


def seal(person: UUID, number: str) -> str:
    """Return a number sealed with the newest key, for the row of this person and no other."""
    key, nonce = current(SEAL), secrets.token_bytes(12)
    shut = AESGCM(key.secret).encrypt(nonce, number.encode(), _row(person))
    return f"{key.name}.{base64.urlsafe_b64encode(nonce + shut).decode()}"


def opened(person: UUID, sealed: str) -> str:
    """Return a number that was sealed for a person's row, with whichever key.

    Raises:
        NumberFault: the key is not there or another one of that name, or these are not the bytes of that row.
    """
    name, _, body = sealed.partition(".")
    key = next((each for each in all_keys(SEAL) if each.name == name), None)
    if key is None:
        raise _no_key(SEAL, name)
    try:
        shut = base64.urlsafe_b64decode(body)
        return AESGCM(key.secret).decrypt(shut[:12], shut[12:], _row(person)).decode()
    except (InvalidTag, ValueError):
        raise _not_opened(person, name) from None


def mark(number: str) -> str:
    """Return what stands for a number in the index, under the newest key."""
    return _mark(current(MARK), number)


def marks(number: str) -> list[str]:
    """Return all that may stand for a number now: one mark, two while marks are being made anew."""
    current(MARK)
    return [_mark(key, number) for key in all_keys(MARK)]


def current(kind: str) -> Key:
    """Return the key that seals or marks now; the first is made.

    Raises:
        NumberFault: rows stand under a key that is not there, so that these are not their keys.
    """
    held = all_keys(kind)
    if not held:
        with locked(_folder()):
            held = all_keys(kind) or (_made(kind),)
    _vouched(_folder(), kind, tuple(key.name for key in held))
    return held[-1]


def add_key(kind: str) -> Key:
    """Make a new key, which is the newest at once for every process."""
    current(kind)
    with locked(_folder()):
        return _made(kind)


def forget_unused(kind: str, now: datetime) -> None:
    """Throw away the keys that were followed long ago. Whoever calls knows that no row stands under them."""
    with locked(_folder()):
        held = all_keys(kind)
        for key, follower in pairwise(held):
            if follower.made_at + OLD_KEY_STAYS < now:
                _file(key).unlink()


def all_keys(kind: str) -> tuple[Key, ...]:
    """Return the keys of a kind that are there, the newest last."""
    place = _folder()
    try:
        every = os.listdir(place)  # noqa: PTH208  - names alone; this is asked for every number
    except FileNotFoundError:
        every = []
    found = (name for name in every if name.startswith(kind) and name.endswith(".json"))
    return _read(place, kind, tuple(sorted(found)))


@lru_cache(maxsize=8)
def _read(place: Path, kind: str, files: tuple[str, ...]) -> tuple[Key, ...]:
    """Return the keys of files that never change, so that their names say whether they were read."""
    found = []
    for file in files:
        plain = json.loads((place / file).read_text(encoding="ascii"))
        secret, made_at = base64.b64decode(plain["secret"]), datetime.fromisoformat(plain["made_at"])
        found.append(Key(kind, file.removeprefix(f"{kind}-").removesuffix(".json"), made_at, secret))
    return tuple(found)


@lru_cache(maxsize=8)
def _vouched(_place: Path, kind: str, names: tuple[str, ...]) -> None:
    """Be sure once in a process that these are the keys of this database."""
    stranger = _stranger(kind, names)
    if stranger is not None and stranger not in {key.name for key in all_keys(kind)}:  # made a moment ago
        raise _no_key(kind, stranger)


def _stranger(kind: str, names: tuple[str, ...]) -> str | None:
    """Return the name of a key under which a row stands and which is none of these."""
    name = f"substr({COLUMNS[kind]}, 1, {NAME_SIGNS})"
    places = ", ".join(["%s"] * (len(names) + 1))
    statement = f"SELECT {name} FROM kinhbac_person WHERE {name} NOT IN ({places}) LIMIT 1"  # noqa: S608  - our own columns
    with connection.cursor() as cursor:
        cursor.execute(statement, ["", *names])
        row = cursor.fetchone()
    return str(row[0]) if row else None


def _made(kind: str) -> Key:
    held = all_keys(kind)
    if not held and (stranger := _stranger(kind, ())) is not None:
        raise _no_key(kind, stranger)
    number = int(held[-1].name[:4]) + 1 if held else 1
    key = Key(kind, f"{number:04}{secrets.token_hex(4)}", datetime.now(HCM), secrets.token_bytes(32))
    plain = {"made_at": key.made_at.isoformat(), "secret": base64.b64encode(key.secret).decode()}
    keep(_file(key), plain)
    return key


def _mark(key: Key, number: str) -> str:
    made = hmac.new(key.secret, number.encode(), hashlib.sha256).digest()
    return f"{key.name}.{base64.urlsafe_b64encode(made).decode()}"


def _row(person: UUID) -> bytes:
    return b"kinhbac_person.identity_number " + person.bytes


def _folder() -> Path:
    return Path(settings.KINHBAC_NUMBER_KEYS)


def _file(key: Key) -> Path:
    return _folder() / f"{key.kind}-{key.name}.json"


def _no_key(kind: str, name: str) -> NumberFault:
    file = f"number-keys/{kind}-{name}.json"
    return NumberFault(
        Text(
            vi=f"thiếu khóa của các số định danh ({file})",
            en=f"a key of the identity numbers is missing ({file})",
        ),
        Text(
            vi="đưa thư mục number-keys của dữ liệu này trở lại, từ một bản sao lưu; chưa có gì bị thay đổi",
            en="put back the folder number-keys that belongs to this database, from a backup; nothing was changed",
        ),
    )


def _not_opened(person: UUID, name: str) -> NumberFault:
    return NumberFault(
        Text(
            vi=f"khóa {name} không mở được số định danh ở dòng {person}",
            en=f"key {name} does not open the identity number of row {person}",
        ),
        Text(
            vi="khóa hoặc dòng ấy đã bị thay; lấy lại từ một bản sao lưu",
            en="the key or the row was replaced; take it from a backup",
        ),
    )
