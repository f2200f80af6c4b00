"""A key that signs, made once for all tests that do not ask how keys are made: to make one takes long."""

from functools import cache
from pathlib import Path
from typing import Any

from joserfc.jwk import RSAKey

from kinhbac.tools.provider import keys

LONG_AGO = "2020-01-01T00:00:00+07:00"
"""Before whatever a test takes for now."""


def ready(settings: Any, folder: Path) -> None:
    """Let a folder hold the key, as if it had been made there."""
    settings.KINHBAC_KEYS = folder
    with keys.locked(folder):
        plain = {"made_at": LONG_AGO, "signs_from": LONG_AGO, "key": _pair().as_dict(private=True)}
        keys.keep(folder / f"{_pair().kid}.json", plain)


@cache
def _pair() -> RSAKey:
    return keys.new_pair(keys.SHORT_BITS)
