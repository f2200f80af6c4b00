"""For all tests: which of them touch the database, and that none is skipped where it counts (CI=true)."""

import os
from pathlib import Path

import pytest
from django.contrib.auth.hashers import ScryptPasswordHasher

FIXTURES_WITH_DATABASE = {
    "db",
    "transactional_db",
    "django_db_serialized_rollback",
    "live_server",
    "admin_user",
}


MARKED = ("browser", "kill")
PURE = "\npytestmark = pytest.mark.pure\n"


def pytest_configure() -> None:
    """Let a password cost tests a thousandth of what it costs a thief: some store dozens."""
    ScryptPasswordHasher.work_factor = 16


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave a file unread of which a part of the gate wants nothing: to import them all takes longer than some parts.

    These marks stand in the file whose tests they mark, and nowhere else.
    """
    wanted = config.getoption("markexpr")
    if not collection_path.match("test_*.py"):
        return None
    if wanted in MARKED:
        unwanted = f"pytest.mark.{wanted}" not in collection_path.read_text(encoding="utf-8")
    else:
        unwanted = wanted.startswith("database") and PURE in collection_path.read_text(encoding="utf-8")
    return unwanted or None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that PostgreSQL must see as well, before `-m database` chooses among them."""
    for item in items:
        asked = FIXTURES_WITH_DATABASE & set(getattr(item, "fixturenames", ()))
        if asked or item.get_closest_marker("django_db"):
            item.add_marker("database")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]):
    report = yield
    return _refuse_skip(report, item.nodeid)


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector):
    report = yield
    return _refuse_skip(report, collector.nodeid)


def _refuse_skip(report, name: str):
    """Turn a skipped, xfailed or xpassed test into a failed one: a test that did not run has shown nothing."""
    if os.environ.get("CI") != "true":
        return report
    if report.skipped or hasattr(report, "wasxfail"):
        why = getattr(report, "wasxfail", None) or report.longrepr
        report.outcome = "failed"
        report.longrepr = f"{name} was skipped or expected to fail, which CI=true refuses: {why}"
        report.__dict__.pop("wasxfail", None)
    return report
