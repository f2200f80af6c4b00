"""What the site sets for files, in one place: `KINHBAC_FILES` and `KINHBAC_UPLOAD_LIMIT`."""

from pathlib import Path
from typing import Final

from django.conf import settings

from kinhbac.tools.files.store import Store
from kinhbac.tools.files.types import Limits

_FIELDS_BESIDE: Final = 1_000_000  # bytes left for the answers that travel with the files


def limits() -> Limits:
    """The limits of one file; `KINHBAC_UPLOAD_LIMIT` in bytes."""
    return Limits(size=int(settings.KINHBAC_UPLOAD_LIMIT))


def largest_request() -> int:
    """Bytes of the largest request that is read at all.

    Twice one file: a photograph a little too large is answered beside its question, with everything else of the
    form kept, and only what is far too large is turned away unread.
    """
    return 2 * limits().size + _FIELDS_BESIDE


def store() -> Store:
    """The folder of this site; `KINHBAC_FILES`."""
    return Store(Path(settings.KINHBAC_FILES))
