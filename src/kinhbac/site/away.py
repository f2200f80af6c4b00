"""The site on a phone's first screen, and a light start without network: manifest, service worker, the page for it."""

import hashlib
import json
from functools import lru_cache
from pathlib import Path

from django.contrib.staticfiles.finders import find
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from kinhbac.base.text import Text
from kinhbac.site.frame import province_name
from kinhbac.tools.identity.doors import open_to_all

SHORT_NAME = "Kinh Bắc"
WHAT = Text(vi="Dịch vụ công tỉnh", en="Public services of")
PAPER, INDIGO = "#fbf8f1", "#1f4e79"
SCRIPT = "site/service-worker.js"
WORN = (
    "built/kinhbac.css",
    "built/fonts/be-vietnam-pro-latin-400-normal.woff2",
    "built/fonts/be-vietnam-pro-latin-600-normal.woff2",
    "built/fonts/be-vietnam-pro-vietnamese-400-normal.woff2",
    "built/fonts/be-vietnam-pro-vietnamese-600-normal.woff2",
    "site/mark.svg",
)
"""What the two kept pages wear."""
ICONS = (("icon-192.png", "192x192", "any"), ("icon-512.png", "512x512", "any"),
         ("icon-maskable-512.png", "512x512", "maskable"))  # fmt: skip


@open_to_all
@require_safe
def manifest(_request: HttpRequest) -> HttpResponse:
    """Say how the site stands on a phone's first screen."""
    language = "en" if get_language() == "en" else "vi"
    named = {
        "name": f"{SHORT_NAME} – {WHAT.say(language)} {province_name()}",
        "short_name": SHORT_NAME,
        "lang": language,
        "id": "/",
        "start_url": reverse("home"),
        "scope": "/",
        "display": "standalone",
        "background_color": PAPER,
        "theme_color": PAPER,
        "icons": [
            {"src": static(f"built/icons/{name}"), "sizes": sizes, "type": "image/png", "purpose": purpose}
            for name, sizes, purpose in ICONS
        ],
    }
    return JsonResponse(named, content_type="application/manifest+json")


@open_to_all
@require_safe
def service_worker(_request: HttpRequest) -> HttpResponse:
    """Give the script that keeps the first page; its version is that of what it keeps."""
    return HttpResponse(_script(), content_type="text/javascript; charset=utf-8")


@open_to_all
@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """Say in both languages that there is no network, and what is safe."""
    return render(request, "site/offline.html")


@lru_cache(maxsize=1)
def _script() -> str:
    kept = json.dumps([reverse("home"), reverse("offline"), *map(static, WORN)])
    words = _read(SCRIPT).decode()
    version = hashlib.sha256(b"".join(map(_read, (SCRIPT, *WORN)))).hexdigest()[:12]
    return words.replace("/*kept*/[]", kept).replace("/*version*/", version)


def _read(name: str) -> bytes:
    found = find(name)
    assert isinstance(found, str), f"{name} is built at setup"
    return Path(found).read_bytes()
