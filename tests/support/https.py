"""The site's settings as they are over https: read from the file itself, so that no test says again what stands there."""

import runpy
from pathlib import Path
from typing import Any

from kinhbac import site

SAID = ("SESSION_COOKIE_", "CSRF_COOKIE_", "SECURE_")


def over_https(settings: Any, monkeypatch: Any) -> None:
    """Let Django's settings be those of a site that is served over https."""
    monkeypatch.setenv("KINHBAC_HTTPS", "1")
    for name, value in runpy.run_path(str(Path(site.__file__).with_name("settings.py"))).items():
        if name.startswith(SAID):
            setattr(settings, name, value)
