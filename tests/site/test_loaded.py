"""What the processes of a province load at their start: each library holds its memory for as long as the process lives."""

import subprocess
import sys

import pytest

from tests.support.programs import own_environment

DECODERS, WORKBOOKS = {"PIL", "pillow_heif"}, {"openpyxl"}
CLIENTS = {"requests", "authlib"}
"""Needed where a photograph comes, a workbook is asked for, another system is told something: 6, 9 and 8 MiB."""

SITE = "import os; os.environ['DJANGO_SETTINGS_MODULE'] = 'kinhbac.site.settings'\n"
PAGES = "from django.urls import get_resolver; len(get_resolver().url_patterns)\n"
WEB = f"{SITE}import kinhbac.site.wsgi\n{PAGES}"
WORKER = f"{SITE}import django; django.setup()\nfrom kinhbac.site.serving.worker import worker; worker()\n"
SANDBOX = f"from kinhbac.site.sandbox import serve; serve.get_wsgi_application()\n{PAGES}"
LOADED = "import sys; print(*sorted({name for name in sys.modules}))"


def loaded(program: str, data: str) -> set[str]:
    variables = {**own_environment(), "KINHBAC_DATA": data}
    done = subprocess.run(
        [sys.executable, "-c", program + LOADED], env=variables, stdout=subprocess.PIPE, check=True, text=True
    )
    return set(done.stdout.split())


@pytest.mark.parametrize(
    ("program", "not_loaded"),
    [
        pytest.param(WEB, DECODERS | WORKBOOKS, id="web"),
        pytest.param(WORKER, DECODERS | WORKBOOKS | CLIENTS, id="worker"),
        pytest.param(
            SANDBOX,
            DECODERS | WORKBOOKS | {"jsonschema_rs", "pydantic", "kinhbac.services"},
            id="sandbox",
        ),
    ],
)
def test_what_is_seldom_needed_is_loaded_when_it_is_needed(program, not_loaded, tmp_path):
    assert loaded(program, str(tmp_path)) & not_loaded == set()


def test_what_is_loaded_can_be_told(tmp_path):
    assert {"django", "kinhbac.kernel"} <= loaded(WORKER, str(tmp_path))
