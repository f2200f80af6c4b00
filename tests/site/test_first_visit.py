"""Budgets of citizens' pages: a first visit under 100 kB with everything, a page under 10 kB, two weights, no library."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles.finders import find
from django.test import Client
from django.urls import reverse

from kinhbac.services.procedures.actions import applications
from kinhbac.services.procedures.reads.published import all_procedures
from kinhbac.site.demo import cast
from tests.services.procedures.browsing import browser
from tests.services.procedures.conftest import (
    BIRTH,
    catalogue,
    filled_in,
    morning,
    province,
    submitted,
)

__all__ = ["catalogue", "morning", "province"]
pytestmark = pytest.mark.usefixtures("province", "morning")

WHOLE = 100_000
PAGE = 10_000
SMALL_SCRIPT = 1_000


def weight(body: bytes) -> int:
    return len(gzip.compress(body, 6))


def asked_for(page: str) -> list[str]:
    """Return the addresses of what a page loads by itself."""
    tags = re.findall(r"<(?:link|script|img|source)[^>]*>", page)
    return [found[1] for tag in tags if (found := re.search(r'(?:href|src)="([^"]+)"', tag))]


def first_visit(address: str) -> int:
    """Return what a browser that knows nothing fetches for a page, all fonts that a Vietnamese page needs included."""
    page = Client().get(address).content
    total, sheets = weight(page), []
    for each in set(asked_for(page.decode())) - {"/manifest.webmanifest"}:
        body = Path(find(each.removeprefix("/static/"))).read_bytes()
        sheets += [body.decode()] if each.endswith(".css") else []
        total += len(body) if each.endswith((".woff2", ".png")) else weight(body)
    preloaded = set(asked_for(page.decode()))
    for name in set(re.findall(r'url\("?(fonts/[^")]+)', "".join(sheets))):
        if f"/static/built/{name}" not in preloaded:
            total += Path(find(f"built/{name}")).stat().st_size
    return total + weight(Client().get("/manifest.webmanifest").content)


@pytest.mark.parametrize("address", ["/", "/procedures/1.001193", "/lookup", "/sign-in", "/offline"])
def test_a_first_visit_with_everything(address):
    assert first_visit(address) < WHOLE


@pytest.mark.parametrize("language", ["vi", "en"])
def test_each_page_for_everybody(language):
    addresses = [
        "/",
        "/?q=khai sinh",
        "/lookup",
        "/offline",
        "/accessibility",
        *(reverse("procedure", args=[each.key]) for each in all_procedures()),
        *(reverse("eligible", args=[each.key]) for each in all_procedures()),
    ]
    heavy = {
        address: size
        for address in addresses
        if (size := weight(browser(None, language).get(address).content)) >= PAGE
    }
    assert heavy == {}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_each_page_of_ones_own(language):
    application, client = filled_in(), browser(cast.LAN, language)
    form = applications.procedure_now(BIRTH)[0].form
    addresses = [
        "/",
        reverse("dossiers"),
        reverse("resume"),
        reverse("record"),
        reverse("application_check", args=[application]),
        *(reverse("application_page", args=[application, page.key]) for page in form.pages),
    ]
    sizes = {address: weight(client.get(address).content) for address in addresses}
    assert {address: size for address, size in sizes.items() if size >= PAGE} == {}
    receipt = submitted()
    for address in (reverse("dossier", args=[receipt.code]), reverse("messages"), reverse("dossiers")):
        assert weight(client.get(address).content) < PAGE


def test_two_weights_in_two_subsets_and_no_library():
    style = Path(find("built/kinhbac.css")).read_text()
    faces = re.findall(r"@font-face\{.*?\}", style)
    assert {re.search(r"font-weight:(\d+)", face)[1] for face in faces} == {"400", "600"}
    assert len(faces) == 4
    served = {each.name for each in Path(find("site/mark.svg")).parent.glob("*.js")}
    assert served == {"away.js", "service-worker.js"}
    assert weight(Path(find("site/away.js")).read_bytes()) < SMALL_SCRIPT
