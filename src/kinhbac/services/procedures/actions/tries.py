"""Wrong tries, counted: five in an hour under who tries and under what is tried. Only keyed digests are kept.

So neither many codes from one place nor one code from many places can be tried out.
"""

import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.conf import settings

from kinhbac.services.procedures.models import LookupTry

TRIES = 5
WINDOW = timedelta(hours=1)


def too_many(what: str, tried: Mapping[str, str], now: datetime) -> bool:
    """Say whether no more may be tried; what is older than the hour is forgotten.

    Args:
        what: the word for what is tried.
        tried: who and what, by a word for each.
        now: aware.
    """
    LookupTry.objects.filter(at__lte=now - WINDOW).delete()
    rows = LookupTry.objects.filter(at__gt=now - WINDOW)
    return any(rows.filter(by=mark).count() >= TRIES for mark in _marks(what, tried))


def count_wrong(what: str, tried: Mapping[str, str], now: datetime) -> None:
    """Count a wrong try; as `too_many`."""
    LookupTry.objects.bulk_create([LookupTry(by=mark, at=now) for mark in _marks(what, tried)])


def _marks(what: str, tried: Mapping[str, str]) -> list[str]:
    key = settings.SECRET_KEY.encode()
    return [
        hmac.new(key, f"{what} {kind} {words}".encode(), hashlib.sha256).hexdigest()
        for kind, words in tried.items()
    ]
