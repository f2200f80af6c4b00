"""The keys that sign: files of the data folder for their owner alone, never in the database and never in a backup.

A new key is published before it signs, and an old one stays published until nothing that it signed is asked about.
Several processes read the same folder; what was written there by one is seen by the others at the next look.
"""

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from joserfc.jwk import KeyParameters, KeySet, RSAKey

from kinhbac.base.keyfiles import keep, locked
from kinhbac.tools.provider.rules import NEW_KEY_WAITS, OLD_KEY_STAYS

BITS = 3072
"""Of a key that is made: as strong as 128 bits (NIST SP 800-57). Shorter ones made before go when keys are rotated."""
SHORT_BITS = 2048
"""Of keys that only a demo or a test signs with."""
ALGORITHM = "RS256"


@dataclass(frozen=True, slots=True)
class Key:
    """A key: its name, when it was made, since when it signs; never printed with what it holds."""

    name: str
    made_at: datetime
    signs_from: datetime
    pair: RSAKey

    @property
    def bits(self) -> int:
        """How long it is."""
        return int(self.pair.raw_value.key_size)

    def __repr__(self) -> str:
        return f"Key({self.name})"


def new_pair(bits: int = BITS) -> RSAKey:
    """Return a new pair of keys to sign with."""
    named: KeyParameters = {"kid": secrets.token_hex(8), "use": "sig", "alg": ALGORITHM}
    return RSAKey.generate_key(bits, named, private=True)


def signing(now: datetime) -> Key:
    """Return the key that signs now; the first is made when one is asked for."""
    held = all_keys() or [_made(now, now)]
    begun = [each for each in held if each.signs_from <= now]
    return begun[-1] if begun else held[0]


def published(now: datetime) -> KeySet:
    """Return the keys with which something may be signed that is believed now, without their private halves."""
    signing(now)
    return KeySet([each.pair for each in _believed(all_keys(), now)])


def as_document(now: datetime) -> dict[str, Any]:
    """Return the public halves, as they are published."""
    return dict(published(now).as_dict(private=False))


def rotate(now: datetime, *, at_once: bool = False) -> Key:
    """Make a new key; it is published now and signs in an hour.

    Args:
        now: aware.
        at_once: the ones before are lost or stolen: they are thrown away, and the new one signs now.
    """
    key = _made(now, now if at_once else now + NEW_KEY_WAITS)
    kept = [key] if at_once else _believed(all_keys(), now)
    for each in all_keys():
        if each.name not in {one.name for one in kept}:
            _file(each.name).unlink(missing_ok=True)
    return key


def all_keys() -> Sequence[Key]:
    """Return every key in the order in which they sign."""
    place = _folder()
    names = tuple(sorted(file.name for file in place.glob("*.json"))) if place.is_dir() else ()
    return _read(place, names)


def _believed(held: Sequence[Key], now: datetime) -> list[Key]:
    """Return the keys to come, the one that signs, and those whose follower has not signed for long."""
    followers = [*held[1:], None]
    return [
        each
        for each, follower in zip(held, followers, strict=True)
        if follower is None or follower.signs_from + OLD_KEY_STAYS > now
    ]


@lru_cache(maxsize=4)
def _read(place: Path, names: tuple[str, ...]) -> Sequence[Key]:
    """Return the keys of files that never change, so that their names say whether they were read."""
    keys = [_from_plain(json.loads((place / name).read_text(encoding="ascii"))) for name in names]
    return sorted(keys, key=lambda each: (each.signs_from, each.made_at))


def _made(now: datetime, signs_from: datetime) -> Key:
    with locked(_folder()):
        if signs_from == now and (held := all_keys()) and held[-1].signs_from == now:
            return held[-1]
        first = not all_keys()
        pair = new_pair()
        plain = {
            "made_at": now.isoformat(),
            "signs_from": (now if first else signs_from).isoformat(),
            "key": pair.as_dict(private=True),
        }
        keep(_file(str(pair.kid)), plain)
        return _from_plain(plain)


def _from_plain(plain: dict[str, Any]) -> Key:
    pair = RSAKey.import_key(plain["key"])
    made_at, signs_from = (datetime.fromisoformat(plain[name]) for name in ("made_at", "signs_from"))
    return Key(str(pair.kid), made_at, signs_from, pair)


def _folder() -> Path:
    return Path(settings.KINHBAC_KEYS)


def _file(name: str) -> Path:
    return _folder() / f"{name}.json"
