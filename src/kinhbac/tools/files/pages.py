"""How a kept file leaves for a browser. Pages of services call `send` after a read has said yes; no route of its own."""

from typing import Final

from django.http import FileResponse

from kinhbac.tools.files.names import name_to_save
from kinhbac.tools.files.store import Store
from kinhbac.tools.files.types import KeptFile, Kind

_TYPES: Final = {Kind.JPEG: "image/jpeg", Kind.PDF: "application/pdf"}  # nothing else is ever kept
_HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox",
    "Cache-Control": "private, no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
}


def send(stored: KeptFile, store: Store, *, download: bool) -> FileResponse:
    """Return a kept file as a response that no browser takes for a page of ours.

    Args:
        stored: as a read of this capability gave it to this viewer.
        store: where its content is.
        download: whether it is saved; otherwise it is shown in place.

    Raises:
        FileNotFoundError: the row is here and its content is not; that is damage, for the operator.
    """
    response = FileResponse(
        store.open(stored.digest),
        as_attachment=download,
        filename=name_to_save(stored.original_name, stored.kind),
        content_type=_TYPES[stored.kind],
    )
    for name, value in _HEADERS.items():
        response[name] = value
    return response
