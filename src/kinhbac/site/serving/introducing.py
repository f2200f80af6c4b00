"""Lets Kinh Bắc know the demo's second system, anew at every start, for its address and its secret change."""

import os
from datetime import datetime

from kinhbac.site.demo_system import ADDRESS, SECRET, registration
from kinhbac.tools.provider.actions.registering import keep_known


def introduce(now: datetime) -> None:
    """Register it where a demo has started it; the worker does so before anything else."""
    address, secret = os.environ.get(ADDRESS), os.environ.get(SECRET)
    if address and secret:
        keep_known(registration(address), secret, now)
