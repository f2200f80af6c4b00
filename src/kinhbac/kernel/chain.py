"""The chain: how an act becomes stored text, and how stored text proves that nobody touched it.

Every case has a chain of its own. An entry's hash covers its whole stored text, and the text names the entry
before it. Personal content stands apart: the text holds only a salted digest of it, so that content can
lawfully be erased or re-keyed while the chain holds. A body carries the version of its own form.
"""

import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from kinhbac.kernel.types import Act, Actor, Entry, effect_from_plain, effect_to_plain
from kinhbac.kernel.types.keys import uuid_from

VERSION = 1


class BodyFault(Exception):  # noqa: N818 - it names what is wrong with a text, as all faults here do
    """A stored text that cannot be one of ours."""


@dataclass(frozen=True, slots=True)
class Content:
    """Personal content as stored: its text, its salt, and the digest that the entry carries."""

    salt: str
    body: str
    digest: str


def seal_content(content: Mapping[str, Any], salt: str | None = None) -> Content:
    """Return the content as it is to be stored, under a fresh salt of 128 bits."""
    salt = salt or secrets.token_hex(16)
    body = dumps(content)
    return Content(salt=salt, body=body, digest=content_digest(salt, body))


def content_digest(salt: str, body: str) -> str:
    """Return the digest that binds a content to its entry."""
    return hashlib.sha256(f"{salt}\n{body}".encode()).hexdigest()


def write(  # noqa: PLR0913 - an entry is exactly these things
    *,
    case: UUID,
    seq: int,
    previous: str,
    at: datetime,
    act: Act,
    actor: Actor,
    definition: str,
    key: str | None,
    digest: str | None,
) -> Entry:
    """Return the entry of an act: its stored text and the hash of that text.

    Args:
        case: whose chain it lengthens.
        seq: its place, from 1.
        previous: the hash of the entry before it, "" for the first.
        at: aware; when it was done.
        act: what was decided.
        actor: who did it, and for whom.
        definition: hash of the version that ruled.
        key: idempotency key, or None.
        digest: of the personal content, or None.
    """
    plain = {
        "version": VERSION,
        "case": str(case),
        "seq": seq,
        "previous": previous,
        "at": at.isoformat(),
        "name": act.name,
        "actor": actor.to_plain(),
        "definition": definition,
        "effects": [effect_to_plain(effect) for effect in act.effects],
        "content": digest,
        "corrects": act.corrects,
        "key": key,
    }
    body = dumps(plain)
    return Entry(
        case=case,
        seq=seq,
        at=at,
        name=act.name,
        actor=actor,
        definition=definition,
        effects=act.effects,
        content_digest=digest,
        corrects=act.corrects,
        key=key,
        body=body,
        hash=body_hash(body),
    )


def read(body: str) -> tuple[Entry, str]:
    """Return the entry that a stored text holds, and the hash of the entry that it says is before it.

    Raises:
        BodyFault: the text is not a body of a version known here.
    """
    try:
        plain = json.loads(body)
        if plain["version"] != VERSION:
            raise BodyFault(f"version {plain['version']} is not known here")
        entry = Entry(
            case=uuid_from(plain["case"]),
            seq=plain["seq"],
            at=datetime.fromisoformat(plain["at"]),
            name=plain["name"],
            actor=Actor.from_plain(plain["actor"]),
            definition=plain["definition"],
            effects=tuple(effect_from_plain(each) for each in plain["effects"]),
            content_digest=plain["content"],
            corrects=plain["corrects"],
            key=plain["key"],
            body=body,
            hash=body_hash(body),
        )
        return entry, plain["previous"]
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        raise BodyFault(f"the text is not an entry: {fault}") from fault


def body_hash(body: str) -> str:
    """Return the hash by which the next entry names this one."""
    return hashlib.sha256(body.encode()).hexdigest()


def dumps(value: Any) -> str:
    """Return JSON with sorted keys and no spaces: the same value is always the same text."""
    return _encode(value)


_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
