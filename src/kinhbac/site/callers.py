"""Who asks: behind a proxy of ours, the address that the proxy saw, so that not everybody there counts as one.

What anybody may write into a header is believed only from a proxy named in `KINHBAC_TRUSTED_PROXY`; that a letter came by
https also from this very machine, where no proxy is named.
"""

from collections.abc import Callable, Sequence
from ipaddress import IPv4Network, IPv6Network, ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponse

Answer = Callable[[HttpRequest], HttpResponse]
Network = IPv4Network | IPv6Network
HERE: Sequence[Network] = (IPv4Network("127.0.0.0/8"), IPv6Network("::1/128"))


def know_caller(answer: Answer) -> Answer:
    """Let the request bear the address of who asks in place of our proxy's."""

    def answered(request: HttpRequest) -> HttpResponse:
        proxies: Sequence[Network] = settings.KINHBAC_TRUSTED_PROXY
        if not _is_among(request.META.get("REMOTE_ADDR", ""), proxies or HERE):
            request.META.pop("HTTP_X_FORWARDED_PROTO", None)
        if proxies:
            seen, said = request.META.get("REMOTE_ADDR", ""), request.META.get("HTTP_X_FORWARDED_FOR", "")
            request.META["REMOTE_ADDR"] = caller(seen, said, proxies)
        return answer(request)

    return answered


def caller(address: str, forwarded: str, proxies: Sequence[Network]) -> str:
    """Return the address nearest to us that is no proxy of ours.

    Args:
        address: who is connected.
        forwarded: `X-Forwarded-For`, each proxy having added at its end whom it saw.
        proxies: those that are believed.
    """
    for said in reversed(forwarded.split(",")):
        if not _is_among(address, proxies) or not _is_address(said.strip()):
            break
        address = said.strip()
    return address


def _is_among(address: str, proxies: Sequence[Network]) -> bool:
    return _is_address(address) and any(ip_address(address) in network for network in proxies)


def _is_address(words: str) -> bool:
    try:
        ip_address(words)
    except ValueError:
        return False
    return True
