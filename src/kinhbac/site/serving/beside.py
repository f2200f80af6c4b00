"""The sandbox beside a demo, with a second system: where they will be, what the site and they must know of each other. No Django."""

import os
import secrets
import sys
from collections.abc import Mapping
from dataclasses import dataclass

from kinhbac.site import demo_system
from kinhbac.site.serving.ports import answers, free_port_near
from kinhbac.site.serving.supervisor import Child

HERE = "127.0.0.1"
NAMES = ("127.0.0.1", "localhost")
"""By which the site may be opened on this machine."""


def introduced(port: int, redirects: tuple[str, ...]) -> Mapping[str, str]:
    """Return what both must have in their environment: the address, and a secret made for this run."""
    return {
        "KINHBAC_OIDC_VNEID_ISSUER": f"http://{HERE}:{port}",
        "KINHBAC_OIDC_VNEID_CLIENT": "kinh-bac",
        "KINHBAC_OIDC_VNEID_SECRET": secrets.token_urlsafe(32),
        "KINHBAC_SANDBOX_REDIRECTS": ",".join(redirects),
    }


def command(port: int) -> list[str]:
    """Return what starts it."""
    return [sys.executable, "-P", "-m", "kinhbac.site.sandbox.serve", "--port", str(port)]


@dataclass(frozen=True, slots=True)
class Sandbox:
    """The sandbox's program and its port; people sign in through it, so that a demo works once it answers too."""

    child: Child
    port: int

    def answers(self) -> bool:
        """Say whether it does."""
        return answers(HERE, self.port)


def sandbox_for(site_port: int) -> Sandbox | None:
    """Return the sandbox for a demo served at a port, having told this process's children of it.

    None where the operator has connected a provider: then that one is meant.
    """
    if os.environ.get("KINHBAC_OIDC_VNEID_ISSUER"):
        return None
    port = free_port_near(HERE, site_port + 1)
    redirects = tuple(f"http://{name}:{site_port}/sign-in/vneid/return" for name in NAMES)
    os.environ.update(introduced(port, redirects))
    os.environ.update(
        demo_system.introduced(
            f"http://{HERE}:{port}", f"http://{HERE}:{site_port}", secrets.token_urlsafe(32)
        )
    )
    return Sandbox(Child("sandbox of VNeID", command(port)), port)
