"""The site on a phone's first screen: the manifest, the pictures of the sign, what the service worker keeps."""

import io
import json
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles.finders import find
from django.test import Client
from PIL import Image

from kinhbac.site import away
from tests.site.test_pages import province

__all__ = ["province"]
pytestmark = pytest.mark.usefixtures("province")
BUILT = Path(__file__).parents[2] / "src/kinhbac/site/static/built"


def got(address: str, language: str = "vi"):
    client = Client()
    client.cookies["kinhbac_language"] = language
    answer = client.get(address)
    assert answer.status_code == 200
    return answer


@pytest.mark.parametrize(("language", "words"), [("vi", "Dịch vụ công"), ("en", "Public services")])
def test_the_manifest_says_what_a_phone_needs(language, words):
    answer = got("/manifest.webmanifest", language)
    assert answer["Content-Type"] == "application/manifest+json"
    named = json.loads(answer.content)
    assert words in named["name"]
    assert (named["start_url"], named["scope"], named["display"]) == ("/", "/", "standalone")
    for icon in named["icons"]:
        picture = Image.open(find(icon["src"].removeprefix("/static/")))
        assert f"{picture.width}x{picture.height}" == icon["sizes"]


def test_the_pictures_are_our_own_sign():
    picture = Image.open(BUILT / "icons/icon-512.png").convert("RGB")
    assert picture.getpixel((70, 70)) == (0xFB, 0xF8, 0xF1)
    assert picture.getpixel((2, 256)) == (0x1C, 0x1B, 0x1A)
    assert picture.getpixel((192, 256)) == (0x1C, 0x1B, 0x1A)
    rim = Image.open(BUILT / "icons/icon-maskable-512.png").convert("RGB")
    assert rim.getpixel((2, 256)) == (0xFB, 0xF8, 0xF1)
    assert sum(file.stat().st_size for file in BUILT.glob("icons/*.png")) < 40_000


def test_the_service_worker_keeps_pages_of_nobody_and_what_they_wear():
    answer = got("/service-worker.js")
    assert answer["Content-Type"].startswith("text/javascript")
    script = answer.content.decode()
    kept = json.loads(re.search(r"KEPT = (\[.*?\]);", script)[1])
    assert [each for each in kept if not each.startswith("/static/")] == ["/", "/offline"]
    assert all(find(each.removeprefix("/static/")) for each in kept if each.startswith("/static/"))
    assert 'credentials: "omit"' in script
    assert "/*" not in script
    assert re.search(r'CACHE = "kinhbac-[0-9a-f]{12}"', script)
    assert len(script) < 3_000
    assert away._script() == script


def test_the_page_without_network_speaks_both_languages():
    page = got("/offline").content.decode()
    assert "Không có mạng" in page
    assert "No network" in page
    assert "<script" not in page


def test_only_the_first_page_asks_for_the_one_small_script():
    home = got("/").content.decode()
    assert re.findall(r"<script[^>]*>", home) == ['<script src="/static/site/away.js" defer>']
    assert 'rel="manifest"' in home
    for address in ("/procedures/1.001193", "/lookup", "/sign-in"):
        assert "<script" not in got(address).content.decode()
    assert io.BytesIO(Path(find("site/away.js")).read_bytes()).getbuffer().nbytes < 500
