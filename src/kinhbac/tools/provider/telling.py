"""Telling systems that somebody signed out (OpenID Connect Back-Channel Logout 1.0): by the worker, never by a page.

A few are asked at once and none is waited for longer than a few seconds; one that does not answer is left alone for a
while, with everything else that it is to be told.
"""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from urllib.parse import urlsplit

from kinhbac.tools.provider.actions import ending
from kinhbac.tools.provider.reads import notices_due, open_system
from kinhbac.tools.provider.rules import AGAIN_AFTER
from kinhbac.tools.sign_in.connections import NEAR

AT_ONCE = 4
PATIENCE = (2.0, 3.0)
"""Seconds to be connected, and to be answered."""


def tell_systems(now: datetime) -> int:
    """End sign-ons whose session is over, and tell the systems of those that ended; return how many were told."""
    ending.end_lost(now)
    due = notices_due(now, AT_ONCE)
    if not due:
        return 0
    from kinhbac.tools.provider.signing import logout_token  # noqa: PLC0415  - with what it needs 8 MiB of every worker

    asked = [(address, logout_token(sign_on, now)) for _, address, sign_on in due]
    with ThreadPoolExecutor(AT_ONCE) as places:
        faults = list(places.map(lambda each: _fault(*each), asked))
    for (notice, _, sign_on), fault in zip(due, faults, strict=True):
        ending.note_told(notice, fault, now)
        if fault and open_system(sign_on.system) is not None:
            ending.put_off(sign_on.system, now + AGAIN_AFTER[0])
    return sum(not fault for fault in faults)


def _fault(address: str, token: str) -> str:
    """Tell one system; return what went wrong, "" for nothing."""
    import requests  # noqa: PLC0415  - as above

    with requests.Session() as session:
        session.trust_env = urlsplit(address).hostname not in NEAR
        try:
            answer = session.post(
                address, {"logout_token": token}, timeout=PATIENCE, allow_redirects=False, stream=True
            )
        except requests.RequestException as fault:
            return type(fault).__name__
        return "" if answer.status_code in (200, 204) else f"HTTP {answer.status_code}"
